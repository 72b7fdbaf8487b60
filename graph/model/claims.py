"""What readers hand to the ledger: passages of a source, and the claims that stand in them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

Scalar = str | int | float
Mark = tuple[int, int]  # characters of a passage's text, from the first to before the last
Qualifiers = Mapping[str, Scalar]
EdgeKey = tuple[str, str, str]  # source entity, relation, target entity


class Locator(TypedDict, total=False):
    """Where a passage stands. Documents: page and line on it (from 1, where the file has pages), paragraph (from
    1, as read), start, end (characters from 0 in the original text). Rosters: sheet (empty in CSV), row (from 1)."""

    page: int
    line: int
    paragraph: int
    start: int
    end: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a roster row as it may be shown: personal columns are masked before they come here."""

    locator: Locator
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing as one source speaks of it.

    `key` tells mentions of a type apart; equal keys are one mention, in whichever source. `local` mentions are
    identified by nothing but their key: their names say too little (省级专家工作站) to mean the same elsewhere.
    """

    type: str
    key: str
    local: bool = False

    def identifier(self, prefix: str) -> str:
        """The mention's id: the type's prefix and 20 hexadecimal digits of a digest of its key."""
        return f"{prefix}-{hashlib.sha256(self.key.encode()).hexdigest()[:20]}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: a property with a value, or a relation with an object.

    `passage` is an index into the source's passages; `method` names who claims it, as `class:detail@version` with a
    class of METHOD_RANK; `confidence` lies in (0, 1]; `marks` are the words of the passage that state it, none where
    the whole passage does.
    """

    subject: Mention
    predicate: str
    passage: int
    method: str
    value: Scalar | None = None
    object: Mention | None = None
    qualifiers: Qualifiers = field(default_factory=dict)
    confidence: float = 1.0
    marks: tuple[Mark, ...] = ()


# Which claim a single-valued property believes first: what a person judged, then reference data, rosters,
# rules, language models.
METHOD_RANK = {"person": 0, "reference": 1, "mapping": 2, "rule": 3, "llm": 4}


def method_rank(method: str) -> int:
    """Precedence of a method, 0 first. Unknown classes come last."""
    return METHOD_RANK.get(method.partition(":")[0], len(METHOD_RANK))
