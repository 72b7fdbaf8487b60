"""Every rule file carries examples of its own; here they are run."""

from __future__ import annotations

import pytest

from ingest.extract.clause_frames import ClauseFrame, frames
from ingest.extract.patterns import Rule, rules
from ingest.extract.rulebook import names
from tests.ingest.extract.support import Extract

NAMES = [(g.type, text, expected) for g in names() for text, expected in g.examples.items()]
RULES: list[Rule | ClauseFrame] = [*rules(), *frames()]
EXAMPLES = [(rule, e["text"], e["gives"]) for rule in RULES for e in rule.examples]
REFUSALS = [(rule, text) for rule in RULES for text in rule.refuses]


def found(extract: Extract, kind: str, text: str) -> set[tuple[str, str]]:
    result = extract(text)
    names = {e.key: (e.name, *e.aliases) for e in result.entities}
    return {
        (a.strip("“”《》"), b.strip("“”《》"))
        for r in result.relations
        if r.type == kind
        for a in names[r.source]
        for b in names[r.target]
    }


@pytest.mark.parametrize(("kind", "text", "expected"), NAMES)
def test_names(extract: Extract, kind: str, text: str, expected: list[str]) -> None:
    assert [e.name for e in extract(text).entities if e.type == kind] == expected


@pytest.mark.parametrize(("rule", "text", "gives"), EXAMPLES, ids=[rule.id for rule, _, _ in EXAMPLES])
def test_relation_examples(extract: Extract, rule: Rule | ClauseFrame, text: str, gives: list[list[str]]) -> None:
    plain = {(a.strip("“”《》"), b.strip("“”《》")) for a, b in gives}
    assert plain <= found(extract, rule.type, text)


@pytest.mark.parametrize(("rule", "text"), REFUSALS)
def test_plans_are_refused(extract: Extract, rule: Rule | ClauseFrame, text: str) -> None:
    assert not found(extract, rule.type, text)


def test_rule_names_are_unique() -> None:
    for names_of_rules in ([rule.id for rule in rules()], [frame.id for frame in frames()]):
        assert len(names_of_rules) == len(set(names_of_rules))
