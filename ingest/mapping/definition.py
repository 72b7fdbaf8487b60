"""Mapping files as typed, checked data: which headings a table kind has and what each column says in the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graph.ontology import Ontology, Property, ontology
from graph.ontology.yaml_source import YamlSource, read_yaml
from ingest.mapping.headings import forms

TABLES = Path(__file__).with_name("tables")
SUFFIX = "*"
_EMPTY: Mapping[str, str] = MappingProxyType({})
_TABLE_KEYS = {"table", "label", "entity", "key", "identity", "columns", "unlike", "checks"}
_COLUMN_KEYS = {
    "headings", "parser", "property", "relation", "to", "inverse", "qualifiers", "qualifies", "describes", "values",
    "otherwise", "unless", "template", "personal", "split",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column of a table kind. `attribute` (a property) or `relation` is what it says of the row's entity.

    A column that `qualifies` others adds qualifiers to their relations; one that `describes` others says its relation
    of the things in their cells; one with none of these is checked and kept in the passage only."""

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
    datatype: Property | None = None

    @property
    def target(self) -> str | None:
        """What the column is read as, for display."""
        others = "、".join((*self.qualifies, *self.describes))
        return self.attribute or self.relation or (f"→ {others}" if others else None)


@dataclass(frozen=True)
class TableSpec:
    """One table kind: the entity that a row is, the column that names it, and the columns that tell namesakes apart."""

    name: str
    label: str
    entity: str
    key: str
    identity: tuple[str, ...]
    columns: Mapping[str, ColumnSpec]
    unlike: frozenset[str]
    checks: tuple[str, ...]

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


@lru_cache(maxsize=1)
def tables() -> tuple[TableSpec, ...]:
    """All table kinds, by name. Raises OntologyError with file and line for a wrong definition."""
    return tuple(load_table(path) for path in sorted(TABLES.glob("*.yaml")))


def load_table(path: Path, known: Ontology | None = None) -> TableSpec:
    """Reads and checks one mapping file against the ontology."""
    source, known = read_yaml(path), known or ontology()
    data = source.data
    _only(source, data, _TABLE_KEYS)
    if data["entity"] not in known.types:
        raise source.fail(f"没有类型 {data['entity']}", f"unknown type {data['entity']}", "entity")
    columns = {name: _column(source, name, entry, known) for name, entry in data["columns"].items()}
    for name in (data["key"], *data.get("identity", ())):
        if name not in columns:
            raise source.fail(f"没有列 {name}", f"no column {name}", "key")
    table = TableSpec(
        name=str(data["table"]),
        label=str(data["label"]),
        entity=str(data["entity"]),
        key=str(data["key"]),
        identity=tuple(data.get("identity", ())),
        columns=columns,
        unlike=frozenset(form for heading in data.get("unlike", ()) for form in forms(heading)),
        checks=tuple(data.get("checks", ())),
    )
    _unambiguous(source, table)
    return table


def _column(source: YamlSource, name: str, entry: dict[str, Any], known: Ontology) -> ColumnSpec:
    entity = str(source.data["entity"])
    _only(source, entry, _COLUMN_KEYS, "columns", name)
    listed = {"headings", "to", "qualifies", "describes"} & entry.keys()
    values: dict[str, Any] = {key: tuple(map(str, entry[key])) if key in listed else entry[key] for key in entry}
    values["attribute"] = values.pop("property", None)
    column = ColumnSpec(name=name, datatype=_datatype(source, name, entry, known), **values)
    for other in (*column.qualifies, *column.describes, *filter(None, (column.otherwise, column.unless))):
        if other not in source.data["columns"]:
            raise source.fail(f"没有列 {other}", f"no column {other}", "columns", name)
    if column.relation and not column.describes:
        relation = known.relations.get(column.relation)
        for other in column.to:
            ends = (other, entity) if column.inverse else (entity, other)
            if relation is None or not relation.allows(*ends):
                raise source.fail(f"关系 {column.relation} 不成立", f"{column.relation}: {ends}", "columns", name)
    return column


def _datatype(source: YamlSource, name: str, entry: dict[str, Any], known: Ontology) -> Property | None:
    """The property or qualifier whose datatype the column's values must have."""
    entity, wanted = str(source.data["entity"]), entry.get("property")
    for other in entry.get("qualifies", ()):
        relation = source.data["columns"].get(other, {}).get("relation")
        if relation in known.relations and name in known.relations[relation].qualifiers:
            return known.relations[relation].qualifiers[name]
    if wanted is None:
        return None
    spec = known.types[entity].properties.get(wanted)
    if spec is None:
        raise source.fail(f"{entity} 没有属性 {wanted}", f"{entity} has no property {wanted}", "columns", name)
    return spec


def _only(source: YamlSource, data: Mapping[str, Any], allowed: set[str], *at: str) -> None:
    for key in data:
        if key not in allowed:
            raise source.fail(f"未知的键 {key}", f"unknown key {key}", *at, key)


def _unambiguous(source: YamlSource, table: TableSpec) -> None:
    seen: dict[str, str] = {}
    for column in table.columns.values():
        for form in {form for heading in column.headings for form in forms(heading)}:
            if form in seen:
                at = ("columns", column.name)
                raise source.fail(f"表头 {form} 重复", f"heading {form} is also in {seen[form]}", *at)
            seen[form] = column.name
