"""Offices named without their body: 青山大学校长甲，党委副书记乙 — the second holds office where the first does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.extract import person_grammar
from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_CONTACT = regex("(?:联系人|联络人|联络员|咨询人|受理人|经办人|答复人|责任编辑|本期编辑)[：:][ 　]*")
_REPORTER = regex("记者[：:/ 　]{0,2}(?=[\u4e00-\u9fff])")
_DEPARTMENT = regex("[^，。；：:]{0,14}")
_BESIDE = 5
"""A signature stands so many sentences from the contact at most."""
_BODIES = frozenset({"Organization", "Enterprise"})
_INSTITUTION = regex("(?:大学|学院|医院|科学院|研究[院所]|农科院)$")
_GOVERNMENT = regex("(.*?)([省市县区州旗])(?:人民)?政府")
_HEAD = regex("(?:常务)?(?P<role>副?(?P<level>[省市县区州旗])长)(?:、[^，。；、]{2,8})?$")
_CLAUSE = regex("[^，。；：\\s]*$")
"""What stands before a title in its clause may say of which place."""


def claims(sentence: Sentence, mentions: list[Mention]) -> Iterator[Claim]:
    """Each person behind a title alone works where the person named before does."""
    body: Mention | None = None
    previous: Mention | None = None
    for mention in outermost(mentions):
        gap = sentence.text[previous.end : mention.start] if previous else ""
        if mention.type == "Talent" and previous is not None:
            alone = _alone().fullmatch(gap) if previous.type == "Talent" else None
            if previous.type in _BODIES:
                body = previous if _office().fullmatch(gap) else None
            elif alone and body is not None:
                span = body.start, mention.end
                yield Claim("WORKS_AT", mention, body, "office:list", 0.8, *span, alone.group("role"))
            elif gap not in {"、", "和", "与"}:
                body = None
        elif mention.type not in _BODIES:
            body = None
        previous = mention


def at_carriers(sentence: Sentence, mentions: list[Mention]) -> Iterator[Claim]:
    """青山大学|茶叶重点实验室主任甲: who holds a post at an institution's carrier works for the institution."""
    top = outermost(mentions)
    for carrier, person in itertools.pairwise(top):
        if carrier.type != "Platform" or person.type != "Talent":
            continue
        post = _carrier_post().fullmatch(sentence.text, carrier.end, person.start)
        owners = (m for m in mentions if m.type == "Organization" and m.start == carrier.start and m.end < carrier.end)
        owner = max((m for m in owners if _INSTITUTION.search(m.name)), key=lambda m: m.end, default=None)
        if post and owner:
            yield Claim("WORKS_AT", person, owner, "office:carrier", 0.75, carrier.start, person.end, post["role"])


def contacts(
    sentences: list[Sentence], found: list[list[Mention]], own: Mention | None, claims: Iterable[tuple[Sentence, Claim]]
) -> Iterator[tuple[Sentence, Claim]]:
    """The contacts of a document, of whom no employer is told, are at the body that signs it or speaks in it."""
    labels = [(i, match) for i, s in enumerate(sentences) if s.cell is None for match in s.finditer(_CONTACT)]
    if len(labels) != 1:
        return
    (number, match), employed = labels[0], {c.source.name for _, c in claims if c.type == "WORKS_AT"}
    people = _listed(sentences[number].text, match.end(), found[number])
    body = _signature(sentences, found, number) or (own if own and own.type == "Organization" else None)
    if body is None or any(person.name in employed for person in people):
        return
    for person in people:
        yield sentences[number], Claim("WORKS_AT", person, body, "office:contact", 0.8, match.start(), person.end)


def reporters(
    sentences: list[Sentence], found: list[list[Mention]], claims: Iterable[tuple[Sentence, Claim]]
) -> Iterator[tuple[Sentence, Claim]]:
    """Reporters of whom no employer is told are at the one medium that the document names (来源：某日报 … 记者 甲)."""
    media = {m.name: m for mentions in found for m in mentions if m.method == "media"}
    if len(media) != 1:
        return
    (medium,), employed = media.values(), {c.source.name for _, c in claims if c.type == "WORKS_AT"}
    for sentence, mentions in zip(sentences, found, strict=True):
        for match in sentence.finditer(_REPORTER):
            for person in _listed(sentence.text, match.end(), mentions):
                if person.name not in employed:
                    span = match.start(), person.end
                    yield sentence, Claim("WORKS_AT", person, medium, "office:reporter", 0.64, *span, "记者")


def governors(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """A head of a place or his deputy (副县长甲) works for the one government of its rank that the document names."""
    named = {m.name: m for mentions in found for m in mentions if m.type == "Organization"}
    governments = [(whole, m) for name, m in named.items() if (whole := _GOVERNMENT.fullmatch(name))]
    for sentence, mentions in zip(sentences, found, strict=True) if governments else ():
        for person in outermost(mentions):
            title = _HEAD.search(sentence.text, 0, person.start) if person.type == "Talent" else None
            body = _governed(title, sentence, mentions, governments) if title else None
            if title and body:
                span = title.start(), person.end
                yield sentence, Claim("WORKS_AT", person, body, "office:government", 0.7, *span, title["role"])


def _governed(
    title: re.Match[str], sentence: Sentence, mentions: list[Mention], governments: list[tuple[re.Match[str], Mention]]
) -> Mention | None:
    """The government of the rank in a title: the only one, or that of the place before the title."""
    fitting = [(whole[1], m) for whole, m in governments if whole[2] == title["level"]]
    clause = _CLAUSE.search(sentence.text, 0, title.start())
    begin = clause.start() if clause else 0
    before = (m for m in reversed(mentions) if m.type == "Region" and begin <= m.start and m.end <= title.start())
    place = next((m.name[:-1] for m in before if m.name.endswith(title["level"])), "")
    if len(fitting) == 1 and not (place and fitting[0][0]):
        return fitting[0][1]
    return next((m for stem, m in fitting if place and stem.endswith(place)), None)


def _listed(text: str, at: int, mentions: list[Mention]) -> list[Mention]:
    """The persons behind a label, listed with nothing but commas between them."""
    listed: list[Mention] = []
    for person in (m for m in outermost(mentions) if m.type == "Talent" and m.start >= at):
        follows = (
            text[at : person.start] in {"、", " ", "　"} if listed else _DEPARTMENT.fullmatch(text, at, person.start)
        )
        if not follows:
            break
        listed.append(person)
        at = person.end
    return listed


def _signature(sentences: list[Sentence], found: list[list[Mention]], number: int) -> Mention | None:
    """The body that a line beside names and nothing else."""
    near = sorted(range(max(0, number - _BESIDE), min(len(sentences), number + _BESIDE)), key=lambda i: abs(i - number))
    lines = ((sentences[i], m) for i in near for m in outermost(found[i]) if m.type == "Organization")
    return next((m for s, m in lines if s.cell is None and m.end - m.start == len(s.text)), None)


@cache
def _carrier_post() -> re.Pattern[str]:
    sent = "(?:选派|派出|委派|派驻)(?:专家|博士|教授|研究员)?"
    return regex(rf"的?(?:{sent}|[^，。；、]{{0,8}}?(?P<role>{person_grammar.title()}|带头人))?[ 　]*")


@cache
def _office() -> re.Pattern[str]:
    return regex(rf"[^，。；、]{{0,8}}(?:[、]?[^，。；、]{{0,6}}){{0,2}}{person_grammar.title()}")


@cache
def _alone() -> re.Pattern[str]:
    """A title behind a comma; one of a place (副县长) belongs to another body."""
    own = (
        "(?!公司|企业|集团|合作社|学校|医院|[该本我]|[^，、；]{0,6}(?:[\u4e00-\u9fff]业|科技|股份|集团|[院所校厂]里的?))"
        "(?:党委|党组|常委|委员|、|(?![省市州县区镇乡村])[\u4e00-\u9fff]){0,6}?"
    )
    return regex(rf"[，、；和]{own}(?!副?[省市州县区镇乡村]长)(?P<role>{person_grammar.title()})")
