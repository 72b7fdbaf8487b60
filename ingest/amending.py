"""What a fact reads after a person changed parts of it, checked against the ontology."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graph.errors import InvalidInput
from graph.model.facts import Content, FactKind
from graph.model.names import normalise_name
from graph.ontology import ontology

CHANGEABLE: Mapping[FactKind, tuple[str, ...]] = {
    "entity": ("type", "name"),
    "relation": ("type", "from", "from_type", "to", "to_type"),
    "indicator": ("subject", "metric", "value", "unit", "period", "planned"),
}
LONGEST = 300  # characters, as in the ledger


def amend(kind: FactKind, content: Content, changes: Mapping[str, Any]) -> Content:
    """The content with the changes. Raises InvalidInput for a part that such a fact does not have, a type that the
    ontology does not know, ends that it does not allow, or a change that changes nothing."""
    for part, value in changes.items():
        if part not in CHANGEABLE[kind]:
            raise InvalidInput(
                f"这种事实没有 {part} 可改", f"this kind of fact has no {part}",
                hint="可改：" + "、".join(CHANGEABLE[kind]),
            )  # fmt: skip
        if part not in ("value", "unit", "period", "planned"):
            _check_text(part, value)
    amended = {"entity": _entity, "relation": _relation, "indicator": _indicator}[kind](content, changes)
    if amended == content:
        raise InvalidInput(
            "更正与原来相同", "the correction changes nothing", hint="无误请用 accept。Accept it instead."
        )
    return amended


def _entity(content: Content, changes: Mapping[str, Any]) -> Content:
    kind, name = changes.get("type", content["type"]), changes.get("name", content["name"])
    _check_type(kind)
    renamed = name != content["name"]
    return {"type": kind, "name": name, "aliases": [] if renamed else content["aliases"],
            "distinct": content["distinct"]}  # fmt: skip


def _relation(content: Content, changes: Mapping[str, Any]) -> Content:
    name = changes.get("type", content["type"])
    if name not in ontology().relations:
        raise InvalidInput(f"没有关系 {name}", f"no relation {name}", hint="、".join(ontology().relations))
    relation = ontology().relations[name]
    ends = {side: _end(content[side], changes, side) for side in ("from", "to")}
    kinds = ends["from"]["type"], ends["to"]["type"]
    if not relation.allows(*kinds):
        raise InvalidInput(
            f"关系 {relation.label} 不能从 {kinds[0]} 指向 {kinds[1]}",
            f"{name} may not run from {kinds[0]} to {kinds[1]}",
            hint=f"{'、'.join(relation.sources)} → {'、'.join(relation.targets)}",
        )  # fmt: skip
    qualifiers = {n: v for n, v in content["qualifiers"].items() if n in relation.qualifiers}
    return {"type": name, **ends, "qualifiers": qualifiers}


def _end(content: Content, changes: Mapping[str, Any], side: str) -> Content:
    kind = changes.get(f"{side}_type", content["type"])
    _check_type(kind)
    name = changes.get(side, content["name"])
    return {"type": kind, "name": name, "distinct": content.get("distinct", "") if name == content["name"] else ""}


def _indicator(content: Content, changes: Mapping[str, Any]) -> Content:
    value = changes.get("value", content["value"])
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise InvalidInput("value 须为数字", "value must be a number")
    return {**content, **changes, "value": float(value)}


def _check_type(kind: str) -> None:
    if kind not in ontology().types:
        raise InvalidInput(f"没有实体类型 {kind}", f"no entity type {kind}", hint="、".join(ontology().types))


def _check_text(part: str, value: Any) -> None:
    if not isinstance(value, str) or not normalise_name(value) or len(value) > LONGEST:
        raise InvalidInput(f"{part} 为空或过长", f"{part} is empty or too long")
