"""Personal values and the log of accesses to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pydantic import Field

from api.schemas.common import Model
from graph.services.entities import Entity
from graph.services.personal import MAX_REASON, PersonalField
from graph.statements.accesses import AccessRecord


class PersonalIn(Model):
    """Why the values are needed, and which (none: all)."""

    reason: str = Field(min_length=1, max_length=MAX_REASON)
    fields: list[str] = Field(default_factory=list, max_length=20)


class PersonalFieldOut(Model):
    """A personal property with its values; files may differ about it."""

    property: str
    label: str
    values: list[str]


class PersonalOut(Model):
    """The personal values of an entity."""

    id: str
    name: str
    fields: list[PersonalFieldOut]

    @classmethod
    def of(cls, entity: Entity, fields: Sequence[PersonalField]) -> PersonalOut:
        shown = [PersonalFieldOut(property=f.property, label=f.label, values=list(f.values)) for f in fields]
        return cls(id=entity.id, name=entity.name, fields=shown)


class AccessOut(Model):
    """An access: who, when (UTC), to which entity, which properties, and why."""

    id: int
    at: str
    actor: str
    entity: str
    fields: list[str]
    reason: str

    @classmethod
    def of(cls, record: AccessRecord) -> AccessOut:
        return cls(**asdict(record))
