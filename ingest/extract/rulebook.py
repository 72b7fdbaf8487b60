"""Loads the rules under `rules/` once and checks them; everything downstream sees compiled, immutable objects."""

from __future__ import annotations

import contextlib
import marshal
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

import yaml

from graph.ontology.yaml_source import LOADER
from ingest.extract.kept import kept
from ingest.extract.regexes import regex

MASK = r"[xX×]+"
_PARSED = kept("rules", yaml.__version__, 100)
"""Rule files as they were last parsed, each with the digest of its text."""


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """How names of one type end, and which of them are too general to be names."""

    type: str
    head: re.Pattern[str]
    bare: re.Pattern[str]
    weak: re.Pattern[str]
    reject: re.Pattern[str]
    after: re.Pattern[str]
    examples: Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What may stand in a name before its head."""

    tags: frozenset[str]
    allow: frozenset[str]
    stop: frozenset[str]
    lead_verbs: frozenset[str]
    strip: re.Pattern[str]
    generic_industries: frozenset[str]


def load(name: str) -> Any:
    """One rule file, parsed."""
    text = (resources.files("ingest.extract") / "rules" / f"{name}.yaml").read_text(encoding="utf-8")
    digest = sha256(text.encode()).digest()
    with contextlib.suppress(TypeError, ValueError, EOFError):
        before, rules = _PARSED.get(name)
        if before == digest:
            return marshal.loads(rules)  # noqa: S302 (the user's own file)
    parsed = yaml.load(text, Loader=LOADER)  # noqa: S506 (either is a safe loader)
    with contextlib.suppress(ValueError):  # a date or another value that is not kept
        _PARSED.put(name, (digest, marshal.dumps(parsed)))
    return parsed


@cache
def words(name: str, key: str) -> frozenset[str]:
    """A list of words from a rule file; a string is split at white space."""
    value = load_cached(name)[key]
    return frozenset(value.split() if isinstance(value, str) else map(str, value))


@cache
def letters(name: str, key: str) -> frozenset[str]:
    """The single characters of a string in a rule file."""
    return frozenset(load_cached(name)[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """A regular expression from a rule file; white space in it is layout."""
    return regex(_squeeze(load_cached(name)[key]))


def alternatives(items: frozenset[str] | list[str]) -> str:
    """A regular expression for any of some literal words, the longest first."""
    return "(?:" + "|".join(re.escape(item) for item in sorted(items, key=lambda w: (-len(w), w))) + ")"


@cache
def load_cached(name: str) -> Any:
    """The same, read once."""
    return load(name)


@cache
def names() -> tuple[NameGrammar, ...]:
    """The head-driven grammars, one a type."""
    return tuple(
        NameGrammar(
            type=kind,
            head=regex("|".join(sorted(map(_squeeze, entry["heads"]), key=len, reverse=True))),
            bare=regex("|".join(entry["bare"]) or "(?!)"),
            weak=regex(_squeeze(entry.get("weak", "(?!)"))),
            reject=regex(_squeeze(entry["reject"])),
            after=regex(_squeeze(entry["after"])),
            examples=entry["examples"],
        )
        for kind, entry in load_cached("names").items()
    )


@cache
def modifiers() -> Modifiers:
    """What names are built of."""
    entry = load_cached("modifiers")
    return Modifiers(
        frozenset(entry["tags"]),
        frozenset(entry["allow"]),
        frozenset(entry["stop"]),
        frozenset(entry["lead_verbs"]),
        regex(entry["strip"]),
        frozenset(entry["generic_industries"]),
    )


def _squeeze(text: str) -> str:
    return re.sub(r"\|+", "|", re.sub(r"\s+", "", text))
