"""Bodies' names at their edges: what only looks like one, where one begins that the tagger cut, a village's branch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.extract import regions
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.text import Sentence

_BODIES = frozenset({"Organization", "Enterprise", "Platform"})
_SHORTEST = 7
_SHORTEST_REST = 4
_TOWN = 4
_MANY = regex("各(?:[省市州县区旗乡镇、]|街道|（[^（）]{1,8}）){0,4}$")
_LISTED = regex("各[^，。；：、]{1,8}、$")
_ADDRESSED = regex("(?:^|[：。])各[^，。；：]{4,24}、$")
_UNPLACED = regex("(?![省市州县区旗])(?!.{2,}[省市州县区旗]).{2,9}[局委办厅部]")
"""各县（市、区）委组织部、|科技局、|人社局: whom a circular addresses in each county."""
_BRANCH = regex(r".{2,12}?[乡镇](?=[\u4e00-\u9fff]{1,5}村党(?:总支部?|支部)(?:委员会)?$)")
_BEFORE_PARENTHESIS = regex(r"[^，。；：、\s“”（）()与和同及]{2,8}$")
_AND_COUNTY = regex("[\u4e00-\u9fff](?<![在到于赴省市向为由是])和县$")
"""县科技局和|县农业农村局: seldom is the county of He meant."""
_KINDS = ("街道", "乡镇", "镇街")


def widened(sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
    """由|同心县科技局: a body whose first letter the tagger took for a preposition begins where its place begins, and
    one behind 、 does not begin with the letter behind 和. The code in a document's number (海委办发〔2024〕) is none.
    """
    places = [m for m in mentions if m.type == "Region"]
    for mention in map(_of_village, mentions):
        if mention.type not in _BODIES:
            yield mention
            continue
        if _is_none(sentence, mention):
            continue
        cut = (p for p in places if p.start < mention.start < p.end <= mention.end)
        start = next((p.start for p in cut if not _AND_COUNTY.search(sentence.text, 0, p.end)), mention.start)
        if sentence.text[start] in "省市州县区镇乡村" and mention.type == "Organization":
            start = next((p.start for p in places if p.end == start and regions.level(p.name) is None), start)
        if sentence.text[max(0, start - 2) : start] == "、和":
            start -= 1
        if sentence.text[start] in "（(":
            front = _BEFORE_PARENTHESIS.search(sentence.text, max(0, start - 10), start)
            start = front.start() if front else start
        name = sentence.text[start : mention.start] + mention.name
        yield replace(mention, start=start, name=name) if start < mention.start else mention


def also_without_places(mentions: list[Mention]) -> list[Mention]:
    """顺德区水产站 for 广东省佛山市顺德区水产站, 绿野合作社 for 清溪镇绿野合作社: what else a body is called whose
    name begins with a chain of places, or a firm's whose name begins with a town."""
    places = {m.start: m for m in mentions if m.type == "Region"}
    return [_shortened(m, places) if m.type in {"Organization", "Enterprise"} else m for m in mentions]


def _shortened(body: Mention, places: dict[int, Mention]) -> Mention:
    if body.end - body.start != len(body.name):
        return body
    province = regions.shorts().match(body.name)
    starts, at = [body.start], body.start
    if province is not None and body.start not in places:
        at += province.end()
        starts.append(at)
    last = None
    while at in places and body.end - places[at].end >= _SHORTEST_REST and places[at].end > at:
        last, at = places[at], places[at].end
        starts.append(at)
    if last is None:
        return body
    town = body.type == "Enterprise" and (regions.level(last.name) or 0) >= _TOWN
    shorter = [body.name[start - body.start :] for start in (starts[1:] if town else starts[1:-1])]
    return replace(body, aliases=(*body.aliases, *(n for n in shorter if n not in body.aliases)))


def _is_none(sentence: Sentence, body: Mention) -> bool:
    """市人才办|〔2024〕5号 is a code; of 各|乡镇党委、|街道党工委 there are many."""
    if body.type != "Organization":
        return False
    short = body.method == "tagger:ORG" or len(body.name) < _SHORTEST
    if short and regions.CODE_BEHIND.match(sentence.text, body.end):
        return True
    listed = body.name.startswith(_KINDS) and _LISTED.search(sentence.text, 0, body.start)
    addressed = _UNPLACED.fullmatch(body.name) and _ADDRESSED.search(sentence.text, 0, body.start)
    return bool(listed or addressed or _MANY.search(sentence.text, 0, body.start))


def _of_village(body: Mention) -> Mention:
    """磨子乡|凤形村党支部: a village's branch of the party is called without the towns around it."""
    outer = _BRANCH.match(body.name) if body.type == "Organization" else None
    return replace(body, start=body.start + outer.end(), name=body.name[outer.end() :]) if outer else body
