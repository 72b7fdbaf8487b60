"""The ontology's reference page: `python -m graph.ontology.reference [FILE]` writes it, a test keeps it fresh."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.ontology import Ontology, Property, ontology

_BY_NAME = {
    "global": "an equal name is the same entity (unless it is masked or generic)",
    "source": "an equal name is the same entity within one file",
    "never": "a name alone identifies nobody",
}


def reference(source: Ontology) -> str:
    """The page as Markdown."""
    lines = [
        "# Ontology reference",
        "",
        "Generated from `graph/ontology/*/*.yaml`; `make docs` writes it anew. Do not edit.",
        "",
        "## Entity types",
        "",
    ]
    for kind in source.types.values():
        keys = f" Keys: {', '.join(f'`{k}`' for k in kind.keys)}." if kind.keys else ""
        lines += [f"### `{kind.name}` · {kind.label}", "", kind.description, ""]
        lines += [f"Ids start with `{kind.prefix}-`. Identity: {_BY_NAME[kind.by_name]}.{keys}", ""]
        lines += _properties(kind.properties)
    lines += ["## Relations", ""]
    for relation in source.relations.values():
        ends = f"{' | '.join(relation.sources)} → {' | '.join(relation.targets)}"
        traits = (("symmetric", relation.symmetric), ("tree, both ends of one type", relation.tree))
        notes = [trait for trait, holds in traits if holds]
        lines += [f"### `{relation.name}` · {relation.label} / {relation.inverse}", "", relation.description, ""]
        lines += [ends + (f" ({', '.join(notes)})" if notes else ""), ""]
        if relation.qualifiers:
            lines += _properties(relation.qualifiers)
    lines += ["## Vocabularies", ""]
    for vocabulary in source.vocabularies.values():
        lines += [f"### `{vocabulary.name}` · {vocabulary.label}", ""]
        rows = ((f"`{c.code}`", c.label, "、".join(c.synonyms)) for c in vocabulary.codes.values())
        lines += _table(("code", "label", "synonyms"), rows)
    return "\n".join(lines).rstrip() + "\n"


def _properties(properties: Mapping[str, Property]) -> list[str]:
    rows = []
    for p in properties.values():
        datatype = f"{p.datatype} (`{p.vocabulary}`)" if p.vocabulary else p.datatype
        traits = (
            ("required", p.required),
            ("many values", p.multiple),
            ("**personal**: sealed, never in the graph", p.sensitivity == "personal"),
        )
        notes = [trait for trait, holds in traits if holds]
        rows.append((f"`{p.name}`", p.label, datatype, ", ".join(notes)))
    return _table(("property", "label", "datatype", "notes"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    body = [f"| {' | '.join(row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *body, ""]


if __name__ == "__main__":
    page = reference(ontology())
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(page, encoding="utf-8")
    else:
        sys.stdout.write(page)
