"""Entities, relations, paths and the ontology."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from api.schemas.common import EntityLink, Model
from graph.ontology import Ontology, Property, ontology
from graph.services.entities import Entity, Hit, Neighbor
from graph.services.paths import Path
from graph.services.relations import relation_id


class PropertyValue(Model):
    """A property with its label; coded values have their label too. `alternatives` are what other sources say."""

    name: str
    label: str
    value: Any
    value_label: Any | None = None
    alternatives: list[Any] = Field(default_factory=list)


class EntityOut(EntityLink):
    """One entity."""

    aliases: list[str]
    properties: list[PropertyValue]

    @classmethod
    def of_entity(cls, entity: Entity) -> EntityOut:
        kind = ontology().types[entity.type]
        values = [
            _value(kind.properties[name], value, entity.alternatives.get(name, []))
            for name, value in entity.properties.items()
        ]
        return cls(
            id=entity.id, type=entity.type, type_label=kind.label, name=entity.name,
            aliases=list(entity.aliases), properties=values,
        )  # fmt: skip


class HitOut(EntityLink):
    """A search result; `match` is exact, prefix or part."""

    aliases: list[str]
    match: str

    @classmethod
    def of_hit(cls, hit: Hit) -> HitOut:
        link = EntityLink.of(hit.entity)
        return cls(**link.model_dump(), aliases=list(hit.aliases), match=("exact", "prefix", "part")[hit.rank])


class NeighborOut(Model):
    """An edge and what is at its other end; `label` reads from the entity asked about."""

    id: str
    relation: str
    label: str
    direction: str
    properties: list[PropertyValue]
    confidence: float
    sources: int
    entity: EntityLink

    @classmethod
    def of(cls, center: str, neighbor: Neighbor) -> NeighborOut:
        kind = ontology().relations[neighbor.relation]
        ends = (center, neighbor.entity.id) if neighbor.outgoing else (neighbor.entity.id, center)
        qualifiers = [_value(kind.qualifiers[n], v, []) for n, v in sorted(neighbor.properties.items())
                      if n in kind.qualifiers and v is not None]  # fmt: skip
        return cls(
            id=relation_id(ends[0], neighbor.relation, ends[1]),
            relation=neighbor.relation,
            label=kind.label if neighbor.outgoing else kind.inverse,
            direction="out" if neighbor.outgoing else "in",
            properties=qualifiers,
            confidence=neighbor.properties["confidence"],
            sources=neighbor.properties["sources"],
            entity=EntityLink.of(neighbor.entity),
        )


class StepOut(Model):
    """One step of a path, in the direction it is walked; `label` reads that way."""

    id: str
    relation: str
    label: str
    source: EntityLink
    target: EntityLink
    since: str | None = None


class PathOut(Model):
    """A path between two entities."""

    steps: list[StepOut]

    @classmethod
    def of(cls, path: Path) -> PathOut:
        return cls(
            steps=[
                step(edge.id, edge.relation, edge.source, EntityLink.of(a), EntityLink.of(b), None)
                for edge, a, b in zip(path.edges, path.entities, path.entities[1:], strict=False)
            ]
        )


def step(
    identifier: str, relation: str, edge_source: str, start: EntityLink, end: EntityLink, since: str | None
) -> StepOut:
    """A step from `start` to `end` along an edge that runs from `edge_source`."""
    kind = ontology().relations[relation]
    label = kind.label if edge_source == start.id else kind.inverse
    return StepOut(id=identifier, relation=relation, label=label, source=start, target=end, since=since)


class PropertySchema(Model):
    """A property's definition."""

    name: str
    label: str
    datatype: str
    multiple: bool
    required: bool
    sensitivity: str
    vocabulary: str | None

    @classmethod
    def of(cls, spec: Property) -> PropertySchema:
        return cls(
            name=spec.name, label=spec.label, datatype=spec.datatype, multiple=spec.multiple,
            required=spec.required, sensitivity=spec.sensitivity, vocabulary=spec.vocabulary,
        )  # fmt: skip


class TypeSchema(Model):
    """An entity type's definition."""

    name: str
    label: str
    description: str
    keys: list[str]
    properties: list[PropertySchema]


class RelationSchema(Model):
    """A relation's definition."""

    name: str
    label: str
    inverse: str
    description: str
    sources: list[str]
    targets: list[str]
    symmetric: bool
    qualifiers: list[PropertySchema]


class CodeSchema(Model):
    """A code of a vocabulary."""

    code: str
    label: str
    synonyms: list[str]


class VocabularySchema(Model):
    """A controlled vocabulary."""

    name: str
    label: str
    codes: list[CodeSchema]


class SchemaOut(Model):
    """The whole ontology; `version` changes when any of it does."""

    version: str
    types: list[TypeSchema]
    relations: list[RelationSchema]
    vocabularies: list[VocabularySchema]

    @classmethod
    def of(cls, source: Ontology) -> SchemaOut:
        types = [
            TypeSchema(name=t.name, label=t.label, description=t.description, keys=list(t.keys),
                       properties=[PropertySchema.of(p) for p in t.properties.values()])
            for t in source.types.values()
        ]  # fmt: skip
        relations = [
            RelationSchema(name=r.name, label=r.label, inverse=r.inverse, description=r.description,
                           sources=list(r.sources), targets=list(r.targets), symmetric=r.symmetric,
                           qualifiers=[PropertySchema.of(p) for p in r.qualifiers.values()])
            for r in source.relations.values()
        ]  # fmt: skip
        vocabularies = [
            VocabularySchema(name=v.name, label=v.label,
                             codes=[CodeSchema(code=c.code, label=c.label, synonyms=list(c.synonyms))
                                    for c in v.codes.values()])
            for v in source.vocabularies.values()
        ]  # fmt: skip
        return cls(version=source.digest, types=types, relations=relations, vocabularies=vocabularies)


def _value(spec: Property, value: Any, alternatives: list[Any]) -> PropertyValue:
    label = None
    if spec.vocabulary:
        codes = ontology().vocabularies[spec.vocabulary].codes
        labels = [codes[v].label for v in (value if isinstance(value, list) else [value])]
        label = labels if isinstance(value, list) else labels[0]
    return PropertyValue(name=spec.name, label=spec.label, value=value, value_label=label, alternatives=alternatives)
