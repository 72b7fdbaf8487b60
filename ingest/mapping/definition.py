"""What a mapping file says, as typed data: the headings of a table kind, and what each column says in the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from graph.model.claims import Scalar
from graph.ontology import Property
from ingest.mapping.headings import forms

SUFFIX = "*"
_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table kind. `attribute` (a property) or `relation` is what it says of the row's entity.

    A column that `qualifies` others adds qualifiers to their relations; one that `describes` others says its relation
    or property of the things in their cells (a relation of the row's entity where these are blank); one with none of
    these is checked and kept in the passage only. `about` (a regular expression) finds what a heading may speak of that
    nobody knows (帮扶过的企业): it counts where the cells are such as the column holds."""

    name: str
    headings: tuple[str, ...]
    parser: str
    attribute: str | None = None
    relation: str | None = None
    to: tuple[str, ...] = ()
    inverse: bool = False
    qualifiers: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    qualifies: tuple[str, ...] = ()
    describes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    otherwise: str | None = None
    unless: str | None = None
    template: str | None = None
    personal: bool = False
    split: str = "、，,；;/\n"
    example: str | None = None
    about: str | None = None
    datatype: Property | None = None

    @property
    def target(self) -> str | None:
        """What the column is read as, for display."""
        others = "、".join((*self.qualifies, *self.describes))
        return self.attribute or self.relation or (f"→ {others}" if others else None)


@dataclass(frozen=True)
class TableSpec:
    """One table kind: the entity that a row is, the columns that must be filled (the first of them is the one that
    names the entity and takes the row's findings), and the columns that tell namesakes apart.

    `stem` is the mapping file, `name` the kind that reports say: a kind may have several files. `named_by` are the
    columns whose text names an entity that has no name of its own. A sheet of this kind has one of the columns that
    it `expects`, and its title or name often says one of `titles`. `sections` are columns that the title of a group of
    rows may stand for (for a county, the sheet's name and title too). With `each`, a row is one entity for each part
    of its key cell. A `variant` extends another kind."""

    stem: str
    name: str
    label: str
    entity: str
    key: str
    required: tuple[str, ...]
    identity: tuple[tuple[str, ...], ...]
    columns: Mapping[str, ColumnSpec]
    unlike: frozenset[str]
    titles: tuple[str, ...]
    expects: tuple[str, ...]
    checks: tuple[str, ...]
    constants: Mapping[str, Scalar]
    sections: tuple[str, ...]
    named_by: tuple[str, ...]
    each: bool
    variant: bool

    @cached_property
    def by_heading(self) -> Mapping[str, ColumnSpec]:
        """Columns by every normalised form of their headings."""
        return {f: c for c in self.columns.values() for h in c.headings if h[0] != SUFFIX for f in forms(h)}

    @cached_property
    def by_suffix(self) -> Mapping[str, ColumnSpec]:
        """Columns by how their headings may end (written *姓名), the longest first: for headings not known exactly."""
        found = {f: c for c in self.columns.values() for h in c.headings if h[0] == SUFFIX for f in forms(h[1:])}
        return dict(sorted(found.items(), key=lambda item: -len(item[0])))

    @property
    def method(self) -> str:
        """Who claims what these rows say."""
        return f"mapping:{self.name}@1"
