"""Records become claims: every mention with its name, every value and relation with the row's passage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from graph.model.claims import Claim, Mention, Scalar
from graph.model.names import normalise_name
from graph.ontology import ontology
from graph.ontology.definition import Property
from graph.statements.encoding import MAX_TEXT, ClaimError, check_value
from ingest.mapping.context import Context
from ingest.mapping.definition import ColumnSpec, TableSpec
from ingest.mapping.grid import text_of
from ingest.mapping.masking import mask_text
from ingest.mapping.record import Entry, Record
from ingest.mapping.values import Link, Thing
from ingest.naming import is_generic, mention_of

HEADING = 60  # characters of a heading that stand before a value kept under it


class Weaver:
    """Claims of one sheet."""

    def __init__(self, table: TableSpec, sheet: str, context: Context) -> None:
        self._table, self._sheet, self._context = table, sheet, context

    def subject(self, record: Record) -> Mention:
        """The mention of the row's entity; reports a row that repeats another."""
        name, entity = record.title(), self._table.entity
        mark = self._discriminator(record, name)
        mention = mention_of(entity, name, origin=self._context.origin, discriminator=mark, place=record.place)
        rows = self._context.rows.setdefault((self._sheet, mention.key), [])
        if rows and rows[0] != record.number:
            record.warn_key("duplicate_row", f"第 {rows[0]} 行")
        rows.append(record.number)
        if len(rows) > 1 and ontology().types[entity].by_name == "source":
            # A post or service named alike again is another one; counted by its order, it keeps its key.
            again = f"{mark}#{len(rows)}"
            return mention_of(entity, name, origin=self._context.origin, discriminator=again)
        return mention

    def _discriminator(self, record: Record, name: str) -> str:
        """The first column of the table's identity that has a value. So a corrected cell elsewhere keeps the key.

        What is known by its name needs its surroundings (a host) only where the name is generic: 专家工作站."""
        named = ontology().types[self._table.entity].by_name == "global" and not is_generic(self._table.entity, name)
        for group in self._table.identity:
            if len(group) > 1:
                return _digest(record, group)
            column = group[0]
            values = [v for entry in record.of(column) for v in entry.parsed.values]
            things = [link.thing.name for entry in record.of(column) for link in entry.parsed.links]
            if things and not named:
                return normalise_name(things[0])
            if values:
                return self._marked(record, name, column, values[0])
        if ontology().types[self._table.entity].by_name == "never":
            return f"{self._sheet}!{record.number}"  # nothing tells this person from a namesake but the place
        return ""

    def _marked(self, record: Record, name: str, column: str, value: Scalar) -> str:
        spec = self._table.columns[column].datatype
        if spec is None or spec.sensitivity != "personal":
            return str(value)
        mark = self._context.digest(column, value)
        if spec.name in ontology().types[self._table.entity].keys:
            return mark
        # Namesakes may share a month of birth: one at another unit is another person.
        entries = (entry for group in self._table.identity for column in group for entry in record.of(column))
        unit = next((link.thing.name for entry in entries for link in entry.parsed.links), "")
        first = self._context.units.setdefault(f"{normalise_name(name)}|{mark}", unit)
        return mark if first == unit else f"{mark}|{normalise_name(unit)}"

    def claims(self, record: Record, subject: Mention, passage: int) -> list[Claim]:
        """All that a row says, each claim once; a second year or role of one relation is a claim of its own."""
        found: dict[tuple[object, ...], Claim] = {}
        draft = Claim(subject, "name", passage, self._table.method)
        for claim in self._row(record, draft):
            more = tuple(sorted(claim.qualifiers.items()))
            found.setdefault((claim.subject, claim.predicate, claim.value, claim.object, more), claim)
        return list(found.values())

    def _row(self, record: Record, draft: Claim) -> Iterator[Claim]:
        single: set[str] = set()
        if self._table.named_by:
            yield from self._fact(
                record, next(record.of(self._table.key)), draft, self._table.entity, "name", record.title()
            )
        for name, value in self._table.constants.items():
            yield from self._fact(record, next(record.of(self._table.key)), draft, self._table.entity, name, value)
        for entry in self._in_order(record):
            spec = entry.spec
            assert spec is not None
            if spec.unless and any(e.parsed.values or e.parsed.links for e in record.of(spec.unless)):
                continue
            if spec.attribute:
                yield from self._values(record, entry, spec, draft, single)
            for name, value in entry.parsed.facts:
                if name not in single:
                    single.update([] if ontology().types[self._table.entity].properties[name].multiple else [name])
                    yield from self._fact(record, entry, draft, self._table.entity, name, value)
            for link in entry.parsed.links:
                yield from self._link(record, entry, draft, self._qualified(record, entry, spec, link))
        for entry in record.entries:
            if entry.unplaced:
                yield from self._kept(record, entry, draft)

    def _kept(self, record: Record, entry: Entry, draft: Claim) -> Iterator[Claim]:
        """A cell for which the ontology has no place, under its heading; sealed where it is personal."""
        text = " ".join(text_of(entry.value).split())
        shown = text if entry.personal else mask_text(text)
        name = "private" if entry.personal else "extra"
        kept = f"{entry.heading.label[:HEADING]}：{shown}"[:MAX_TEXT]
        yield from self._fact(record, entry, draft, self._table.entity, name, kept)

    def _in_order(self, record: Record) -> list[Entry]:
        """The entries of known columns, the key first."""
        known = [entry for entry in record.entries if entry.spec]
        return sorted(known, key=lambda entry: entry.spec is not None and entry.spec.name != self._table.key)

    def _values(
        self, record: Record, entry: Entry, spec: ColumnSpec, draft: Claim, single: set[str]
    ) -> Iterator[Claim]:
        assert spec.attribute and spec.datatype
        values = [spec.template.format(v) if spec.template else v for v in entry.parsed.values]
        if not spec.datatype.multiple:
            # One value holds: the first column that gives one (全日制教育 before 在职教育).
            values = [] if spec.attribute in single else values[:1]
            single.update([spec.attribute] if values else [])
        for value in values:
            yield from self._fact(record, entry, draft, self._table.entity, spec.attribute, value)

    def _fact(self, record: Record, entry: Entry, draft: Claim, kind: str, name: str, value: Scalar) -> Iterator[Claim]:
        spec = ontology().types[kind].properties[name]
        checked = self._checked(record, entry, spec, value)
        if checked is not None:
            yield Claim(draft.subject, name, draft.passage, draft.method, value=checked)

    def _checked(self, record: Record, entry: Entry, spec: Property, value: Scalar) -> Scalar | None:
        try:
            return check_value(ontology(), spec, value)
        except ClaimError as error:
            record.warn(entry, "invalid_value", error.zh)
            return None

    def _link(self, record: Record, entry: Entry, draft: Claim, link: Link) -> Iterator[Claim]:
        thing = link.thing
        mention = self._mention(record, draft.subject, thing)
        relation = ontology().relations[link.relation]
        about = replace(draft, subject=mention)
        named = list(self._fact(record, entry, about, thing.type, "name", thing.name))
        if not named:
            return
        yield from named
        for name, value in thing.facts:
            yield from self._fact(record, entry, about, thing.type, name, value)
        for further in thing.links:
            yield from self._link(record, entry, about, further)
        qualifiers = {
            name: checked
            for name, value in link.qualifiers.items()
            if name in relation.qualifiers
            and (checked := self._checked(record, entry, relation.qualifiers[name], value)) is not None
        }
        inverse = entry.spec is not None and entry.spec.inverse and link.relation == entry.spec.relation
        ends = (mention, draft.subject) if inverse else (draft.subject, mention)
        yield replace(draft, subject=ends[0], predicate=link.relation, object=ends[1], qualifiers=qualifiers)

    def _mention(self, record: Record, subject: Mention, thing: Thing) -> Mention:
        """The mention of a thing in a cell. People without a unit and needs are told apart by the row's entity."""
        scope = ontology().types[thing.type].by_name
        mark = normalise_name(thing.discriminator)
        if not mark and scope in ("never", "source"):
            mark = subject.key
        if scope == "source":
            mark = f"{mark}|{self._sheet}#{self._nth_row(record, f'{mark}|{thing.type}|{normalise_name(thing.name)}')}"
        origin = self._context.origin
        return mention_of(thing.type, thing.name, origin=origin, discriminator=mark, place=thing.place)

    def _nth_row(self, record: Record, key: str) -> int:
        """Which of the rows that speak of a thing this is: a need is one row's, however like another it sounds.
        Counted, not numbered, so that a row inserted above makes no other need of it."""
        rows = self._context.rows.setdefault((self._sheet, key), [])
        if record.number not in rows:
            rows.append(record.number)
        return rows.index(record.number) + 1

    def _qualified(self, record: Record, entry: Entry, spec: ColumnSpec, link: Link) -> Link:
        """The link with what its own column and the qualifying columns of the same group say."""
        qualifiers: dict[str, Scalar] = {**spec.qualifiers, **link.qualifiers}
        for other in record.entries:
            if other.spec is None or spec.name not in other.spec.qualifies:
                continue
            if entry.heading.parent == other.heading.parent or not record.layout.repeats(other.spec):
                qualifiers |= _given(other)
        return replace(link, qualifiers=qualifiers)


def _given(entry: Entry) -> Mapping[str, Scalar]:
    """The qualifiers of a qualifying column: its own by name, or those that its parser found."""
    assert entry.spec is not None
    first = {entry.spec.name: entry.parsed.values[0]} if entry.parsed.values else {}
    return {**first, **entry.parsed.qualifiers}


def _digest(record: Record, columns: Sequence[str]) -> str:
    """A short digest of what several columns say, for what has no name or number of its own."""
    entries = (entry for column in columns for entry in record.of(column))
    values = (normalise_name(str(value)) for entry in entries for value in _named(entry))
    return hashlib.sha256("|".join(values).encode()).hexdigest()[:16]


def _named(entry: Entry) -> list[Scalar]:
    return [*entry.parsed.values, *(link.thing.name for link in entry.parsed.links)]
