"""Relations by what a clause says: the frames of `rules/clauses.yaml`, each predicates and the parts around them.

A frame without predicates joins names that stand near each other in a clause and can hardly mean anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from ingest.extract import parts
from ingest.extract.candidates import frames_for
from ingest.extract.clause_frames import FITTING, IMPLIED, ClauseFrame, End, compiled
from ingest.extract.clauses import Clauses, Topics
from ingest.extract.frame import Frame
from ingest.extract.mentions import Mention
from ingest.extract.modality import unreal
from ingest.extract.patterns import SLOTS
from ingest.extract.regexes import regex
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim

_BODIES = regex(f"[{SLOTS['Organization']}{SLOTS['Enterprise']}]")
_WHOSE = regex(f"、?{SLOTS['Talent']}")
"""Behind a title of honour: 长江学者|王建民."""
_APIECE = regex("分别|分获|先后|依次|各自")
_LABEL = regex("[^【】，。；]{0,10}】")
"""【下沉一线】 heads an item and tells nothing by itself."""
_ACTORS = frozenset({"Enterprise", "Organization", "Platform", "Talent"})
_RUN = frozenset({"Organization", "Platform"})
"""What `carrier` tells of."""
_CARRIED = {"earlier": False, "topic": True}


class _Place(NamedTuple):
    """A predicate in its sentence, and what a subject may be carried from."""

    clauses: Clauses
    start: int
    end: int
    topics: Topics
    block: int
    frame: Frame


def claims(
    clauses: Clauses, held: int, topics: Topics, block: int, document: Frame, *, planned: bool
) -> Iterator[Claim]:
    """All that the frames read off a sentence of a document; `held` are the letters in it that they may need."""
    here = frozenset(SLOTS[m.type] for m in clauses.view.mention.values())
    for frame in frames_for(here, held, opened=topics.opening is not None, planned=planned):
        if frame.verbs is None:
            yield from _neighbours(frame, clauses)
            continue
        for match in compiled(frame.verbs).finditer(clauses.view.text):
            start, end = match.span()
            if _LABEL.match(clauses.view.text, end):
                continue
            if frame.timeless or not unreal(clauses.view.text, start, end):
                yield from _stated(frame, _Place(clauses, start, end, topics, block, document))


def _stated(frame: ClauseFrame, place: _Place) -> Iterator[Claim]:
    span = place.clauses.span(place.clauses.clause(place.start))
    if frame.unless and frame.unless.search(place.clauses.view.text, *span):
        return
    if frame.type == "SERVES" and _told(place, span):
        return
    sources = [m for m in _players(frame.source, place) if _can(frame, m)]
    if frame.mutual:
        for some, others in parts.parties(place.clauses, place.start, frame.source.kinds, sources):
            yield from _pairs(frame, place.clauses, some, others, span)
        return
    yield from _pairs(frame, place.clauses, sources, _players(frame.target, place, frame.fits), span)


def _told(place: _Place, span: tuple[int, int]) -> bool:
    """Whether a clause speaks of thanks and hopes, or its verb of the thing that follows (研发的系统)."""
    text = place.clauses.view.text
    return text.startswith("的", place.end) or pattern("clauses", "telling").search(text, *span) is not None


def _can(frame: ClauseFrame, source: Mention) -> bool:
    """Whether a source is of the kind that does such things: a scheme of service, a team."""
    if source.type == "Programme" and (frame.scheme or frame.type == "SERVES"):
        return (frame.scheme or pattern("clauses", "serving")).search(source.name) is not None
    return source.type not in _RUN or frame.carrier is None or frame.carrier.search(source.name) is not None


def _players(end: End, place: _Place, fits: re.Pattern[str] | None = None) -> list[Mention]:
    """The names that play the first of an end's parts that somebody plays and whose name fits."""
    for first, *others in end.parts:
        found = _fitting(first, end, place, fits) if first in FITTING else _part(first, end, place)
        found = tuple(m for m in found if fits is None or fits.search(m.name))
        if found:
            own = first == "subject"
            return [*found, *(m for part in others for m in _beside(part, end, place, own=own))]
    return []


def _beside(part: str, end: End, place: _Place, *, own: bool) -> tuple[Mention, ...]:
    """Who else does it: with whom the clause before did something (甲与乙签约，|丙挂牌…) is no partner of another
    subject."""
    if not own or part != "with":
        return _part(part, end, place)
    return parts.marked(place.clauses, place.start, end.kinds, part, here=True)


def _fitting(part: str, end: End, place: _Place, fits: re.Pattern[str] | None) -> tuple[Mention, ...]:
    """The name that fits and was named last: in the sentence, the paragraph or its heading, or in the document."""
    if part == "known":
        named: Iterator[Mention] = reversed(place.topics.carriers.values())
    elif part == "acting":
        named = parts.acting(place.clauses, place.start, end.kinds)
    else:
        named = parts.lately(place.clauses, place.start, end.kinds, place.topics.before(place.block))
    return tuple(islice((m for m in named if fits is None or fits.search(m.name)), 1))


def _part(part: str, end: End, place: _Place) -> tuple[Mention, ...]:
    at, kinds = place.start, end.kinds
    if part == "subject":
        return parts.subjects(place.clauses, at, kinds)
    if part == "object":
        return parts.objects(place.clauses, place.end, kinds)
    if part == "all":
        return tuple(m for g in place.clauses.groups if g.start >= place.end for m in g.of(kinds))
    if part == "before":
        return parts.before(place.clauses, at, kinds)
    if part in _CARRIED:
        earlier = place.topics.before(place.block)
        opening = place.topics.opening if place.topics.block == place.block else None
        return parts.carried(place.clauses, at, kinds, earlier, far=_CARRIED[part], opening=opening)
    if part in IMPLIED:
        meant = _implied(part, place)
        return (meant,) if meant is not None and meant.type in kinds else ()
    if part == "where":
        return parts.where(place.clauses, at, kinds)
    return parts.marked(place.clauses, at, kinds, part)


def _implied(part: str, place: _Place) -> Mention | None:
    """What the document speaks for, what it is, and the team that it named last."""
    if part == "team":
        return place.topics.team
    if part == "document":
        return place.frame.document
    if part == "village":
        return place.topics.village
    if part == "firm":
        return place.topics.firm
    if part == "here":
        return place.frame.here("全县")
    own = place.frame.own
    institution = pattern("clauses", "institution").search
    if own is None or own.method == "deixis" or (part == "ourselves" and not institution(own.name)):
        return None
    return None if parts.carried(place.clauses, place.start, _ACTORS, (), far=False) else own


def _pairs(
    frame: ClauseFrame, clauses: Clauses, sources: list[Mention], targets: list[Mention], span: tuple[int, int]
) -> Iterator[Claim]:
    at = clauses.view.at
    pairs = [(source, target) for source in sources for target in targets]
    if len(sources) == len(targets) > 1 and _APIECE.search(clauses.view.text, 0, span[1]):
        pairs = list(zip(sources, targets, strict=True))
    elif len(sources) > 1 < len(targets) and _APIECE.search(clauses.view.text, *span):
        return  # 分别, but one of the names is not known
    for source, target in pairs:
        if source.name != target.name:
            where = at[span[0]], at[span[1]]
            yield Claim(frame.type, source, target, f"clause:{frame.id}", frame.confidence, *where)


def _neighbours(frame: ClauseFrame, clauses: Clauses) -> Iterator[Claim]:
    """Names of both ends in one clause with nothing of these types between them."""
    groups = [g for g in clauses.groups if g.of(frame.source.kinds) or g.of(frame.target.kinds)]
    for left, right in pairwise(groups):
        gap = clauses.view.text[left.end : right.start]
        if left.clause != right.clause or len(gap) > frame.near or (frame.unless and frame.unless.search(gap)):
            continue
        first, second = list(left.of(frame.source.kinds)), list(right.of(frame.target.kinds))
        second = [m for m in second if frame.fits is None or frame.fits.search(m.name)]
        if frame.type == "SELECTED_FOR" and not frame.inverse and _WHOSE.match(clauses.view.text, right.end):
            continue
        if frame.last and "联合" not in gap and re.search("[与和]", clauses.view.text[left.start : left.end]):
            first = first[-1:]
        if frame.inverse and _BODIES.search(clauses.view.text, right.start, right.end):
            second = second[:1]
        if frame.type == "WORKS_AT" and "的" in gap and _BODIES.match(clauses.view.text, right.start):
            continue
        if frame.type == "WORKS_AT" and "与" in clauses.view.text[right.start : right.end]:
            second = second[:1]
        if first and second and (frame.timeless or not unreal(clauses.view.text, left.start, right.end)):
            ends = (second, first) if frame.inverse else (first, second)
            ends = [m for m in ends[0] if _can(frame, m)], ends[1]
            yield from _pairs(frame, clauses, *ends, clauses.span(left.clause))
