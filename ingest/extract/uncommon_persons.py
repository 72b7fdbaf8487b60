"""Persons whose names the tagger hardly knows: compound and rare surnames, and names of other peoples (拉毛永措).

Such names are told by what they are built of and by what a person is called beside them (妇产科医生拉毛永措).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import called, calling, mention_of, titled
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, letters, load_cached
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_WORDS = frozenset({"v", "vn", "d", "ad", "a", "an", "m", "q", "p", "c", "u", "r", "f", "TIME", "t"})
_END = "(?=$|[，。、；：）)（(】”]|{after})"


def _telling() -> tuple[re.Pattern[str], ...]:
    return _foreign(), _rare(), _DOT, _before_name(), _entry()


@told_by(_telling)
def find(sentence: Sentence) -> Iterator[Mention]:
    """The uncommon names of a sentence."""
    for match in sentence.finditer(_foreign()):
        parts = sum(1 for group in match.groups()[1:] if group)
        if (parts > 1 and len(match.group(1)) > 3) or called(sentence.text, match.start()):
            yield mention_of(match, "person:uncommon", 0.9)
    persons = {token.start: token.end for token in sentence.tokens if token.tag == "PER" and len(token.text) > 2}
    for match in sentence.finditer(_rare()):
        if persons.get(match.start(), match.end()) < match.end():
            continue  # 徒弟欧阳秀|发去语音
        if called(sentence.text, match.start()) and (match.group("compound") or not _is_phrase(sentence, match)):
            yield mention_of(match, "person:uncommon", 0.85)
    if "·" in sentence.text:
        yield from _dotted(sentence)
    yield from _called_so(sentence)
    for match in sentence.finditer(_entry()):
        yield mention_of(match, "person:label", 0.9)


@cache
def _foreign() -> re.Pattern[str]:
    """A name of two known parts, or of one and a letter before a boundary; no place called so (德吉村).

    Mongols of the east put a surname before it (包|乌力吉).
    """
    part = alternatives(load_cached("people")["foreign_parts"].split())
    end = _END.format(after=_after())
    whole = rf"([包白韩]?{part})(?:({part})({part})?|(?:(?![说道称])[\u4e00-\u9fff])?{end})"
    return regex(rf"({whole})(?![村镇乡县市区州街路寺湖山河盟旗·])")


@cache
def _rare() -> re.Pattern[str]:
    rules = load_cached("people")
    compound = rf"(?P<compound>{alternatives(rules['compound'])}[\u4e00-\u9fff]{{1,2}}?)"
    first = rf"(?:{compound}|[{rules['rare_surnames']}][\u4e00-\u9fff]{{2}})"
    return regex(rf"({first}){_END.format(after=_after())}")


@cache
def _entry() -> re.Pattern[str]:
    """【机电工程学院　迟仲谋】: a person behind a unit in a heading of brackets."""
    return regex(
        r"[【\[](?:[^【】\[\]，。]{0,24}(?:院|系|所|部|处|科|室|中心|公司|集团|局|校|大学|站|社|[村镇乡县])[ 　]{1,4})"
        r"([\u4e00-\u9fff]{2,4})[】\]]"
    )


@cache
def _known_part() -> re.Pattern[str]:
    return regex(alternatives(load_cached("people")["foreign_parts"].split()))


def has_known_part(text: str) -> bool:
    """Whether a word holds a part of a Tibetan, Mongolian, Yi or Uyghur name."""
    return _known_part().search(text) is not None


@cache
def _before_name() -> re.Pattern[str]:
    """What a person is called, before three letters that may be a name."""
    rules = load_cached("people")
    surname = rf"{alternatives(rules['compound'])}|[{rules['surnames']}{rules['rare_surnames']}][\u4e00-\u9fff]"
    name = rf"(?:{surname})[\u4e00-\u9fff]"
    return regex(rf"{calling().pattern}(?={name})")


@cache
def _after() -> str:
    return str(load_cached("people")["after_uncommon"])


def _is_phrase(sentence: Sentence, match: re.Match[str]) -> bool:
    """专家|支持, 教师|常驻, 大学生|回|青山: words that only begin like a surname."""

    def word(token: Token) -> bool:
        place = token.tag == "LOC" and token.start > match.start()
        return len(token.text) > 1 and (token.tag in _WORDS or place)

    return any(word(t) for t in sentence.tokens if t.start < match.end() and match.start() < t.end)


_DOT = regex("(?<=[\u4e00-\u9fff])·(?=[\u4e00-\u9fff])")
_PART = regex("(?!.*(?:工作|团队|实验|驿站))[\u4e00-\u9fff]{1,6}(?:-[\u4e00-\u9fff]{1,6})?$")
_OPENS_NAME = regex("[、，：“”（(的和与是为由请] ?")


def _dotted(sentence: Sentence) -> Iterator[Mention]:
    """副教授|阿依古丽·买买提, 院士|奥列格·舍甫琴科|系该校教师: a name with a dot, wherever the tagger cuts it."""
    end = 0
    for dot in sentence.finditer(_DOT):
        if dot.start() < end:
            continue
        start = _opening(sentence, dot.start())
        end = _closing(sentence, dot.end())
        while _DOT.match(sentence.text, end):
            end = _closing(sentence, end + 1)
        parts = sentence.text[start:end].split("·")
        fits = all(_PART.fullmatch(part) for part in parts) and len("".join(parts)) > 3 and len(parts[-1]) > 1
        person = any(t.tag == "PER" and t.end > start and t.start < end for t in sentence.tokens)
        if fits and (person or called(sentence.text, start)):
            yield Mention("Talent", start, end, sentence.text[start:end], "person:dotted", 0.9)


def _closing(sentence: Sentence, start: int) -> int:
    """Where the part of a name behind a dot ends: with the tagger's word, or with a longer part that is known."""
    known = _known_part().match(sentence.text, start)
    ends = [t.end for t in sentence.tokens if t.start <= start < t.end]
    return max([*ends, known.end() if known else start])


def _opening(sentence: Sentence, dot: int) -> int:
    """Where a name with a dot begins: behind what its bearer is called, or with the words that the tagger gives it."""
    for start in range(dot - 1, max(-1, dot - 13), -1):
        if start and called(sentence.text, start):
            return start
        if _OPENS_NAME.match(sentence.text, start):
            return start + 1
    words = [t for t in sentence.tokens if t.start < dot]
    while len(words) > 1 and words[-2].tag == "PER":
        words.pop()
    return words[-1].start


_GIVEN = frozenset({"n", "nz", "v", "vn", "a", "ad", "d", "p", "LOC", "ORG", "PER", "m", "r"})
_GLUED = frozenset({"n", "m", "v", "nz", "PER", "ORG", "LOC"})
"""Tags of words in which what a person is called and the name are one: 院士计仲远."""
_BEHIND = frozenset({"v", "d", "p", "c", "u", "w", "TIME", "ad", "vd", "a", "nz", "xc", "s"})
_GOES = frozenset("回居游")
"""大学生|回|青山: these before a place rather say where somebody goes than begin his name."""
_TIMES = regex("第?[一两三二四五六七八九十几]|本人|自己")
"""总经理|都本善|第一个, 大户|王存女|一堂课: how many times or which one, said of a subject."""
_ENDING = frozenset("今现原曾则等和与照靠带说讲把将对向从在为用给跟是也都就又还仍已每便来去到当任获兼率")
"""Letters that the tagger takes for the end of a person's name."""


def _called_so(sentence: Sentence) -> Iterator[Mention]:
    """负责人|常胜利|聘请: behind what a person is called, three letters that the tagger takes for words."""
    starts = {token.start: i for i, token in enumerate(sentence.tokens)}
    for match in sentence.finditer(_before_name()):
        start, end = match.end(), match.end() + 3
        if _called_longer(sentence.text, match.start(), start):
            continue
        i = starts.get(start)
        if i is None:
            glued = (k for k, t in enumerate(sentence.tokens) if t.start < start < t.end and t.tag in _GLUED)
            i = next(glued, -1)
        if i < 0:
            continue
        inner = [_from(t, start) for t in sentence.tokens[i : i + 3] if t.start < end]
        whole = inner[-1].end == end or (inner[-1].end == end + 1 and inner[-1].text[-1] in _ENDING)
        behind = next((t for t in sentence.tokens[i : i + 4] if t.start >= inner[-1].end), None)
        ends = behind is None or behind.tag in _BEHIND or titled(sentence.text, behind.start)
        ends = ends or _TIMES.match(sentence.text, end) is not None
        if whole and ends and (_led_by_he(inner) or all(t.tag in _GIVEN for t in inner) and _parts_of_name(inner)):
            yield Mention("Talent", start, end, sentence.text[start:end], "person:called", 0.85)


def _from(token: Token, start: int) -> Token:
    """What a word has of a name that begins in its midst: 人|马 彩娥."""
    return token if token.start >= start else Token(token.text[start - token.start :], "m", start, token.end)


def _called_longer(text: str, start: int, end: int) -> bool:
    """总工|程师费, 院医|师结对: where a calling goes on beyond what would be the name's first letter."""
    if text[end - 1 : end + 1] == "工程":
        return True
    longer = (calling().match(text, at) for at in range(start, end))
    return any(match is not None and match.end() > end for match in longer)


def _led_by_he(tokens: list[Token]) -> bool:
    """教授|和|仕诚|担任: what the tagger takes for a person begins with no surname, so that 和 is one."""
    parted = len(tokens) == 2 and tokens[0].text == "和" and tokens[1].tag == "PER"
    return parted and tokens[1].text[0] not in letters("people", "surnames")


def _parts_of_name(tokens: list[Token]) -> bool:
    """Whether words may be a surname and a given name: one word of three letters, or one of two beside a letter."""
    if len(tokens) == 1:
        return tokens[0].tag not in {"n", "ad", "a"} or len(tokens[0].text) > 3
    if len(tokens) == 2 and len(tokens[0].text) == 2:
        compound = tokens[0].text in load_cached("people")["compound"]
        return compound or (tokens[0].tag == "PER" and tokens[1].tag in {"n", "nz", "a", "LOC", "ORG"})
    if len(tokens) == 2 and tokens[0].tag == "m":
        return tokens[1].tag in {"PER", "nz", "n", "LOC", "ORG"} or len(tokens[1].text) == 3
    if len(tokens) == 2 and len(tokens[0].text) == 1:
        if tokens[0].text in _GOES and tokens[1].tag == "LOC":
            return False
        return tokens[1].tag not in {"v", "ad", "d", "r"} or tokens[0].tag in {"n", "nz", "PER"}
    return len(tokens) == 3 and tokens[0].text != tokens[2].text
