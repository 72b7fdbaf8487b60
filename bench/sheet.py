"""One synthetic file while it is being filled: rows become passages, what they say becomes claims."""

from __future__ import annotations

import hashlib

from graph.model.claims import Claim, Mention, Passage, Scalar
from graph.statements.ledger import SourceContent
from ingest.naming import mention_of

METHOD = "mapping:bench@1"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Sheet:
    """Collects the rows of one file the way rosters are mapped: whatever a row mentions, it also names."""

    def __init__(self, origin: str, name: str) -> None:
        self._origin, self._name = origin, name
        self._passages: list[Passage] = []
        self._claims: list[Claim] = []
        self._said: set[tuple[str, str, Scalar]] = set()
        self._mentions: dict[tuple[str, str, str], Mention] = {}

    def row(self, *cells: str) -> None:
        """Starts a row (from 2: the first is the heading); what follows stands in it."""
        self._passages.append(Passage({"sheet": "名册", "row": len(self._passages) + 2}, "；".join(cells)))
        self._said.clear()

    def named(self, kind: str, name: str, discriminator: str = "") -> Mention:
        """The mention that a name in this file stands for, named by the present row."""
        key = kind, name, discriminator
        if key not in self._mentions:
            self._mentions[key] = mention_of(kind, name, origin=self._origin, discriminator=discriminator)
        self.fact(self._mentions[key], name=name)
        return self._mentions[key]

    def fact(self, subject: Mention, **values: Scalar | None) -> None:
        """Property values; None says nothing."""
        for predicate, value in values.items():
            if value is not None and self._news(subject.key, predicate, value):
                self._claims.append(Claim(subject, predicate, len(self._passages) - 1, METHOD, value=value))

    def link(self, subject: Mention, relation: str, target: Mention, **qualifiers: Scalar | None) -> None:
        """A relation with the qualifiers that are not None."""
        if self._news(subject.key, relation, target.key):
            said = {name: value for name, value in qualifiers.items() if value is not None}
            row = len(self._passages) - 1
            self._claims.append(Claim(subject, relation, row, METHOD, object=target, qualifiers=said))

    def _news(self, *claim: str | Scalar) -> bool:
        key = str(claim[0]), str(claim[1]), claim[2]
        new = key not in self._said
        self._said.add(key)
        return new

    def content(self) -> SourceContent:
        """The file as it goes into the ledger; its size is that of the rows' text in bytes."""
        text = "\n".join([self._origin, *(p.text for p in self._passages)]).encode()
        return SourceContent(
            origin=self._origin,
            name=self._name,
            content_hash=hashlib.sha256(text).hexdigest(),
            size=len(text),
            media_type=SPREADSHEET,
            passages=self._passages,
            claims=self._claims,
            report={"counts": {"read": len(self._passages), "accepted": len(self._passages)}},
        )
