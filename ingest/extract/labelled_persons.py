"""Persons behind a label or a unit: who reports, writes, edits, answers or leads a list (责编：甲、乙)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract.grammars import told_by
from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import mention_of, name, title
from ingest.extract.regexes import regex
from ingest.extract.rulebook import letters, load_cached
from ingest.extract.text import Sentence

_BY_LABEL = regex("联系人|供稿|撰稿|咨询|^[（(].*[）)]$|^[^，。；：]{4,24}[ 　][\u4e00-\u9fff]{2,3}[。；]?$")
_NO_SIGNER = "审核|编辑|校对|责编|来源|时间|供稿|办公室|人事|组织|综合"


def _telling() -> tuple[re.Pattern[str], ...]:
    return _byline(), _reporter(), _behind_body(), _labelled(), _leading(), _spaced_out()


@told_by(_telling)
def find(sentence: Sentence) -> Iterator[Mention]:
    """The persons of a sentence that a label, a unit or a byline tells."""
    yield from _bylines(sentence)
    for match in sentence.finditer(_behind_body()) if sentence.search(_BY_LABEL) else ():
        yield mention_of(match, "person:label", 0.85)
    for match in sentence.finditer(_labelled()):
        listed: re.Match[str] | None = match
        while listed is not None:
            yield mention_of(listed, "person:label", 0.85)
            listed = _further().match(sentence.text, listed.end())
    for match in (*sentence.finditer(_leading()), *sentence.finditer(_spaced_out())):
        yield mention_of(match, "person:label", 0.85)


@cache
def _labelled() -> re.Pattern[str]:
    surnames = "".join(sorted(letters("people", "surnames")))
    return regex(
        rf"(?:{load_cached('people')['labels']})[：: 　]{{1,2}}"
        rf"({name()}|(?!{_NO_SIGNER})[\u4e00-\u9fff]{{2,3}}|[{surnames}][ 　]{{1,3}}[\u4e00-\u9fff])"
        r"(?=$|[，。、；：）)（( 　】\]])"
    )


@cache
def _behind_body() -> re.Pattern[str]:
    """联系人：某县教育局人事科　罗欢; （某县委组织部 罗欢供稿）: behind a body, in a label or a signature."""
    body = r"[^，。；：:（）() 　]{3,24}(?:[局委办部会科室处院校所站社]|中心)"
    said = r"(?=[。；]?$|[，。；、）) 　]|供稿|撰稿|摄)"
    rare = rf"[{load_cached('people')['rare_surnames']}][\u4e00-\u9fff]{{1,2}}"
    return regex(rf"(?:(?:联系人|供稿|撰稿|咨询人?)[：:]|^[（(]?){body}(?:[ 　]{{1,3}}|，)({name()}|{rare}){said}")


@cache
def _further() -> re.Pattern[str]:
    """责编：吕品|、方圆: one more person behind a label, as an item of its list."""
    return regex(rf"[、 　]({name()})(?=$|[，。、；）)（( 　】\]])")


@cache
def _spaced_out() -> re.Pattern[str]:
    """秘书长：盛　利: behind a title and a colon, two letters that are set as wide as three."""
    surnames = "".join(sorted(letters("people", "surnames")))
    return regex(rf"{title()}[：:][ 　]{{0,2}}([{surnames}][ 　]{{1,2}}[\u4e00-\u9fff])(?=$|[，。、；）)（( 　])")


@cache
def _leading() -> re.Pattern[str]:
    """沈斌　久盛电气股份有限公司: a line of a list that has a name and, behind a wide space, a unit."""
    unit = "(?:公司|集团|局|院|校|大学|[中小]学|所|中心|站|社|厂|办|委|会|部|场|馆|园|队|矿|银行)"
    rules = load_cached("people")
    whole = rf"(?:{name()}|[{rules['surnames']}{rules['rare_surnames']}][\u4e00-\u9fff]{{2}})"
    return regex(
        rf"^(?:[◆■▲●☆◇➤★·]|\d{{1,3}}[.、．]?)?[ 　]?({whole})(?:[（(][^（）()]{{1,12}}[）)])?[ 　]{{1,4}}"
        rf"(?=[^ 　]{{2,30}}{unit}[^ 　]{{0,12}}(?:$|[ 　]))"
    )


@cache
def _byline() -> re.Pattern[str]:
    label = "(?:[^（）()]{0,12}(?:记者|通讯员|撰稿|供稿|作者|摄影|[文图])[ 　:：]*|[^（）()]{2,10}电[ 　]*)?"
    return regex(rf"[（(]{label}({name()}(?:[ 　]+{name()})+)(?=[）)]|[ 　]*(?:通讯员|记者|摄影))")


@cache
def _reporter() -> re.Pattern[str]:
    label = "(?:记者|通讯员|摄影|实习生)[：: 　]{0,2}"
    return regex(rf"{label}({name()}(?:[ 　、]+{name()})*)(?=[ 　，、；：）)]|报道|摄|文|$)")


def _bylines(sentence: Sentence) -> Iterator[Mention]:
    """（王鹃 李馥宁）: names with nothing but spaces between them, of which the tagger knows one."""
    known = {token.start for token in sentence.tokens if token.tag == "PER"}
    for line in sentence.finditer(_byline()):
        items = [match.span() for match in re.finditer(r"[^ 　]+", line.group(1))]
        items = [(line.start(1) + start, line.start(1) + end) for start, end in items]
        for start, end in items if any(start in known for start, _ in items) else ():
            yield Mention("Talent", start, end, sentence.text[start:end], "person:list", 0.75)
    for line in sentence.finditer(_reporter()):
        for match in re.finditer(r"[^ 　、]+", line.group(1)):
            start = line.start(1) + match.start()
            yield Mention("Talent", start, start + len(match.group()), match.group(), "person:label", 0.8)
