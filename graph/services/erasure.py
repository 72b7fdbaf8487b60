"""Erasing a person for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InvalidInput
from graph.resolution import resolve
from graph.services.entities import get_entity
from graph.services.workspace import Workspace
from graph.statements.erasure import erase
from graph.statements.facts import FactReader
from graph.statements.view import LedgerView


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did."""

    entity: str
    name: str
    revision: int
    statements: int


def erase_person(work: Workspace, identifier: str, *, actor: str) -> Erased:
    """Deletes what any source, counted or not, says of a person, and brings the graph to it. A person who is not in the
    graph, only named by a fact of a document, goes by the fact's id. Raises NotFound for an unknown id, InvalidInput
    for what is no person."""
    if identifier.startswith("fact-"):
        return _erase_unstated(work, identifier, actor=actor)
    person = get_entity(work, identifier)
    if person.type != "Talent":
        raise InvalidInput("只能删除人员", "only a person can be erased")
    mentions = sorted(_ever_mentioned(work, person.mentions))
    revision, statements = erase(work.ledger, mentions, [person.name, *person.aliases], actor=actor)
    work.projector.follow()
    return Erased(person.id, person.name, revision, statements)


def _erase_unstated(work: Workspace, identifier: str, *, actor: str) -> Erased:
    """A person whom a document names in a fact that states nothing (held, or refused after it was stated)."""
    with work.ledger.engine.connect() as connection:
        reader = FactReader(connection, work.ledger.encoder)
        origin, content = reader.naming(identifier)
        if content.get("type") != "Talent":
            raise InvalidInput("只能删除人员", "only a person can be erased")
        names = [content["name"], *content["aliases"]]
        once = reader.once_stated(origin, work.ontology.types["Talent"].prefix, names)
        if alive := set(LedgerView(connection, work.ledger.head()).live(once)):
            raise InvalidInput(
                "此人已在图中，请按人员编号删除", "this person is in the graph", hint="、".join(sorted(alive))
            )
    revision, statements = erase(work.ledger, sorted(once), names, actor=actor, documents=[origin])
    work.projector.follow()
    return Erased(identifier, content["name"], revision, statements)


def _ever_mentioned(work: Workspace, mentions: Sequence[str]) -> set[str]:
    """The person's mentions, and those in ended sources that would be the same person. A mention that counts today as
    somebody else stays theirs: an ended source may have been wrong."""
    with work.ledger.engine.connect() as connection:
        head = work.ledger.head()
        ever = resolve(LedgerView(connection, head, ended_too=True), mentions)
        entities = {ever.entity(mention) for mention in mentions}
        wider = {mention for mention, entity in ever.entity_of.items() if entity in entities}
        alive = set(LedgerView(connection, head).live(wider))
    return (wider - alive) | set(mentions)
