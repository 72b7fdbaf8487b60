"""From claims to statement rows: validation against the ontology, sealing of personal values, identity tokens."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from graph.errors import InvalidInput
from graph.model.claims import Claim, Mention, Scalar
from graph.model.dates import is_partial_date
from graph.model.names import normalise_name
from graph.ontology import EntityType, Ontology, Property
from graph.privacy import Vault

REMEMBERED = 65_536  # mentions, and public values, that were encoded last
MAX_STRING, MAX_TEXT, MAX_KEY, MAX_TOKEN = 300, 20_000, 2_000, 400


class ClaimError(InvalidInput):
    """A claim that the ontology does not allow."""

    code = "invalid-claim"


class StatementEncoder:
    """Turns claims into rows of the statement table; raises ClaimError for what the ontology does not allow."""

    def __init__(self, ontology: Ontology, vault: Vault) -> None:
        self._ontology, self._vault = ontology, vault
        # Rosters say the same of a place or a unit in every row.
        self.mention_id = lru_cache(maxsize=REMEMBERED)(self._mention_id)
        self._public = lru_cache(maxsize=REMEMBERED, typed=True)(self._public_value)

    def _mention_id(self, mention: Mention) -> str:
        """The mention's id. Raises ClaimError for an unknown type or a key of unreasonable length."""
        kind = self._type(mention.type)
        if not 0 < len(mention.key) <= MAX_KEY:
            raise ClaimError("实体标识为空或过长", "the mention's key is empty or too long", type=mention.type)
        return mention.identifier(kind.prefix)

    def sentence(self, text: str) -> str:
        """A keyed digest of a passage's text that white space and quotation marks do not change: unlike a bare one it
        lets nobody guess the names in a passage from which they were erased."""
        return self._vault.digest(f"sentence:{normalise_name(text)}")

    def encode(self, claim: Claim) -> dict[str, Any]:
        """The row without ids."""
        if not 0 < claim.confidence <= 1:
            raise ClaimError("置信度须在 0 与 1 之间", "confidence must lie in (0, 1]", predicate=claim.predicate)
        row: dict[str, Any] = {
            "subject": self.mention_id(claim.subject),
            "predicate": claim.predicate,
            "object": None,
            "value": None,
            "sealed": False,
            "token": None,
            "method": claim.method,
            "confidence": claim.confidence,
            "qualifiers": {},
            "marks": [list(mark) for mark in claim.marks] or None,
        }
        row.update(self._relation(claim) if claim.object else self._property(claim))
        return row

    def encode_source(self, claims: Sequence[Claim]) -> list[dict[str, Any]]:
        """The rows of all claims of one source. Raises ClaimError also for a mention that the source does not name:
        it would stand in the graph or not depending on other files, and retraction could not be exact."""
        if unnamed := unnamed_mentions(claims):
            some = next(iter(unnamed))
            raise ClaimError(f"有 {some.type} 没有名称", f"a {some.type} has no name in its source", type=some.type)
        return [self.encode(claim) for claim in claims]

    def _type(self, name: str) -> EntityType:
        kind = self._ontology.types.get(name)
        if kind is None:
            raise ClaimError(f"没有实体类型 {name}", f"no entity type {name}")
        return kind

    def _relation(self, claim: Claim) -> dict[str, Any]:
        assert claim.object is not None
        relation = self._ontology.relations.get(claim.predicate)
        if relation is None:
            raise ClaimError(f"没有关系 {claim.predicate}", f"no relation {claim.predicate}")
        ends = claim.subject.type, claim.object.type
        if not relation.allows(*ends):
            raise ClaimError(
                f"关系 {relation.label} 不能从 {ends[0]} 指向 {ends[1]}",
                f"{relation.name} may not run from {ends[0]} to {ends[1]}",
            )
        qualifiers = {}
        for name, value in claim.qualifiers.items():
            if name not in relation.qualifiers:
                raise ClaimError(f"关系 {relation.label} 没有属性 {name}", f"{relation.name} has no qualifier {name}")
            qualifiers[name] = check_value(self._ontology, relation.qualifiers[name], value)
        return {"object": self.mention_id(claim.object), "qualifiers": qualifiers}

    def _property(self, claim: Claim) -> dict[str, Any]:
        kind = self._type(claim.subject.type)
        spec = kind.properties.get(claim.predicate)
        if spec is None:
            raise ClaimError(
                f"{kind.label}没有属性 {claim.predicate}", f"{kind.name} has no property {claim.predicate}"
            )
        if spec.sensitivity != "personal":
            text, token = self._public(kind.name, spec.name, claim.value, claim.subject.local)
            return {"value": text, "token": token}
        value = check_value(self._ontology, spec, claim.value)
        token = self._token(kind, spec, value, claim.subject.local)
        return {"value": self._vault.seal(json.dumps(value, ensure_ascii=False)), "sealed": True, "token": token}

    def _public_value(self, type_name: str, name: str, value: Scalar | None, local: bool) -> tuple[str, str | None]:
        """A public property's value as JSON, and its token."""
        kind = self._ontology.types[type_name]
        checked = check_value(self._ontology, kind.properties[name], value)
        token = self._token(kind, kind.properties[name], checked, local)
        return json.dumps(checked, ensure_ascii=False), token

    def key_token(self, type_name: str, name: str, value: Scalar) -> str | None:
        """The identity token of a property's value, as statements carry it; None if it has none."""
        kind = self._ontology.types[type_name]
        return self._token(kind, kind.properties[name], value, local=False)

    def _token(self, kind: EntityType, spec: Property, value: Scalar, local: bool) -> str | None:
        """`key:` decides identity, `name:` too unless keys contradict; `person:` and `personal:` are evidence."""
        if spec.name in ("name", "aliases"):
            if kind.by_name == "never":
                return _bounded(f"person:{kind.name}:{normalise_name(str(value))}")
            told = not local and kind.by_name == "global"
            return _bounded(f"name:{kind.name}:{normalise_name(str(value))}") if told else None
        personal = spec.sensitivity == "personal"
        if personal and spec.datatype == "date":
            value = str(value)[:7]  # rosters differ in whether they give the day; a year alone tells too little
            if len(value) < 7:
                return None
        comparable = self._vault.digest(f"{spec.name}:{value}") if personal else normalise_name(str(value))
        if spec.name in kind.keys:
            return _bounded(f"key:{kind.name}:{spec.name}:{comparable}")
        return f"personal:{spec.name}:{comparable}" if personal and not spec.multiple else None


def unnamed_mentions(claims: Sequence[Claim]) -> set[Mention]:
    """Mentions that claims speak of without a name claim among them."""
    named = {claim.subject for claim in claims if claim.predicate == "name"}
    spoken_of = {claim.subject for claim in claims} | {claim.object for claim in claims if claim.object}
    return spoken_of - named


def check_value(ontology: Ontology, spec: Property, value: Scalar | None) -> Scalar:
    """The value as its datatype wants it. Raises ClaimError; a personal value never appears in the message."""
    shown = "（已隐去）" if spec.sensitivity == "personal" else str(value)[:60]
    if value is None or isinstance(value, bool):
        raise ClaimError(f"{spec.label} 没有值", f"{spec.name} has no value")
    if spec.datatype in ("integer", "number"):
        if not isinstance(value, int | float) or not _is_number(value, whole=spec.datatype == "integer"):
            raise ClaimError(f"{spec.label} 应为数字：{shown}", f"{spec.name} must be a {spec.datatype}: {shown}")
        return int(value) if spec.datatype == "integer" else value
    text = str(value).strip()
    if "\0" in text or not _is_unicode(text):
        raise ClaimError(f"{spec.label} 含有无法保存的字符", f"{spec.name} has characters that cannot be stored")
    if spec.name in ("name", "aliases") and not normalise_name(text):
        raise ClaimError(f"{spec.label} 只有标点：{shown}", f"{spec.name} is nothing but punctuation: {shown}")
    limit = MAX_TEXT if spec.datatype == "text" else MAX_STRING
    if not text or len(text) > limit:
        raise ClaimError(f"{spec.label} 为空或超过 {limit} 字", f"{spec.name} is empty or over {limit} characters")
    if spec.datatype == "date" and not is_partial_date(text):
        raise ClaimError(f"{spec.label} 不是日期：{shown}", f"{spec.name} is not a date: {shown}")
    if spec.vocabulary and text not in ontology.vocabularies[spec.vocabulary].codes:
        raise ClaimError(f"{spec.label} 不在词表中：{shown}", f"{spec.name} is not in {spec.vocabulary}: {shown}")
    return text


def _is_number(value: float, *, whole: bool) -> bool:
    """Whether every engine can hold it: finite, and a whole number within 64 bits."""
    try:
        finite = math.isfinite(value)
    except OverflowError:
        return False
    return finite and (not whole or (value == int(value) and -(2**63) <= value < 2**63))


def _bounded(token: str) -> str:
    """A token no longer than its column: some characters grow when they are normalised."""
    if len(token) <= MAX_TOKEN:
        return token
    return f"{token[:200]}…{hashlib.sha256(token.encode()).hexdigest()}"


def _is_unicode(text: str) -> bool:
    """Whether the text can be written at all: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def storable(text: str) -> str:
    """The text with what no database takes (NUL, half surrogates) replaced, character for character."""
    return text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
