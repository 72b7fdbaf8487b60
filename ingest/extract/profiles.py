"""Profiles: a line that names a person (王建民——茶园“破壁者”), and below it what the person is (青山大学教授，…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extract.mentions import Mention, outermost
from ingest.extract.patterns import expand, render
from ingest.extract.regexes import regex
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence
from ingest.extract.word_sets import ANY

_LINE = 44
"""A line that only names somebody is no longer."""
_SEVERAL, _OPENING = 3, 6
"""So many profiles make a list; what it is a list of stands in so many sentences at its head."""
_TITLES = frozenset({"Honor", "Programme"})
_LISTS = regex("名单|事迹|风采|人物|入选|获评|当选|评选|认定")


def led(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, list[Mention]]]:
    """The sentences with their names; one that tells what the person of the line before is begins with that name."""
    heading: tuple[int, Mention] | None = None
    for sentence, mentions in zip(sentences, found, strict=True):
        told = heading is not None and heading[0] == sentence.block - 1 and _tells(sentence, mentions)
        yield _behind(heading[1], sentence, mentions) if heading is not None and told else (sentence, mentions)
        person = _person(sentence, mentions)
        heading = (sentence.block, person) if person is not None else None


def _person(sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """Whom a line names at its head, telling nothing but a nickname or a motto."""
    if sentence.cell is not None or len(sentence.text) > _LINE or sentence.text[-1:] in "。；，":
        return None
    first = next(iter(outermost(mentions)), None)
    named = first is not None and first.type == "Talent" and _head().fullmatch(sentence.text, first.end)
    return first if first is not None and named and _MARK.fullmatch(sentence.text, 0, first.start) else None


_MARK = regex(r"[^\u4e00-\u9fff]{0,6}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")


@cache
def _head() -> re.Pattern[str]:
    return regex(r"(?:[（(][^（）()]{1,16}[）)])?(?:[—：:][^。；]*)?")


@cache
def _what() -> re.Pattern[str]:
    """A body and an office, and nobody who holds it."""
    return regex(
        expand("[<O><E>](?:<dept>)(?:<title>|助理研究员|职工)(?:、<title>)*(?:[，。；（]|$|、[^，。；<T>]*[，。；])")
    )


def _tells(sentence: Sentence, mentions: list[Mention]) -> bool:
    top = outermost(mentions)
    if sentence.cell is not None or not top or top[0].start > 0:
        return False
    return _what().match(render(sentence.text, top).text) is not None


def _behind(person: Mention, sentence: Sentence, mentions: list[Mention]) -> tuple[Sentence, list[Mention]]:
    shift = len(person.name) + 1
    text = f"{person.name}，{sentence.text}"
    moved = [replace(m, start=m.start + shift, end=m.end + shift) for m in mentions]
    whole = replace(sentence, text=text, start=sentence.start - shift, tokens=[], held=ANY)
    return whole, [replace(person, start=0, end=len(person.name)), *moved]


def chosen(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """Profiles of those whom a text says at its head to be of a list (公布“十佳茶师”名单): each is chosen for it."""
    heads = [(i, person) for i, s in enumerate(sentences) if (person := _person(s, found[i])) is not None]
    if len(heads) < _SEVERAL:
        return
    before = range(min(heads[0][0], _OPENING))
    listed = [m for i in before if sentences[i].search(_LISTS) for m in outermost(found[i]) if m.type in _TITLES]
    for i, person in heads if listed else ():
        yield sentences[i], Claim("SELECTED_FOR", person, listed[-1], "list:profiles", 0.75, 0, len(sentences[i].text))
