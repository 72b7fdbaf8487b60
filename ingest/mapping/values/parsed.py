"""What a parser makes of a cell: values, things, qualifiers, and the doubts it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from graph.model.claims import Scalar
from ingest.content import CellValue
from ingest.mapping.definition import ColumnSpec
from ingest.mapping.grid import text_of

_NONE: Mapping[str, Scalar] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """A doubt about a cell: its kind, and a detail in Chinese that gives no personal value away."""

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity that a cell names. `discriminator` tells namesakes apart, `place` (a region's code) settles a name that
    several places bear; `facts` and `links` hang on it."""

    type: str
    name: str
    discriminator: str = ""
    facts: tuple[tuple[str, Scalar], ...] = ()
    links: tuple[Link, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from the entity it hangs on to another, or the other way round."""

    relation: str
    thing: Thing
    qualifiers: Mapping[str, Scalar] = field(default_factory=lambda: _NONE)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A cell's meaning. `links` belong to a relation column, `facts` are further properties of the row's entity."""

    values: tuple[Scalar, ...] = ()
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, Scalar], ...] = ()
    qualifiers: Mapping[str, Scalar] = field(default_factory=lambda: _NONE)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a parser gets it: never blank, dittos resolved, `text` without surrounding white space."""

    value: CellValue
    text: str
    column: ColumnSpec

    @classmethod
    def of(cls, value: CellValue, column: ColumnSpec) -> Cell:
        """The cell of a value."""
        return cls(value, text_of(value).strip(), column)


Parser = Callable[[Cell], Parsed]


def failed(kind: str, detail: str = "") -> Parsed:
    """Nothing understood, for one reason."""
    return Parsed(problems=(Problem(kind, detail),))
