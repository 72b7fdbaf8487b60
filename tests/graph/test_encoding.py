"""What the ledger refuses, and that no refusal repeats a personal value."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.model.claims import Claim, Mention
from graph.ontology import ontology
from graph.privacy import Vault
from graph.statements.encoding import MAX_KEY, MAX_STRING, MAX_TEXT, ClaimError, StatementEncoder

VAULT = Vault(b"test key")
ENCODER = StatementEncoder(ontology(), VAULT)
TALENT, COMPANY, NEED = Mention("Talent", "t"), Mention("Enterprise", "e"), Mention("Need", "n")
INDUSTRY, INDICATOR = Mention("Industry", "i"), Mention("Indicator", "x")


def property_of(subject: Mention, name: str, value: Any, **more: Any) -> Claim:
    return Claim(subject, name, 0, "rule:test@1", value=value, **more)


def relation(subject: Mention, name: str, target: Mention, **qualifiers: Any) -> Claim:
    return Claim(subject, name, 0, "rule:test@1", object=target, qualifiers=qualifiers)


REFUSED = {
    "no such type": property_of(Mention("Person", "p"), "name", "张伟"),
    "no such property": property_of(TALENT, "age", 30),
    "no such relation": relation(TALENT, "KNOWS", TALENT),
    "ends not allowed": relation(COMPANY, "WORKS_AT", TALENT),
    "trees stay within a type": relation(INDUSTRY, "PART_OF", Mention("Region", "r")),
    "no such end": relation(TALENT, "WORKS_AT", Mention("Office", "o")),
    "no such qualifier": relation(TALENT, "WORKS_AT", COMPANY, days=3),
    "qualifier is no date": relation(TALENT, "WORKS_AT", COMPANY, since="去年"),
    "qualifier is no code": relation(TALENT, "SERVES", INDUSTRY, mode="柔性"),
    "qualifier is no number": relation(TALENT, "SERVES", INDUSTRY, days_per_year="30"),
    "no value": property_of(TALENT, "name", None),
    "blank": property_of(TALENT, "name", " \n"),
    "truth is no value": property_of(NEED, "count", True),
    "too long": property_of(TALENT, "name", "长" * (MAX_STRING + 1)),
    "too long a text": property_of(NEED, "requirement", "长" * (MAX_TEXT + 1)),
    "no date": property_of(COMPANY, "founded", "2024-13"),
    "month nought": property_of(COMPANY, "founded", "2024-00"),
    "no code": property_of(TALENT, "sex", "男"),
    "no number": property_of(NEED, "count", "3"),
    "no integer": property_of(NEED, "count", 2.5),
    "infinite integer": property_of(NEED, "count", float("inf")),
    "integer that is not a number": property_of(NEED, "count", float("nan")),
    "infinite number": property_of(INDICATOR, "value", float("inf")),
    "not a number": property_of(INDICATOR, "value", float("nan")),
    "integer beyond what a graph can hold": property_of(NEED, "count", 2**63),
    "number beyond what a graph can hold": property_of(INDICATOR, "value", 10**400),
    "no confidence": property_of(TALENT, "name", "张伟", confidence=0),
    "too much confidence": property_of(TALENT, "name", "张伟", confidence=1.5),
    "no key": property_of(Mention("Talent", ""), "name", "张伟"),
    "long key": property_of(Mention("Talent", "k" * (MAX_KEY + 1)), "name", "张伟"),
}


@pytest.mark.parametrize("claim", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_ontology_does_not_allow(claim: Claim) -> None:
    with pytest.raises(ClaimError) as error:
        ENCODER.encode(claim)
    assert isinstance(error.value, InvalidInput)
    assert error.value.zh and error.value.en


PERSONAL = [p for t in ontology().types.values() for p in t.properties.values() if p.sensitivity == "personal"]


@pytest.mark.parametrize("name", sorted({p.name for p in PERSONAL}))
@given(
    value=st.one_of(
        st.integers(), st.floats(), st.booleans(), st.none(), st.text(min_size=3), st.just("13800001111" * 30)
    )
)
def test_no_refusal_repeats_a_personal_value(name: str, value: Any) -> None:
    try:
        row = ENCODER.encode(property_of(TALENT, name, value))
    except ClaimError as error:
        told = f"{error} {error.zh} {error.en} {error.hint} {error.details}"
        assert str(value).strip() in ("", "True", "False", "None") or str(value)[:20] not in told
        if error.__cause__ or error.__context__:
            assert str(value) not in f"{error.__cause__} {error.__context__}"
    else:
        assert row["sealed"] and json.loads(VAULT.open(row["value"])) == str(value).strip()
        assert str(value).strip() not in (row["value"], row["token"])


def test_sealed_values_cannot_be_compared_without_the_key() -> None:
    first, second = (ENCODER.encode(property_of(TALENT, "id_number", "530101197001010011")) for _ in range(2))
    assert first["value"] != second["value"] and first["token"] == second["token"]
    other = StatementEncoder(ontology(), Vault(b"another key")).encode(
        property_of(TALENT, "id_number", "530101197001010011")
    )
    assert other["token"] != first["token"]


TOKENS = [
    (property_of(TALENT, "name", "张 伟"), "person:Talent:张伟"),
    (property_of(TALENT, "aliases", "老张"), "person:Talent:老张"),
    (property_of(COMPANY, "name", "“甲”公司"), "name:Enterprise:甲公司"),
    (property_of(Mention("Enterprise", "e", local=True), "name", "甲公司"), None),
    (property_of(NEED, "name", "招技术员"), None),
    (property_of(COMPANY, "code", "９１５３0000a"), "key:Enterprise:code:91530000a"),
    (property_of(COMPANY, "scale", "大型"), None),
    (property_of(TALENT, "birth", "1970"), None),
    (property_of(TALENT, "phone", "13800000000"), None),
    (relation(TALENT, "WORKS_AT", COMPANY), None),
]


@pytest.mark.parametrize(("claim", "token"), TOKENS)
def test_what_decides_identity(claim: Claim, token: str | None) -> None:
    assert ENCODER.encode(claim)["token"] == token


def test_a_day_and_its_month_are_one_birth() -> None:
    tokens = {
        ENCODER.encode(property_of(TALENT, "birth", day))["token"] for day in ("1970-01", "1970-01-05", "1970-01-31")
    }
    assert len(tokens) == 1
    assert ENCODER.encode(property_of(TALENT, "birth", "1970-02"))["token"] not in tokens


@given(st.one_of(st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_are_kept_as_they_are(value: float) -> None:
    assert json.loads(ENCODER.encode(property_of(INDICATOR, "value", value))["value"]) == value
