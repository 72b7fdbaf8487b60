"""What only layout tells: stations that head the items of a list (（1）某某花园站。), and the experts in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from ingest.extract.mentions import Mention, outermost
from ingest.extract.patterns import SLOTS, render, slot_mentions
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_MARK = (
    r"[ 　]*(?:[（(]?[\d一二三四五六七八九十]{1,3}(?:[）)]|[.．、](?!\d))|[★◆■▲●☆◇➤]|[—-]{1,2}|"
    r"(?:案例|典型|站点|平台)[\d一二三四五六七八九十]+[：:])[ 　]*"
)
_KIND = "站|小院|驿站|工坊|工作室|分队|服务点|[^政]中心|基地|(?<!小)(?<!工作)组|团队"
_HEAD = regex(rf"{_MARK}(?P<name>[\u4e00-\u9fff“”]{{2,14}}(?P<kind>{_KIND}))[。：:]?")
_OPENS = regex(_MARK)
_REST = regex(r"(?:[（(][^（）()]*[）)])?[。：:；;]?")
_CALLED = regex(
    r"(?:站|小院|驿站|工坊|工作室|[团队组]|中心|实验室|基地|飞地|联合体|创新院)(?:[（(][^（）()]*[）)])?”?$"
)
_LABEL = regex(r"[\u4e00-\u9fff（）()]{2,10}[：:]")
_SERVED = regex("(?:联系人|带教|帮助|培养|指导(?!教师|老师|专家)|徒弟|学生|患者|法人|对接|感谢)[^，。；]*$")
_BASED = regex("依托[^，。；]{0,12}$")
_PHRASES = frozenset({"v", "d", "p", "c", "u"})
_SHORT_LINE = 30
"""A line no longer that a carrier heads is a heading of the paragraph below."""
_FAR = 12
"""An item is no longer than so many sentences."""


def carriers(sentences: list[Sentence]) -> Iterator[tuple[int, Mention]]:
    """The carriers that head two or more items of one kind, with the number of their sentence."""
    heads = [(i, match) for i, s in enumerate(sentences) if s.cell is None and (match := _HEAD.fullmatch(s.text))]
    kinds = Counter(match.group("kind")[-1] for _, match in heads)
    for i, match in heads:
        first = next((t for t in sentences[i].tokens if t.start == match.start("name")), None)
        if kinds[match.group("kind")[-1]] > 1 and first is not None and first.tag not in _PHRASES:
            yield i, Mention("Platform", *match.span("name"), match.group("name"), "item:head", 0.95)


def claims(
    sentences: list[Sentence], found: list[list[Mention]], bystanders: frozenset[str]
) -> Iterator[tuple[Sentence, Claim]]:
    """The experts whom an item names that is headed by a station: they are at that station; and who runs it."""
    for i, sentence in enumerate(sentences):
        station = _heading(sentence, found[i])
        if station is None:
            continue
        run_in = not _REST.fullmatch(sentence.text, station.end)
        for number, j in enumerate((*(i,) * run_in, *_body(sentences, i))):
            text, top = sentences[j].text, outermost(found[j])
            others = any(
                m.type == "Platform" and m.name != station.name and not _BASED.search(text, 0, m.start) for m in top
            )
            if others or pattern("relations", "unreal").search(text):
                continue
            for host in _hosts(text, [m for m in top if m.start >= station.end or i != j]) if number < 2 else ():
                yield sentences[j], Claim("HOSTED_BY", station, host, "item:host", 0.8, 0, len(text))
            for person in top:
                served = _SERVED.search(text, max(0, person.start - 12), person.start)
                if person.type == "Talent" and person.name not in bystanders and not served:
                    yield sentences[j], Claim("MEMBER_OF", person, station, "item:member", 0.75, 0, len(text))


def _hosts(text: str, mentions: list[Mention]) -> list[Mention]:
    """The bodies that a clause without an object says to build or run what heads the item."""
    rendered = render(text, mentions)
    return [m for match in _built_by().finditer(rendered.text) for m in slot_mentions(rendered, match, "hosts")]


@cache
def _built_by() -> re.Pattern[str]:
    """由|甲局、乙协会同该校签约设立; 系|甲公司与乙大学共建; 挂靠|丙大学."""
    body = f"[{SLOTS['Organization']}{SLOTS['Enterprise']}]"
    joined = rf"{body}(?:[^，。；、\ue000-\ue008]{{0,8}}(?:、|和|与|同|及|会同|联合){body})*(?:[同与和]该[校院所])?"
    how = "(?:[两三双]方|共同|联合|签约|合作|牵头|负责|具体)*"
    built = "(?:共建|合建|合办|共办|设立|组建|管理|运营|承建|建设|主办|托管|承担|建设运营|运营管理)"
    return regex(
        rf"(?:^|(?<=[，。：；]))(?:它?[系由是])?(?P<hosts>{joined}){how}{built}(?=[，。；]|$)"
        rf"|(?<=[，。：；])(?:挂靠|建在)(?P<hosts2>{body})(?=[，。；]|$)"
    )


def pairs(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """签约的项目有： and items that name two sides each: the two sides of an item cooperate."""
    signed, block = False, -1
    for sentence, mentions in zip(sentences, found, strict=True):
        if sentence.cell is None and sentence.block != block and sentence.search(_SIGNED):
            signed, block = True, sentence.block
            continue
        opening = _OPENS.match(sentence.text) if sentence.cell is None else None
        if sentence.block not in {block, block + 1} or opening is None:
            signed = signed and sentence.block == block
            continue
        block = sentence.block
        sides = [m for m in outermost(mentions) if m.type in _SIDES]
        joint = [_WITH.fullmatch(sentence.text, a.end, b.start) for a, b in pairwise(sides)]
        if not signed or True not in [match is not None for match in joint[:2]]:
            continue
        at = 0 if joint[0] else 1
        kind = "SERVES" if sides[at].type == "Talent" else "COOPERATES_WITH"
        if sides[at + 1].type != "Talent" and (kind == "SERVES") <= (sides[at + 1].type == "Enterprise"):
            yield sentence, Claim(kind, sides[at], sides[at + 1], "item:signed", 0.75, 0, len(sentence.text))


_SIGNED = regex("(?:签约|签订|签署|结对|合作|共建)[^。；]{0,16}[：:]$")
_WITH = regex("(?:团队|课题组|教授|博士)?[与同]|[—–-]{1,2}")
_SIDES = frozenset({"Organization", "Enterprise", "Platform", "Talent"})


def _heading(sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """The station that a line with a number or a bullet is headed by."""
    opening = _OPENS.match(sentence.text)
    first = next(iter(outermost(mentions)), None)
    if opening is None or first is None or first.type != "Platform":
        return None
    heads = first.start == opening.end() or (first.start == opening.end() + 1 and sentence.text[opening.end()] == "“")
    return first if heads and _CALLED.search(first.name) else None


def _body(sentences: list[Sentence], head: int) -> Iterator[int]:
    """The sentences of an item: those of its paragraph or the one below its line, and lines with a label behind."""
    block = sentences[head].block
    for j in range(head + 1, min(head + 1 + _FAR, len(sentences))):
        if sentences[j].cell is not None:
            return
        if sentences[j].block != block:
            alone = j == head + 1 and len(sentences[head].text) < _SHORT_LINE and sentences[head].text[0] not in "—-"
            below = alone and not sentences[j].is_heading and not _OPENS.match(sentences[j].text)
            if sentences[j].block != block + 1 or not (below or _LABEL.match(sentences[j].text)):
                return
            block = sentences[j].block
        yield j
