"""In what two entities differ, field by field, with the passages that say so. Personal values are compared, not
shown."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.services.entities import Entity, neighbors
from graph.services.workspace import Workspace
from graph.statements.sources import Evidence
from graph.statements.view import LedgerView

COMPARED = (
    *("WORKS_AT", "MEMBER_OF", "NATIVE_OF", "EXPERT_IN", "SELECTED_FOR"),
    *("HOSTED_BY", "LOCATED_IN", "IN_INDUSTRY", "SERVES"),
)
HIDDEN = "****"
EVIDENCE_PER_FIELD = 2
NEIGHBORS = 50

Values = dict[str, Any]  # by property or relation


@dataclass(frozen=True, slots=True)
class Difference:
    """A property or relation in which two entities differ: what each side says (codes by their labels; None: nothing;
    `****`: a personal value) and where."""

    field: str
    label: str
    left: Any
    right: Any
    left_evidence: tuple[Evidence, ...]
    right_evidence: tuple[Evidence, ...]


def differences(work: Workspace, left: Entity, right: Entity) -> tuple[Difference, ...]:
    """The fields in which two entities of one type differ: names and other properties, then relations."""
    labels = _labels(work, left)
    sides = [_shown(work, entity) for entity in (left, right)]
    secrets = [_personal(work, entity) for entity in (left, right)]
    found = []
    for name, label in labels.items():
        a, b = (side.get(name) for side in sides)
        if secrets[0].get(name) != secrets[1].get(name):
            a, b = (HIDDEN if name in side else None for side in secrets)
        elif a == b:
            continue
        cited = (_cited(work, entity, name) if value is not None else () for entity, value in ((left, a), (right, b)))
        found.append(Difference(name, label, a, b, *cited))
    return tuple(found)


def _labels(work: Workspace, entity: Entity) -> dict[str, str]:
    """What is compared, in the order of the ontology."""
    properties = work.ontology.types[entity.type].properties.values()
    relations = (work.ontology.relations[name] for name in COMPARED)
    return {p.name: p.label for p in properties} | {r.name: r.label for r in relations}


def _shown(work: Workspace, entity: Entity) -> Values:
    kind = work.ontology.types[entity.type]
    values: Values = {"name": entity.name}
    for name, value in entity.properties.items():
        vocabulary = kind.properties[name].vocabulary
        codes = work.ontology.vocabularies[vocabulary].codes if vocabulary else {}
        many = value if isinstance(value, list) else [value]
        worded = [codes[v].label if v in codes else v for v in many]
        values[name] = worded if isinstance(value, list) else worded[0]
    if entity.aliases:
        values["aliases"] = sorted(entity.aliases)
    targets: dict[str, set[str]] = defaultdict(set)
    for near in neighbors(work, entity.id, relations=COMPARED, outgoing=True, limit=NEIGHBORS):
        targets[near.relation].add(near.entity.name)
    return values | {relation: sorted(names) for relation, names in targets.items()}


def _personal(work: Workspace, entity: Entity) -> Mapping[str, set[str]]:
    """Digests of the personal values by property; dates to the month, as rosters differ in giving the day."""
    properties = work.ontology.types[entity.type].properties
    found: dict[str, set[str]] = defaultdict(set)
    with work.ledger.engine.connect() as connection:
        for _, name, sealed in LedgerView(connection, work.ledger.head()).sealed_values(entity.mentions):
            value = str(json.loads(work.vault.open(sealed)))
            found[name].add(work.vault.digest(value[:7] if properties[name].datatype == "date" else value))
    return dict(found)


def _cited(work: Workspace, entity: Entity, name: str) -> tuple[Evidence, ...]:
    return tuple(work.evidence.of_statement(entity.mentions, name, limit=EVIDENCE_PER_FIELD))
