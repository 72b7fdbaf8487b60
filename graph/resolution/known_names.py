"""What bodies, carriers and programmes the ledger knows by name: so that a reader finds them in a text as well."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.statements.ledger import Ledger
from graph.statements.view import LedgerView, newest_given

TYPES = ("Enterprise", "Organization", "Platform", "Programme")
SHORTEST, LONGEST = 4, 40  # characters; shorter names are words as well


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The type that goes by a name, as rosters and people gave it."""

    types: Mapping[str, str]
    openings: frozenset[str]
    shortest: ClassVar[int] = SHORTEST

    def opens(self, text: str) -> bool:
        """Whether some name begins with these two characters: most texts can be passed over for that."""
        return text in self.openings

    def type_of(self, name: str) -> str | None:
        """What is called so; None for nothing, or for things of several types."""
        if not SHORTEST <= len(name) <= LONGEST:
            return None
        normal = normalise_name(name)
        return (len(normal) == len(name) and self.types.get(normal)) or None  # quotation marks are no part of it


class NameBook:
    """The known names of a ledger, read again when rosters or decisions changed. Safe to share between threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._lock = ledger, threading.Lock()
        self._stand: tuple[int, ...] | None = None
        self._names = KnownNames({}, frozenset())

    def names(self) -> KnownNames:
        """The names as they are given now."""
        with self._lock, self._ledger.engine.connect() as connection:
            stand = newest_given(connection)
            if stand != self._stand:
                view = LedgerView(connection, self._ledger.head())
                self._names, self._stand = _read(view), stand
            return self._names


def _read(view: LedgerView) -> KnownNames:
    known = ontology()
    found: dict[str, str] = {}
    for mention, value in view.given_names([known.types[kind].prefix for kind in TYPES]):
        name, kind = normalise_name(json.loads(value)), known.type_of_id(mention)
        if kind and SHORTEST <= len(name) <= LONGEST:
            found[name] = kind.name if found.get(name, kind.name) == kind.name else ""
    return KnownNames(found, frozenset(name[:2] for name in found))
