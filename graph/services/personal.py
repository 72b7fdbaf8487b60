"""Personal values of one entity (ID number, birth, phone): what is known without showing it, or the values themselves
for whoever has the right, with an entry in the log of accesses."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.services.entities import Entity, get_entity
from graph.services.workspace import Workspace
from graph.statements.accesses import record_access
from graph.statements.view import LedgerView

MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class PersonalField:
    """A personal property: how many values are known, and (only when they are shown) which, the smallest first."""

    property: str
    label: str
    count: int
    values: tuple[str, ...] = ()


def known_fields(work: Workspace, entity: Entity) -> list[PersonalField]:
    """What personal properties are known of an entity; no value is opened for anybody."""
    return [PersonalField(f.property, f.label, f.count) for f in _open(work, entity)]


def reveal(
    work: Workspace, identifier: str, *, actor: str, reason: str, fields: Sequence[str] = ()
) -> tuple[Entity, list[PersonalField]]:
    """The personal values of an entity, of all its personal properties or of some. The access is on record before
    anything is returned. The caller must have checked that the actor has the right.

    Raises InvalidInput without a reason or for what is no personal property of the entity, NotFound.
    """
    reason = reason.strip()
    if not reason or len(reason) > MAX_REASON:
        raise InvalidInput(
            f"请说明查看理由（不超过 {MAX_REASON} 字）", f"a reason is needed, at most {MAX_REASON} characters"
        )
    entity = get_entity(work, identifier)
    personal = [p.name for p in work.ontology.types[entity.type].properties.values() if p.sensitivity == "personal"]
    for name in fields:
        if name not in personal:
            label = work.ontology.types[entity.type].label
            raise InvalidInput(f"{label}没有个人信息项 {name[:40]}", f"{name[:40]} is no personal property")
    found = [field for field in _open(work, entity) if not fields or field.property in fields]
    shown = [field.property for field in found]
    record_access(work.ledger.engine, actor=actor, entity=entity.id, fields=shown, reason=reason)
    return entity, found


def _open(work: Workspace, entity: Entity) -> list[PersonalField]:
    values: dict[str, set[str]] = defaultdict(set)
    with work.ledger.engine.connect() as connection:
        for _, name, sealed in LedgerView(connection, work.ledger.head()).sealed_values(entity.mentions):
            values[name].add(str(json.loads(work.vault.open(sealed))))
    properties = work.ontology.types[entity.type].properties
    return [
        PersonalField(name, spec.label, len(values[name]), tuple(sorted(values[name])))
        for name, spec in properties.items()
        if name in values
    ]
