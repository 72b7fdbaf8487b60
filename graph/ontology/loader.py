"""Reads and lints the YAML definitions in `types/`, `relations/` and `vocabularies/`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

from graph.ontology.definition import (
    Code,
    Datatype,
    EntityType,
    NameScope,
    Ontology,
    Property,
    RelationType,
    Sensitivity,
    Vocabulary,
)
from graph.ontology.yaml_source import YamlSource, read_yaml

FOLDER = Path(__file__).parent
# Written by the projection itself, and `title`, which kglite keeps for itself.
RESERVED = {"id", "type", "search", "mentions", "alternatives", "revision", "title"}
NAME_KEYS = ("name", "label", "description")
PROPERTY_KEYS = {"datatype", "label", "multiple", "required", "sensitivity", "vocabulary", "check"}


@cache
def ontology() -> Ontology:
    """The shipped ontology, read once."""
    return load(FOLDER)


def load(folder: Path) -> Ontology:
    """Reads a folder of definitions. Raises OntologyError with file and line on the first fault."""
    files = {kind: [read_yaml(p) for p in sorted((folder / kind).glob("*.yaml"))] for kind in _KINDS}
    vocabularies = {v.name: v for v in map(_vocabulary, files["vocabularies"])}
    types = {t.name: t for t in (_entity_type(s, vocabularies) for s in files["types"])}
    relations = {r.name: r for r in (_relation(s, vocabularies, types) for s in files["relations"])}
    _unique(files["vocabularies"])
    _unique(files["types"], "prefix")
    _unique_inverses(files["relations"])
    digest = hashlib.sha256()
    for source in (s for group in files.values() for s in group):
        digest.update(source.path.name.encode() + b"\0" + source.path.read_bytes())
    return Ontology(types, relations, vocabularies, digest.hexdigest()[:16])


_KINDS = ("types", "relations", "vocabularies")
_SHAPES = {dict: ("键值结构", "a mapping"), list: ("列表", "a list"), bool: ("true 或 false", "true or false")}


def _require(source: YamlSource, keys: tuple[str, ...], allowed: set[str]) -> None:
    for key in keys:
        if source.data.get(key) in (None, ""):
            raise source.fail(f"缺少 {key}", f"missing {key}", key)
    for key in source.data:
        if key not in allowed:
            raise source.fail(f"未知的键 {key}", f"unknown key {key}", key)


def _expect(source: YamlSource, value: Any, kind: type, *at: str) -> None:
    """Raises when a value is of another shape than it must be."""
    if not isinstance(value, kind):
        zh, en = _SHAPES[kind]
        raise source.fail(f"{at[-1]} 应为{zh}", f"{at[-1]} must be {en}", *at)


def _identifier(source: YamlSource, value: str, pattern: str, *at: str) -> str:
    if not re.fullmatch(pattern, str(value)):
        raise source.fail(f"标识 {value} 不合规范", f"identifier {value!r} must match {pattern}", *at)
    return str(value)


def _vocabulary(source: YamlSource) -> Vocabulary:
    _require(source, ("name", "label", "codes"), {"name", "label", "codes"})
    _expect(source, source.data["codes"], dict, "codes")
    codes: dict[str, Code] = {}
    seen: dict[str, str] = {}
    for code, entry in source.data["codes"].items():
        _identifier(source, code, r"[a-z][a-z0-9_]*", "codes", code)
        if not isinstance(entry, dict) or not entry.get("label"):
            raise source.fail(f"代码 {code} 缺少 label", f"code {code} has no label", "codes", code)
        _expect(source, entry.get("synonyms", []), list, "codes", code)
        synonyms = tuple(str(s) for s in entry.get("synonyms", []))
        for text in {str(entry["label"]), *synonyms}:
            if text in seen:
                raise source.fail(f"{text} 同属 {seen[text]} 和 {code}", f"{text} names two codes", "codes", code)
            seen[text] = code
        codes[code] = Code(code, str(entry["label"]), synonyms)
    return Vocabulary(str(source.data["name"]), str(source.data["label"]), codes)


def _properties(source: YamlSource, at: str, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Property]:
    result = {}
    _expect(source, source.data.get(at) or {}, dict, at)
    for name, spec in (source.data.get(at) or {}).items():
        _identifier(source, name, r"[a-z][a-z0-9_]*", at, name)
        if name in RESERVED:
            raise source.fail(f"{name} 是保留名", f"{name} is reserved", at, name)
        if not isinstance(spec, dict) or not spec.get("label"):
            raise source.fail(f"属性 {name} 缺少 label", f"property {name} has no label", at, name)
        result[name] = _property(source, at, name, spec, vocabularies)
    return result


def _property(
    source: YamlSource, at: str, name: str, spec: dict[str, Any], vocabularies: Mapping[str, Vocabulary]
) -> Property:
    if unknown := set(spec) - PROPERTY_KEYS:
        raise source.fail(f"未知的键 {sorted(unknown)}", f"unknown keys {sorted(unknown)}", at, name)
    if spec.get("datatype") not in get_args(Datatype):
        raise source.fail(f"属性 {name} 的 datatype 无效", f"property {name}: unknown datatype", at, name, "datatype")
    if spec.get("sensitivity", "public") not in get_args(Sensitivity):
        raise source.fail(f"属性 {name} 的 sensitivity 无效", f"property {name}: unknown sensitivity", at, name)
    for flag in ("multiple", "required"):
        _expect(source, spec.get(flag, False), bool, at, name, flag)
    if (spec["datatype"] == "code") != ("vocabulary" in spec):
        raise source.fail(f"属性 {name}：code 与 vocabulary 须同时给出", f"{name}: code needs vocabulary", at, name)
    if "vocabulary" in spec and spec["vocabulary"] not in vocabularies:
        raise source.fail(f"没有词表 {spec['vocabulary']}", f"no vocabulary {spec['vocabulary']}", at, name)
    return Property(name=name, **spec)


def _entity_type(source: YamlSource, vocabularies: Mapping[str, Vocabulary]) -> EntityType:
    allowed = {*NAME_KEYS, "prefix", "identity", "properties"}
    _require(source, (*NAME_KEYS, "prefix", "identity", "properties"), allowed)
    name = _identifier(source, source.data["name"], r"[A-Z][A-Za-z]{0,39}", "name")
    prefix = _identifier(source, source.data["prefix"], r"[a-z]+", "prefix")
    properties = _properties(source, "properties", vocabularies)
    for required in ("name", "aliases"):
        if required not in properties:
            raise source.fail(f"缺少属性 {required}", f"property {required} is missing", "properties")
    identity = source.data["identity"]
    _expect(source, identity, dict, "identity")
    if identity.get("by_name") not in get_args(NameScope):
        raise source.fail("identity.by_name 无效", "identity.by_name is not a scope", "identity", "by_name")
    keys = tuple(identity.get("keys") or ())
    for key in keys:
        if key not in properties:
            raise source.fail(f"键 {key} 没有对应的属性", f"key {key} has no property", "identity", "keys")
    return EntityType(
        name, str(source.data["label"]), prefix, str(source.data["description"]), identity["by_name"], keys, properties
    )


def _relation(
    source: YamlSource, vocabularies: Mapping[str, Vocabulary], types: Mapping[str, EntityType]
) -> RelationType:
    allowed = {*NAME_KEYS, "inverse", "from", "to", "qualifiers", "symmetric", "tree"}
    _require(source, (*NAME_KEYS, "inverse", "from", "to"), allowed)
    name = _identifier(source, source.data["name"], r"[A-Z][A-Z_]{0,39}", "name")
    for flag in ("symmetric", "tree"):
        _expect(source, source.data.get(flag, False), bool, flag)
    for end in ("from", "to"):
        _expect(source, source.data[end], list, end)
        if not source.data[end]:
            raise source.fail(f"{end} 没有类型", f"{end} names no type", end)
        for type_name in source.data[end]:
            if type_name not in types:
                raise source.fail(f"没有类型 {type_name}", f"unknown end {type_name}", end)
    return RelationType(
        name=name,
        label=str(source.data["label"]),
        inverse=str(source.data["inverse"]),
        description=str(source.data["description"]),
        sources=tuple(source.data["from"]),
        targets=tuple(source.data["to"]),
        qualifiers=_properties(source, "qualifiers", vocabularies),
        symmetric=bool(source.data.get("symmetric", False)),
        tree=bool(source.data.get("tree", False)),
    )


def _unique(sources: list[YamlSource], *keys: str) -> None:
    for field in ("name", *keys):
        seen: dict[str, str] = {}
        for source in sources:
            value = str(source.data[field])
            if value in seen:
                raise source.fail(f"{field} {value} 与 {seen[value]} 重复", f"duplicate {field} {value}", field)
            seen[value] = source.path.name


def _unique_inverses(sources: list[YamlSource]) -> None:
    """A reading (label or inverse) belongs to one relation and one direction; symmetric ones read alike both ways."""
    seen: dict[str, str] = {}
    for source in sources:
        symmetric = bool(source.data.get("symmetric"))
        if (source.data["label"] == source.data["inverse"]) != symmetric:
            raise source.fail("label 与 inverse 相同须且仅须 symmetric", "only symmetric may read alike", "inverse")
        for field in ("name", "label") if symmetric else ("name", "label", "inverse"):
            value = str(source.data[field])
            if value in seen:
                raise source.fail(f"{field} {value} 与 {seen[value]} 重复", f"duplicate {field} {value}", field)
            seen[value] = source.path.name
