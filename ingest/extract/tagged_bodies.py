"""Organizations that only the tagger knows, colleges and institutes of two topics, media in credits."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract import heads
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.text import Sentence

_COLLEGE_OF_TWO = regex("(?<=大学|学院)[\u4e00-\u9fff]{2,8}[与和][\u4e00-\u9fff]{2,8}?学院")
"""清华大学|车辆与运载学院."""
_NO_NAME_OF_TWO = "教授|专家|博士|院士|师|团队|老|学生|联合|合作|签|共建|校|组织|带|派"
_INSTITUTE_OF_TWO = regex(
    f"(?<=大学|学院)(?:(?!{_NO_NAME_OF_TWO})[\u4e00-\u9fff]){{2,8}}[与和及]"
    f"(?:(?!{_NO_NAME_OF_TWO}|大学|公司|省|市|县)[\u4e00-\u9fff]){{2,8}}?(?:研究院|研究所|研究中心)"
)
"""清华大学|核能与新能源技术研究院."""
_ACADEMICIAN = regex("(?:外籍)?院士")


_WHOLE = regex("(?:大学|学院|公司|集团|合作社|医院|研究[院所]|电视台|学校|中学|协会|学会|中心|基地|工作站)$")
"""青山大学|办起…, 由某公司|所建: what stands behind these is a verb or a particle."""


def find(sentence: Sentence) -> Iterator[Mention]:
    """Organizations that only the tagger knows (中国工程院, 清华), also where it lost their last character."""
    for token, behind in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        lost = token.tag == "ORG" and behind.text in {"所", "院", "局", "办", "站", "社", "校", "委", "厅"}
        if lost and not _WHOLE.search(token.text):
            yield Mention("Organization", token.start, behind.end, token.text + behind.text, "tagger:ORG", 0.6)
    for match in sentence.finditer(_COLLEGE_OF_TWO):
        start = _school_start(sentence, match.start())
        method = "college" if start == match.start() else "head:Organization"
        yield Mention("Organization", start, match.end(), sentence.text[start : match.end()], method, 0.9)
    yield from _institutes_of_two(sentence)
    credited = sentence.finditer(pattern("organizations", "credited"))
    for match in (*sentence.finditer(pattern("organizations", "media")), *credited):
        name = match.lastgroup or "name"
        yield Mention("Organization", *match.span(name), match.group(name), "media", 0.85)
    for token in (t for t in sentence.tokens if t.tag == "ORG"):
        name = token.text[heads.stripped(token.text) :]
        ends = not _ACADEMICIAN.match(sentence.text, token.end)
        ends = ends and pattern("organizations", "tagger_ends").search(name) is not None
        if ends and not pattern("organizations", "tagger_refused").search(name) and not heads.is_joint(name):
            yield Mention("Organization", token.end - len(name), token.end, name, "tagger:ORG", 0.6)


def _school_start(sentence: Sentence, college: int) -> int:
    """Where the university begins of which a college stands, if the tagger knows it (贵州大学|酿酒与食品工程学院)."""
    school = next((t for t in sentence.tokens if t.start < college <= t.end and t.tag == "ORG"), None)
    return college if school is None else school.start + heads.stripped(sentence.text[school.start : college])


def _institutes_of_two(sentence: Sentence) -> Iterator[Mention]:
    """清华大学核能与新能源技术研究院: a conjunction in the name of a university's institute."""
    ends = {token.end: token.start for token in sentence.tokens if token.tag == "ORG"}
    for match in sentence.finditer(_INSTITUTE_OF_TWO):
        if match.start() in ends:
            start = ends[match.start()]
            yield Mention("Organization", start, match.end(), sentence.text[start : match.end()], "college", 0.9)
