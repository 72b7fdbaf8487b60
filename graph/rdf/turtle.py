"""Turtle: entities with labels, relations as triples, and their qualifiers and sources on reified statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV, SKOS

from graph.ontology import Ontology, Property

TG = Namespace("urn:talentgraph:ontology:")
ENTITY = Namespace("urn:talentgraph:entity:")
RELATION = Namespace("urn:talentgraph:relation:")
SOURCE = Namespace("urn:talentgraph:source:")
_DATATYPES = {"integer": XSD.integer, "number": XSD.double}


class TurtleWriter:
    """Collects nodes and relations, then gives the document."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology, self._graph = ontology, Graph()
        for prefix, namespace in (("tg", TG), ("e", ENTITY), ("r", RELATION), ("prov", PROV), ("skos", SKOS)):
            self._graph.bind(prefix, namespace)

    def node(
        self, identifier: str, kind: str, name: str, aliases: Iterable[str], properties: dict[str, Any],
        sources: Iterable[str],
    ) -> None:  # fmt: skip
        """Adds an entity."""
        subject = ENTITY[identifier]
        self._graph.add((subject, RDF.type, TG[kind]))
        self._graph.add((subject, RDFS.label, Literal(name, lang="zh")))
        for alias in aliases:
            self._graph.add((subject, SKOS.altLabel, Literal(alias, lang="zh")))
        self._values(subject, self._ontology.types[kind].properties, properties)
        self._sources(subject, sources)

    def relation(
        self, identifier: str, kind: str, source: str, target: str, properties: dict[str, Any], sources: Iterable[str]
    ) -> None:
        """Adds a relation: its triple, and a statement that carries what is said about it."""
        parts = ENTITY[source], TG[kind], ENTITY[target]
        self._graph.add(parts)
        statement = RELATION[identifier]
        self._graph.add((statement, RDF.type, RDF.Statement))
        for predicate, value in zip((RDF.subject, RDF.predicate, RDF.object), parts, strict=True):
            self._graph.add((statement, predicate, value))
        self._values(statement, self._ontology.relations[kind].qualifiers, properties)
        self._sources(statement, sources)

    def document(self) -> str:
        """The Turtle text."""
        return self._graph.serialize(format="turtle")

    def _values(self, subject: URIRef, specs: Any, properties: dict[str, Any]) -> None:
        for name, value in properties.items():
            spec: Property | None = specs.get(name)
            for item in value if isinstance(value, list) else [value]:
                literal = (
                    Literal(item, datatype=_DATATYPES[spec.datatype])
                    if spec and spec.datatype in _DATATYPES
                    else Literal(item)
                )
                self._graph.add((subject, TG[name], literal))

    def _sources(self, subject: URIRef, sources: Iterable[str]) -> None:
        for name in sorted(set(sources)):
            self._graph.add((subject, PROV.wasDerivedFrom, SOURCE[quote(name)]))
