"""Named persons: what the tagger finds, what a title, a station's name or a list of names gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import cut_persons, labelled_persons, uncommon_persons
from ingest.extract.grammars import Grammar, found_by, told_by
from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import called, calling, mention_of, name, title, title_before, titled, within_token
from ingest.extract.regexes import regex
from ingest.extract.rulebook import letters, load_cached, pattern
from ingest.extract.sectors import known
from ingest.extract.tagger import Token
from ingest.extract.text import Sentence

_SEASONS = frozenset({"夏秋", "春夏", "秋冬", "冬春", "高山", "古树", "明前"})
_VARIETY = regex(r"(?:3[2-9]|[4-9]\d|\d{3})号|\d{1,2}号等?[^，。；]{0,3}(?:品种|良种)")
"""桂热芒|82号: a breed, and no day of the month."""
_ACTING = frozenset("任说带获率")
_ITEM_NUMBER = r"(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.．、 　]{0,2})?"
_NUMBERED = frozenset("（(0123456789一二三四五六七八九十")
_NO_LETTER = frozenset("则也还都就却便即又再更均将被")
"""These rather begin what a person does than end his name."""
_SIGNED_BEFORE = regex(
    "(?:记者|通讯员|编辑|审核|作者|供稿|撰稿|摄影|实习生|[责编审校文图])[：: 　]{0,2}$|[处科室院系部办局社]：$"
)
_SIGNED_BEHIND = regex("[ 　](?:摄影?|供图|供稿|撰稿|文)[）)。]?(?:$|[ 　])|[ 　](?:摄影?|供图|供稿)[）)]")
_PLACES_BEHIND = regex("等[地县市区省州乡镇村旗]")
_UNIT_BEFORE = regex("[院系所局校科部室司]$")
_NEXT_NAME = 8
"""So many letters at most lie between the beginnings of two names beside each other."""
_HANZI = regex(r"[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff][ 　]{1,3}[\u4e00-\u9fff]")


@cache
def _in_station() -> re.Pattern[str]:
    before = (
        "(?:^|(?<=[省市州县区协会国院所级的局团厂部校xX“、：，；。（() ）.．])"
        "|(?<=建成|建立|设立|成立|组建|获批|认定|新建|挂牌|公司))"
    )
    return regex(rf"{before}({name()})(?={load_cached('people')['named_after']})")


@cache
def _in_workshop() -> re.Pattern[str]:
    """章国平|无人机植保|技能大师工作室: a person before a craft."""
    return regex(rf"({name()})(?=[\u4e00-\u9fff]{{2,6}}(?:{load_cached('people')['named_after']}))")


@cache
def _after_title() -> re.Pattern[str]:
    return regex(rf"{title()}[ 　]{{0,2}}({name()})(?={load_cached('people')['after_person']})")


@cache
def _before_title() -> re.Pattern[str]:
    return regex(rf"(?<=[所院学局会司站部心科系])({name()})(?={title()})")


@cache
def _office_holder() -> re.Pattern[str]:
    return regex(rf"(?:^|(?<=[，。；：]))({name()})(?=(?:现|兼|担|出)?任[^，。；]{{1,24}}{title()})")


@cache
def _apposed() -> re.Pattern[str]:
    """；云可，省林科院研究员: a person at the head of an entry, with unit and title behind a comma."""
    unit = "(?:大学|[院校所局司团社厂站部会科系]|中心|医院|公司)"
    return regex(rf"(?:^|(?<=[；：]))({name()})(?=，[^，。；]{{2,20}}{unit}{title()}(?:[，。；]|$))")


@cache
def _entry() -> re.Pattern[str]:
    """（四）喻兆安，男，汉族，…; 3. 古丽娜尔·买买提（女）: whoever heads an item that goes on with the sex."""
    told = r"(?:[，、 　]{1,2}|[（(])(?:男|女)(?=[，、；。）) 　]|$)"
    return regex(rf"{_ITEM_NUMBER}(?!姓名)(?:{title()}[ 　]?)?([\u4e00-\u9fff·]{{2,14}}){told}")


@cache
def _item_called() -> re.Pattern[str]:
    """（三）路铁山，板栗种植户；: whoever heads an item that goes on with what he is called."""
    rules = load_cached("people")
    whole = rf"(?:{name()}|[{rules['surnames']}{rules['rare_surnames']}][\u4e00-\u9fff]{{1,2}})"
    return regex(rf"{_ITEM_NUMBER}({whole})(?=，[^，。；、]{{0,20}}{calling().pattern}(?:[，。；、]|$))")


def find(sentences: list[Sentence]) -> list[list[Mention]]:
    """The persons in each sentence; the same span may come from several rules."""
    not_person = pattern("people", "not_person")
    return [
        [m for m in mentions if not not_person.search(m.name) or _placelike(sentence, m)]
        for sentence, mentions in zip(sentences, found_by(_GRAMMARS, sentences), strict=True)
    ]


def _placelike(sentence: Sentence, mention: Mention) -> bool:
    """主任|张景镇: behind a title a person's name may end like that of a place."""
    placelike = mention.end - mention.start == 3 and mention.name[-1] in "县乡镇村"
    return placelike and mention.name[0] in letters("people", "surnames") and title_before(sentence.text, mention.start)


def _tagged(sentence: Sentence) -> Iterator[Mention]:
    """Whom the tagger takes for a person."""
    for token in sentence.tokens:
        named = token.tag == "PER" and _HANZI.fullmatch(token.text) and not _is_product(sentence, token)
        if named and _plausible(sentence, token):
            yield Mention("Talent", token.start, token.end, re.sub("[ 　]", "", token.text), "tagger:PER", 0.85)


@told_by(lambda: (_after_title(),))
def _behind_title(sentence: Sentence) -> Iterator[Mention]:
    for match in sentence.finditer(_after_title()):
        if _closed(sentence, match) and not _is_word(sentence, match) and not _word_behind(sentence, match):
            yield mention_of(match, "person:title", 0.7)


@told_by(lambda: (_before_title(),))
def _ahead_of_title(sentence: Sentence) -> Iterator[Mention]:
    for match in sentence.finditer(_before_title()):
        whole = _starts_token(sentence, match.start(1)) and _ends_token(sentence, match.end(1))
        if (whole or match.end(1) - match.start(1) == 3) and not within_token(sentence, match):
            yield mention_of(match, "person:title", 0.7)


@told_by(lambda: (_office_holder(), _apposed()))
def _in_office(sentence: Sentence) -> Iterator[Mention]:
    for match in (*sentence.finditer(_office_holder()), *sentence.finditer(_apposed())):
        whole = any((t.start, t.end) == match.span(1) and t.tag in {"ORG", "nz"} for t in sentence.tokens)
        if whole or not within_token(sentence, match):
            yield mention_of(match, "person:office", 0.75)


@told_by(lambda: (_entry(), _item_called()))
def _heading_items(sentence: Sentence) -> Iterator[Mention]:
    for match in _entries(sentence):
        yield mention_of(match, "person:label", 0.85)


def _entries(sentence: Sentence) -> Iterator[re.Match[str]]:
    """The person who heads an item of a list."""
    match = _entry().match(sentence.text)
    if match is None and sentence.text[:1] in _NUMBERED:
        match = _item_called().match(sentence.text)
    if match is not None:
        yield match


@told_by(lambda: (_in_workshop(), _in_station()))
def _named_after(sentence: Sentence) -> Iterator[Mention]:
    """Persons whose name a station or a workshop bears."""
    starts = {token.start: token.end for token in sentence.tokens if token.tag == "PER"}
    for match in sentence.finditer(_in_workshop()):
        if starts.get(match.start(1), 0) >= match.end(1):
            yield mention_of(match, "person:station", 0.85)
    products = pattern("industries", "products")
    for match in sentence.finditer(_in_station()):
        named = any(t.text == match.group(1) and t.tag in {"PER", "ORG"} for t in sentence.tokens)
        if (
            match.group(1).endswith(("省", "自治区"))
            or _phrase(sentence, match)
            or _common_word(sentence, match)
            or (products.search(match.group(1)) and not named)
            or match.group(1) in known()
        ):
            continue
        yield mention_of(match, "person:station", 0.9)


def _is_product(sentence: Sentence, token: Token) -> bool:
    """夏秋茶, “田秀才”: what ends like a product and has no title beside it, and a nickname by itself in quotes."""
    nickname = sentence.text[max(0, token.start - 1) : token.end + 1] == f"“{token.text}”"
    titled = re.search(title() + "$", sentence.text[: token.start]) or re.match(title(), sentence.text[token.end :])
    product = len(token.text) == 3 and pattern("industries", "products").search(token.text) is not None
    variety = _VARIETY.match(sentence.text, token.end) is not None
    return nickname or variety or (product and token.text[:2] in _SEASONS and not titled)


def _plausible(sentence: Sentence, token: Token) -> bool:
    """Not 何首乌 and 江鳕, which are grown or bred, unless a title stands beside."""
    if token.text in known() and not (titled(sentence.text, token.end) or title_before(sentence.text, token.start)):
        return False
    return not pattern("people", "no_person_behind").match(sentence.text, token.end) and _like_a_name(sentence, token)


def _like_a_name(sentence: Sentence, token: Token) -> bool:
    """The tagger's persons need a surname, a foreign name's dot, or a known part or a title beside four letters; of two
    letters also a title, a label or a person beside."""
    if "·" in token.text or " " in token.text or "　" in token.text:
        return True
    if len(token.text) >= 4:
        return len(token.text) == 4 and _is_long_name(sentence, token)
    if not re.fullmatch(name(), token.text):
        rare = token.text[0] in letters("people", "rare_surnames")
        return len(token.text) == 3 and (rare or called(sentence.text, token.start) or _beside_person(sentence, token))
    return len(token.text) > 2 or _shown_as_person(sentence, token)


def _is_long_name(sentence: Sentence, token: Token) -> bool:
    """欧阳谷丰, 乌云塔娜, 首席专家|贺兰青云; what else the tagger takes for one is a phrase or a village."""
    if token.text[:2] in load_cached("people")["compound"] or uncommon_persons.has_known_part(token.text):
        return True
    beside = sentence.text[max(0, token.start - 1) : token.start], sentence.text[token.end : token.end + 1]
    marked = beside[0] in {"“", "·", "—"} or beside[1] in {"”", "·", "—"}
    return not marked and (called(sentence.text, token.start) or titled(sentence.text, token.end))


def _shown_as_person(sentence: Sentence, token: Token) -> bool:
    """What of two letters is told to be a person by what stands beside it."""
    behind, before = sentence.text[token.end : token.end + 1], sentence.text[: token.start]
    if (behind == "等" and not _PLACES_BEHIND.match(sentence.text, token.end)) or _acts(sentence, token):
        return True
    if (before.endswith("的") and behind in {"，", "。", "；"}) or (behind == "、" and _UNIT_BEFORE.search(before)):
        return True
    if titled(sentence.text, token.end) or title_before(sentence.text, token.start):
        return True
    signed = _SIGNED_BEFORE.search(before) or _SIGNED_BEHIND.match(sentence.text, token.end)
    return bool(signed) or _beside_person(sentence, token) or (behind == "，" and called(sentence.text, token.start))


def _beside_person(sentence: Sentence, token: Token) -> bool:
    """Whether a comma of a list or a space parts a name from another that the tagger gives."""
    people = [t for t in sentence.tokens if t.tag == "PER" and abs(t.start - token.start) <= _NEXT_NAME]
    between = (
        sentence.text[token.end : t.start] if t.start > token.start else sentence.text[t.end : token.start]
        for t in people
        if t is not token
    )
    return any(re.fullmatch("[、 　]{1,2}", gap) for gap in between)


def _acts(sentence: Sentence, token: Token) -> bool:
    """Whether a verb, an adverb or a preposition follows: then a person of two letters is the subject."""
    behind = next((t for t in sentence.tokens if t.start == token.end), None)
    return behind is not None and behind.tag in {"v", "vd", "d", "p", "c"} and len(token.text) == 2


def _common_word(sentence: Sentence, match: re.Match[str]) -> bool:
    """省|农业|专家工作站 is named after no Mr 农; three letters that the tagger takes for a thing may be a name."""
    return any(
        t.start <= match.start(1)
        and match.end(1) <= t.end
        and t.tag not in {"PER", "ORG", "LOC"}
        and not (t.tag == "nz" and t.text == match.group(1) and len(t.text) == 3)
        for t in sentence.tokens
    )


def _phrase(sentence: Sentence, match: re.Match[str]) -> bool:
    """中医院|成立了|博士工作室: a verb and its particle that begin like a surname."""
    tokens = (t for t in sentence.tokens if t.start < match.end(1) and match.start(1) < t.end)
    return any(t.tag in {"u", "p", "c", "r", "m", "q", "w"} for t in tokens)


def _closed(sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a token ends with the name, or the tagger glued the word behind it to the name (华建章系|享受).

    The word behind may also have taken the last letter (律方|正任).
    """
    glued = (t for t in sentence.tokens if t.start == match.start(1) and match.end(1) < t.end)
    crossing = (t for t in sentence.tokens if match.start(1) < t.start < match.end(1) < t.end)
    if any(t.tag != "v" and t.text[match.end(1) - t.start :] in _ACTING for t in crossing):
        return True
    return _ends_token(sentence, match.end(1)) or any(t.tag in {"PER", "ORG", "LOC", "nz"} for t in glued)


def _is_word(sentence: Sentence, match: re.Match[str]) -> bool:
    """博士后|管理, 博士|毕业生: a common word that begins like a surname."""
    same = (t for t in sentence.tokens if (t.start, t.end) == match.span(1))
    if match.group(1)[0] == "和" and not any(t.tag == "PER" for t in sentence.tokens if t.start == match.start(1)):
        return True
    common = {"vn", "d"} if match.end(1) - match.start(1) == 3 else {"v", "vn", "d", "a", "ad", "an"}
    return any(t.tag in common or (t.tag == "n" and len(t.text) == 3) for t in same)


def _word_behind(sentence: Sentence, match: re.Match[str]) -> bool:
    """赫连珊|则, 丁楠|则: a name by itself to the tagger, and the conjunction or adverb behind it."""
    last = next((t for t in sentence.tokens if t.end == match.end(1)), None)
    if last is None or len(last.text) > 1 or last.tag not in {"c", "d", "p"}:
        return False
    return last.text in _NO_LETTER and any(t.end == last.start and t.tag == "PER" for t in sentence.tokens)


def _starts_token(sentence: Sentence, position: int) -> bool:
    return any(token.start == position for token in sentence.tokens)


def _ends_token(sentence: Sentence, position: int) -> bool:
    return any(token.end == position for token in sentence.tokens)


_GRAMMARS: tuple[Grammar, ...] = (
    Grammar(_tagged),
    _named_after,
    _behind_title,
    _ahead_of_title,
    _in_office,
    Grammar(cut_persons.find),
    uncommon_persons.find,
    labelled_persons.find,
    _heading_items,
)
