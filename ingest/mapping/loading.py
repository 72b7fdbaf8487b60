"""Reads the mapping files and checks them against the ontology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph.ontology import Ontology, Property, ontology
from graph.ontology.yaml_source import YamlSource, read_yaml
from ingest.mapping.definition import SUFFIX, ColumnSpec, TableSpec
from ingest.mapping.headings import forms

TABLES = Path(__file__).with_name("tables")
_TABLE_KEYS = {
    "table", "label", "entity", "key", "required", "identity", "columns", "unlike", "titles", "expects", "checks",
    "constants", "sections", "named_by", "each", "extends",
}  # fmt: skip
_COLUMN_KEYS = {
    "headings", "more", "parser", "property", "relation", "to", "inverse", "qualifiers", "qualifies", "describes",
    "values", "otherwise", "unless", "template", "personal", "split", "example", "about",
}  # fmt: skip
_LISTED = {"headings", "to", "qualifies", "describes"}


@lru_cache(maxsize=1)
def tables() -> tuple[TableSpec, ...]:
    """All table kinds, by file name. Raises OntologyError with file and line for a wrong definition."""
    return tuple(load_table(path) for path in sorted(TABLES.glob("*.yaml")))


@lru_cache(maxsize=32)
def table(stem: str) -> TableSpec:
    """One table kind by its file's name without ending. Raises KeyError."""
    return {spec.stem: spec for spec in tables()}[stem]


def load_table(path: Path, known: Ontology | None = None) -> TableSpec:
    """Reads and checks one mapping file against the ontology."""
    source, known = read_yaml(path), known or ontology()
    _only(source, source.data, _TABLE_KEYS)
    _extend(source)
    data = source.data
    if data["entity"] not in known.types:
        raise source.fail(f"没有类型 {data['entity']}", f"unknown type {data['entity']}", "entity")
    spec = TableSpec(
        stem=path.stem,
        name=str(data["table"]),
        label=str(data["label"]),
        entity=str(data["entity"]),
        key=str(data["key"]),
        required=(str(data["key"]), *map(str, data.get("required", ()))),
        identity=tuple(tuple(str(entry).split("+")) for entry in data.get("identity", ())),
        columns={name: _column(source, name, entry, known) for name, entry in data["columns"].items()},
        unlike=frozenset(form for heading in data.get("unlike", ()) for form in forms(heading)),
        titles=tuple(map(str, data.get("titles", ()))),
        expects=tuple(map(str, data.get("expects", ()))),
        checks=tuple(data.get("checks", ())),
        constants=data.get("constants", {}),
        sections=tuple(map(str, data.get("sections", ()))),
        named_by=tuple(data.get("named_by", ())),
        each=bool(data.get("each", False)),
        variant="extends" in data,
    )
    _check(source, spec, known)
    return spec


def _extend(source: YamlSource) -> None:
    """Takes over what the file that this one extends says; a column's `more` are headings beside the inherited."""
    if "extends" not in source.data:
        return
    base = read_yaml(source.path.with_name(f"{source.data['extends']}.yaml")).data
    own = source.data.get("columns", {})
    columns = {name: {**entry, **own.get(name, {})} for name, entry in base["columns"].items()}
    columns |= {name: entry for name, entry in own.items() if name not in columns}
    source.data.update({**base, **source.data, "columns": columns})


def _check(source: YamlSource, spec: TableSpec, known: Ontology) -> None:
    named = (
        *spec.required,
        *spec.named_by,
        *spec.expects,
        *spec.sections,
        *(name for group in spec.identity for name in group),
    )
    for name in named:
        if name not in spec.columns:
            raise source.fail(f"没有列 {name}", f"no column {name}", "key")
    for name in spec.constants:
        if name not in known.types[spec.entity].properties:
            raise source.fail(f"{spec.entity} 没有属性 {name}", f"{spec.entity} has no property {name}", "constants")
    _unambiguous(source, spec)


def _column(source: YamlSource, name: str, entry: dict[str, Any], known: Ontology) -> ColumnSpec:
    _only(source, entry, _COLUMN_KEYS, "columns", name)
    values: dict[str, Any] = {key: tuple(map(str, entry[key])) if key in _LISTED else entry[key] for key in entry}
    values["headings"] = (*values["headings"], *map(str, values.pop("more", ())))
    values["attribute"] = values.pop("property", None)
    try:
        re.compile(str(entry.get("about", "")))
    except re.error as error:
        raise source.fail(f"about 不是正则表达式：{error}", f"about is no pattern: {error}", "columns", name) from error
    column = ColumnSpec(name=name, datatype=_datatype(source, name, entry, known), **values)
    for other in (*column.qualifies, *column.describes, *filter(None, (column.otherwise, column.unless))):
        if other not in source.data["columns"]:
            raise source.fail(f"没有列 {other}", f"no column {other}", "columns", name)
    if column.relation:
        _check_ends(source, column, known)
    return column


def _check_ends(source: YamlSource, column: ColumnSpec, known: Ontology) -> None:
    """The relation must be possible from the row's entity, or from what the described columns name."""
    entities = [str(source.data["entity"])]
    if column.describes:
        entities = [end for other in column.describes for end in source.data["columns"][other].get("to", ())]
    relation = known.relations.get(str(column.relation))
    for other in column.to:
        for entity in entities:
            ends = (other, entity) if column.inverse else (entity, other)
            possible = relation is not None and relation.allows(*ends)
            if not possible and (relation is None or not column.describes):
                message = f"{column.relation}: {ends}"
                raise source.fail(f"关系 {column.relation} 不成立", message, "columns", column.name)


def _datatype(source: YamlSource, name: str, entry: dict[str, Any], known: Ontology) -> Property | None:
    """The property or qualifier whose datatype the column's values must have."""
    wanted, columns = entry.get("property"), source.data["columns"]
    for other in entry.get("qualifies", ()):
        relation = columns.get(other, {}).get("relation")
        if relation in known.relations and name in known.relations[relation].qualifiers:
            return known.relations[relation].qualifiers[name]
    if wanted is None:
        return None
    described = [end for other in entry.get("describes", ()) for end in columns.get(other, {}).get("to", ())]
    for entity in described or [str(source.data["entity"])]:
        if wanted in known.types[entity].properties:
            return known.types[entity].properties[wanted]
    entity = str(source.data["entity"])
    raise source.fail(f"{entity} 没有属性 {wanted}", f"{entity} has no property {wanted}", "columns", name)


def _only(source: YamlSource, data: Mapping[str, Any], allowed: set[str], *at: str) -> None:
    for key in data:
        if key not in allowed:
            raise source.fail(f"未知的键 {key}", f"unknown key {key}", *at, key)


def _unambiguous(source: YamlSource, spec: TableSpec) -> None:
    """No heading may stand for two columns; an ending (*单位) may be the whole heading of another."""
    seen: dict[tuple[bool, str], str] = {}
    for column in spec.columns.values():
        for key in {(heading[0] == SUFFIX, form) for heading in column.headings for form in forms(heading)}:
            if key in seen:
                message = f"heading {key[1]} is also in {seen[key]}"
                raise source.fail(f"表头 {key[1]} 重复", message, "columns", column.name)
            seen[key] = column.name
