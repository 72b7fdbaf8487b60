"""The frames of `rules/clauses.yaml`: predicates and the parts that names play around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.extract.needed import Needed, needed
from ingest.extract.patterns import SLOTS, expand
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached

_SERVICES = frozenset({"SERVES", "IN_INDUSTRY"})
IMPLIED = frozenset({"own", "here", "ourselves", "document", "team", "village", "firm"})
"""Parts that what the document is about plays, or what it named last."""
FITTING = frozenset({"lately", "known", "acting"})
"""Parts that the last name plays that fits."""
ELSEWHERE = (IMPLIED | FITTING | {"topic"}) - {"acting"}
"""Parts that names play which the sentence need not hold."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: which types it may have, and the parts it may play, the first that is there counting."""

    kinds: frozenset[str]
    slots: frozenset[str]
    parts: tuple[tuple[str, ...], ...]

    def may_stand(self, here: frozenset[str], elsewhere: frozenset[str]) -> bool:
        """Whether a sentence with these slots may hold this end, or it is found elsewhere; spares most a search."""
        return bool(here & self.slots) or any(first in elsewhere for first, *_ in self.parts)


@dataclass(frozen=True, slots=True)
class ClauseFrame:
    """One frame, compiled. Without `verbs` it joins names at most `near` characters apart."""

    id: str
    type: str
    verbs: str | None
    letters: Needed
    fits: re.Pattern[str] | None
    carrier: re.Pattern[str] | None
    scheme: re.Pattern[str] | None
    source: End
    target: End
    unless: re.Pattern[str] | None
    near: int
    inverse: bool
    mutual: bool
    last: bool
    timeless: bool
    confidence: float
    examples: list[dict[str, Any]]
    refuses: list[str]


@cache
def frames() -> tuple[ClauseFrame, ...]:
    """All frames, in the order of the file."""
    return tuple(
        ClauseFrame(
            id=entry["id"],
            type=entry["type"],
            verbs=(verbs := _verbs(entry["verbs"], entry["type"]) if "verbs" in entry else None),
            letters=needed(verbs or ""),
            fits=regex(entry["fits"]) if "fits" in entry else None,
            carrier=regex(entry["carrier"]) if "carrier" in entry else None,
            scheme=regex(entry["scheme"]) if "scheme" in entry else None,
            source=_end(entry["from"]),
            target=_end(entry["to"]),
            unless=regex(expand(entry["unless"])) if "unless" in entry else None,
            near=int(entry.get("near", 0)),
            inverse=bool(entry.get("inverse", False)),
            mutual=bool(entry.get("mutual", False)),
            last=bool(entry.get("last", False)),
            timeless=bool(entry.get("timeless", False)),
            confidence=float(entry["confidence"]),
            examples=entry.get("examples", []),
            refuses=entry.get("refuses", []),
        )
        for entry in load_cached("clauses")["frames"]
    )


def _end(source: str) -> End:
    """`Enterprise|Organization: by+with, at, subject`."""
    names, _, played = source.partition(":")
    kinds = frozenset(names.strip().split("|"))
    options = tuple(tuple(option.strip().split("+")) for option in played.split(",") if option.strip())
    return End(kinds, frozenset(SLOTS[kind] for kind in kinds), options)


def _verbs(source: str, kind: str) -> str:
    """Words, or the name of a class of words, parted by spaces; a word may be a regular expression."""
    classes = load_cached("clauses")["verbs"]
    words = [word for item in source.split() for word in (classes[item].split() if item in classes else [item])]
    plain = [word for word in words if re.fullmatch(r"[\u4e00-\u9fff]+", word)]
    others = [word for word in words if word not in plain]
    guard = load_cached("clauses")["no_verb"] if kind in _SERVICES else ""
    return "|".join([*others, *([alternatives(plain) + guard] if plain else [])])


@cache
def compiled(verbs: str) -> re.Pattern[str]:
    """The verbs of a frame, compiled when they are first needed."""
    return regex(expand(verbs))
