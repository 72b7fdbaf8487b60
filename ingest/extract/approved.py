"""Who may set up a station: a notice names the kind once (同意下列单位设立院士工作站：), its list the bodies, a line
each, and behind some of them who works there and on what.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_SETS_UP = "(?:设立|建立|建设|建成|组建|创建|备案|开展|共建)"
_LEAD = regex(
    rf"(?:同意|批准|准予|核准|认定|确定|命名|授予|备案|新增|新设|批复|现将|经|将|支持)[^。；]{{0,40}}{_SETS_UP}?[^。；]{{0,30}}[：:]$|"
    rf"[下以]列?下?(?:\d+|[一二三四五六七八九十]+)?[家个]?(?:单位|企业|机构|医院|高校)[^。；]{{0,8}}{_SETS_UP}[^。；]{{0,20}}[：:]$"
)
_CLOSES = regex("”?(?:的)?(?:(?:建设|依托|建站|设站|承建|备案|申报)?(?:单位|企业))?(?:如下|名单如下)?[：:]")
_CAPTION = regex(
    r"(?:[（(][^（）()]{1,12}[）)])?”?(?:拟|新增?)?(?:建站|设站|依托|备案|新设|新增|承建|获批|认定|设立|入选)*"
    r"(?:单位|企业|机构)?的?名单(?:的通知|的公告)?(?:[（(][^（）()]{1,16}[）)])?[：:。]?"
)
_KIND = regex(r"(?:站|基地|工作室|中心|实验室|小院|驿站)[”）)]*$")
_OPENS = regex(r"[ 　]*(?:[（(]?[\d一二三四五六七八九十]{1,3}(?:[）)]|[.．、](?!\d))|[★◆■▲●☆◇➤·]|[—-]{1,2})?[ 　]*")
_NUMBERED = regex(r"[ 　]*(?:[（(]?[\d一二三四五六七八九十]{1,3}(?:[）)]|[.．、](?!\d))|[★◆■▲●☆◇➤·])")
_THERE = regex(
    "(?:合作|进站|签约|领衔|首席|驻站|负责|带头|柔性引进)(?:院士|专家|人|教授|博士)?(?:为|是|：|:)?[^，。；：]{0,12}$"
)
_ABOUT = regex("(?:方向|领域|课题|项目|内容|服务产业|研究)(?:为|是|：|:)[^，。；：]{0,10}(?:、[^，。；：]{0,16})*$")
_BODIES = frozenset({"Organization", "Enterprise"})
_LONGEST_BARE = 45
"""A line without a number belongs to a list only if it is hardly more than a name."""


def claims(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """The bodies of a list run the kind of station that its lead or its caption names."""
    kind: Mention | None = None
    block, numbered = -1, False
    for sentence, mentions in zip(sentences, found, strict=True):
        if sentence.cell is not None:
            kind = None
            continue
        top = outermost(mentions)
        named = _lead(sentence, top)
        if named is not None:
            kind, block, numbered = named, sentence.block, False
            continue
        body = _entry(sentence, top, numbered=numbered) if kind is not None else None
        if kind is not None and body is not None:
            block, numbered = sentence.block, _NUMBERED.match(sentence.text) is not None
            for claim in _entry_claims(sentence.text, top, body, kind):
                yield sentence, claim
        elif sentence.block > block + 1 or (sentence.block > block and top):
            kind = None


def _lead(sentence: Sentence, top: list[Mention]) -> Mention | None:
    """The kind of station of whose list a line tells: in a lead with a colon the last name, in a caption the first
    before 名单."""
    text = sentence.text
    carriers = [m for m in top if m.type == "Platform" and _KIND.search(m.name)]
    if not carriers:
        return None
    last = carriers[-1]
    if _CLOSES.fullmatch(text, last.end):
        return last if _LEAD.search(text) else None
    of_a_firm = any(m.type == "Enterprise" and m.start < last.start for m in top)
    return last if _CAPTION.fullmatch(text, last.end) and not of_a_firm else None


def _entry(sentence: Sentence, top: list[Mention], *, numbered: bool) -> Mention | None:
    """The body that a line of the list begins with; after a line with a number only others with one belong to it."""
    first = top[0] if top else None
    opening = _OPENS.match(sentence.text)
    if first is None or first.type not in _BODIES or opening is None or first.start != opening.end():
        return None
    if _NUMBERED.match(sentence.text):
        return first
    bare = len(sentence.text) <= _LONGEST_BARE and first.end >= len(sentence.text) - 2
    return first if bare and not numbered else None


def _entry_claims(text: str, top: list[Mention], body: Mention, kind: Mention) -> Iterator[Claim]:
    yield Claim("HOSTED_BY", kind, body, "list:approved", 0.85, 0, len(text))
    for mention in top[1:]:
        if mention.type == "Talent" and _THERE.search(text, 0, mention.start):
            yield Claim("MEMBER_OF", mention, kind, "list:approved", 0.8, 0, len(text))
        elif mention.type == "Industry" and _ABOUT.search(text, 0, mention.start):
            yield Claim("SERVES", kind, mention, "list:approved", 0.75, 0, len(text))
