"""Shapes that several answers share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.model.claims import Mark
from graph.ontology import ontology
from graph.services.entities import EntityRef
from graph.statements.sources import Evidence

T = TypeVar("T")


class Model(BaseModel):
    """Strict about its own fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Model):
    """An error as RFC 9457 has it, `title` in Chinese and `detail` in English."""

    type: str = Field(examples=["urn:talentgraph:problem:not-found"])
    title: str = Field(examples=["图中没有产业“草果”"])
    status: int
    detail: str
    hint: str | None = Field(None, description="what to do about it")
    errors: list[dict[str, Any]] | None = Field(None, description="one entry for each wrong parameter")


class Page(Model, Generic[T]):
    """A part of a list; `next` is the cursor of the following part, null at the end."""

    items: list[T]
    next: str | None


class EntityLink(Model):
    """An entity in a list."""

    id: str
    type: str
    type_label: str
    name: str

    @classmethod
    def of(cls, entity: EntityRef) -> EntityLink:
        return cls(id=entity.id, type=entity.type, type_label=ontology().types[entity.type].label, name=entity.name)


class MarkOut(Model):
    """Characters `start` to before `end` of a text, counted in Unicode code points from 0."""

    start: int
    end: int

    @classmethod
    def all(cls, marks: Iterable[Mark]) -> list[MarkOut]:
        return [cls(start=start, end=end) for start, end in marks]


class EvidenceOut(Model):
    """The passage behind a fact: file name, place in it, and its text (personal columns are masked). `marks` are the
    words of the text that say so; none where all of it does (a roster's row)."""

    source: str
    source_id: str
    locator: dict[str, Any]
    text: str
    method: str
    confidence: float
    marks: list[MarkOut]

    @classmethod
    def of(cls, evidence: Evidence) -> EvidenceOut:
        return cls(
            source=evidence.source,
            source_id=evidence.source_id,
            locator=evidence.locator,
            text=evidence.text,
            method=evidence.method,
            confidence=evidence.confidence,
            marks=MarkOut.all(evidence.marks),
        )
