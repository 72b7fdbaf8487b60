"""The ontology as typed, immutable lookups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Datatype = Literal["string", "text", "integer", "number", "date", "code"]
Sensitivity = Literal["public", "personal"]
NameScope = Literal["global", "source", "never"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a type, or a qualifier of a relation.

    `personal` properties are sealed in the ledger and never projected into the graph.
    """

    name: str
    label: str
    datatype: Datatype
    multiple: bool = False
    required: bool = False
    sensitivity: Sensitivity = "public"
    vocabulary: str | None = None
    check: str | None = None


@dataclass(frozen=True, slots=True)
class EntityType:
    """A node type. `by_name` says what an equal name means: `global` the same entity everywhere,
    `source` the same within one file, `never` nothing by itself (people)."""

    name: str
    label: str
    prefix: str
    description: str
    by_name: NameScope
    keys: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True, slots=True)
class RelationType:
    """An edge type: `label` reads from its start to its end, `inverse` from end to start."""

    name: str
    label: str
    inverse: str
    description: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    qualifiers: Mapping[str, Property]
    symmetric: bool = False
    tree: bool = False

    def allows(self, source: str, target: str) -> bool:
        """Whether the relation may run between these two types (a tree stays within one type)."""
        return source in self.sources and target in self.targets and (not self.tree or source == target)


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a controlled vocabulary."""

    code: str
    label: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A controlled list; `find` accepts the code, the label or a synonym."""

    name: str
    label: str
    codes: Mapping[str, Code]

    def find(self, text: str) -> Code | None:
        """The code that `text` names exactly (code, label or synonym), or None."""
        wanted = text.strip()
        for entry in self.codes.values():
            if wanted in (entry.code, entry.label, *entry.synonyms):
                return entry
        return None


@dataclass(frozen=True)
class Ontology:
    """All definitions; `digest` changes when any of them does."""

    types: Mapping[str, EntityType]
    relations: Mapping[str, RelationType]
    vocabularies: Mapping[str, Vocabulary]
    digest: str

    @cached_property
    def _by_prefix(self) -> Mapping[str, EntityType]:
        return {entity.prefix: entity for entity in self.types.values()}

    def type_of_id(self, identifier: str) -> EntityType | None:
        """The type that an entity or mention id (`prefix-…`) names, or None."""
        return self._by_prefix.get(identifier.partition("-")[0])

    def public_properties(self, type_name: str) -> tuple[Property, ...]:
        """The properties of a type that may stand in the graph."""
        return tuple(p for p in self.types[type_name].properties.values() if p.sensitivity == "public")
