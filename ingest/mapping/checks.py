"""Checks across a row's cells and between rows, which mapping files name under `checks`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from graph.ontology import ontology
from ingest.mapping.context import Context
from ingest.mapping.record import Record
from ingest.mapping.values.codes import birth_of, sex_of
from ingest.mapping.values.people import same_name

Check = Callable[[Record, Context], None]


def resident_id(record: Record, context: Context) -> None:
    """The ID number against name, birth date and sex. The birth date is the number's, unless the number belongs to
    another: to a person of another name and another birth date. Then the number is not taken."""
    number, name = record.value("id_number"), str(record.value("name"))
    if number is None:
        return
    owner = context.holders.setdefault(context.digest("id_number", number), name)
    conflict = not same_name(owner, name)
    born, written = birth_of(str(number)), record.value("birth")
    agrees = written is None or born.startswith(str(written)) or str(written).startswith(born)
    if conflict:
        for entry in record.of("id_number"):
            record.warn(entry, "id_name_conflict")
    for entry in record.of("birth"):
        if born.startswith(str(written)):
            record.withdraw(entry, "ambiguous_date")
        if not agrees:
            record.warn(entry, "birth_id_mismatch")
    _check_sex(record, sex_of(str(number)))
    if conflict and not agrees:
        record.replace("id_number")
    elif any(True for _ in record.of("birth")):
        record.replace("birth", born)


def _check_sex(record: Record, expected: str) -> None:
    for entry in record.of("sex"):
        if entry.parsed.values and entry.parsed.values[0] != expected:
            record.warn(entry, "sex_id_mismatch")


def postgraduate(record: Record, _context: Context) -> None:
    """研究生 beside the degree 博士 is a doctoral education."""
    if record.value("degree") == "doctor" and record.value("education") == "master":
        record.replace("education", "doctoral")


def title_level(record: Record, _context: Context) -> None:
    """The level that a column gives holds, whatever the title says; a difference is reported."""
    given = record.value("title_level")
    for entry in record.entries if given else ():
        derived = next((value for name, value in entry.parsed.facts if name == "title_level"), given)
        if derived != given:
            label = ontology().vocabularies["title_level"].codes[str(derived)].label
            record.warn(entry, "title_level_mismatch", f"该职称为{label}")
        facts = tuple(fact for fact in entry.parsed.facts if fact[0] != "title_level")
        entry.parsed = replace(entry.parsed, facts=facts)


def shared_code(record: Record, context: Context) -> None:
    """One credit code with two names."""
    code, name = record.value("code"), str(record.value("name"))
    if code is not None and not same_name(context.codes.setdefault(str(code), name), name):
        for entry in record.of("code"):
            record.warn(entry, "duplicate_code")


CHECKS: Mapping[str, Check] = MappingProxyType(
    {"resident_id": resident_id, "postgraduate": postgraduate, "title_level": title_level, "shared_code": shared_code}
)
