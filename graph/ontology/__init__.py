"""The single definition of types, properties, relations and vocabularies: `ontology()` gives it."""

from graph.ontology.definition import EntityType, Ontology, Property, RelationType, Vocabulary
from graph.ontology.loader import load, ontology

__all__ = ["EntityType", "Ontology", "Property", "RelationType", "Vocabulary", "load", "ontology"]
