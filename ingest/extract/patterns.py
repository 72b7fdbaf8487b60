"""The pattern language of `rules/relations.yaml`: regular expressions over a sentence whose names are slots.

Every outermost mention of a sentence is rendered as one private-use character that stands for its type, so that a
pattern sees 「▢申报的▢、▢」 and no rule has to know how names are built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.extract import person_grammar
from ingest.extract.mentions import Mention
from ingest.extract.needed import Needed, needed
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached

TYPES = ("Talent", "Programme", "Platform", "Enterprise", "Organization", "Region", "Industry", "Policy", "Honor")
SLOTS = {kind: chr(0xE000 + i) for i, kind in enumerate(TYPES)}
ANY_SLOT = f"[{SLOTS[TYPES[0]]}-{SLOTS[TYPES[-1]]}]"
_SLOT = regex(r"\{(\w+):([A-Za-z|]+)([+*]?)\}")
_NO_SUBJECT = "与同和向到在赴入为据照"
"""A name right behind one of these is not what the sentence is about."""
_AND = "(?:等?、|和|与|及|以及|暨|联合|会同|携手)"
_AND_PEOPLE = _AND + "(?:[\u4e00-\u9fff]{2,6}(?:科|部|室|处|系|中心))?"
"""A department may stand before each person of a list."""
_QUOTED = frozenset({"Policy", "Programme", "Honor"})
"""Names of these types carry marks of their own and are listed without a comma (《甲》《乙》)."""
_LETTERS = {
    "T": "Talent",
    "O": "Organization",
    "E": "Enterprise",
    "R": "Region",
    "P": "Platform",
    "I": "Industry",
    "Q": "Programme",
    "Y": "Policy",
}
_TAIL = "[^，。；、：\ue000-\ue008]{0,12}?"


_NOTE = regex(
    r"[（(](?:男|女|[\u4e00-\u9fff]{1,4}族|(?:以下|下)?(?:简|统|合)?称[^（）()]{1,20}|[^（）()，。；]{0,14}[〔\[][^（）()]{1,14}号)[）)]"
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence with slots; `at[i]` is where character i stands in the sentence, `mention[i]` what it names."""

    text: str
    at: tuple[int, ...]
    mention: dict[int, Mention]


@dataclass(frozen=True, slots=True)
class Rule:
    """One relation rule. `own` is the end (from, to) that it leaves to the document's own body or region."""

    id: str
    type: str
    pattern: str
    confidence: float
    own: str | None
    also_own: bool
    planned: bool
    timeless: bool
    pairwise: bool
    block: bool
    heading: bool
    carry: tuple[str, ...]
    named: dict[str, re.Pattern[str]]
    """What the names in a group of the pattern must hold."""
    examples: list[dict[str, Any]]
    refuses: list[str]
    needed: tuple[frozenset[str], ...]
    """Slots of which the text must hold one each, or nothing can match."""
    letters: Needed

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed: a short text needs few of them."""
        return compile_pattern(self.pattern)

    def may_match(self, slots: frozenset[str]) -> bool:
        """Whether a text with these slots has a name for each end; spares most rules a walk over long lists."""
        return all(slots & ends for ends in self.needed)


def render(text: str, mentions: list[Mention], without: list[tuple[int, int]] | None = None) -> Rendered:
    """Put slots for mentions, which must not overlap and must be in order.

    What stands at `without` is left out, else only notes (（女）, （以下简称…）).
    """
    chars: list[str] = []
    at: list[int] = []
    named: dict[int, Mention] = {}
    position = 0
    spans = [note.span() for note in _NOTE.finditer(text)] if without is None else without
    dropped = frozenset(i for span in spans for i in range(*span))

    def copy(start: int, end: int) -> None:
        kept = [i for i in range(start, end) if i not in dropped] if dropped else range(start, end)
        chars.extend([text[i] for i in kept] if dropped else text[start:end])
        at.extend(kept)

    for mention in mentions:
        if mention.start in dropped:
            continue
        if named and mention.start == position and mention.method == "anaphora":
            chars.append("、")
            at.append(position)
        copy(position, mention.start)
        named[len(chars)] = mention
        chars.append(SLOTS[mention.type])
        at.append(mention.start)
        position = mention.end
    copy(position, len(text))
    at.append(len(text))
    return Rendered("".join(chars), tuple(at), named)


def slot_mentions(rendered: Rendered, match: re.Match[str], group: str) -> Iterator[Mention]:
    """The mentions within a group of a match."""
    for name in (group, f"{group}2"):
        if name in match.re.groupindex and match.start(name) >= 0:
            for i in range(match.start(name), match.end(name)):
                if i in rendered.mention:
                    yield rendered.mention[i]


def expand(source: str) -> str:
    """Put in the macros, the titles and the slots of single letters (<T>)."""
    for name, body in load_cached("relations")["macros"].items():
        source = source.replace(f"<{name}>", body)
    source = source.replace(
        "<unnamed>",
        f"(?:(?!企业|各地|国家|中央|他|她|谁|单位|小院|工作站|团队|该|双方|两地|当地|共青团)[^，。；{ANY_SLOT[1:-1]}]){{0,24}}?",
    )
    source = source.replace("<bodies>", f"[{SLOTS['Organization']}{SLOTS['Enterprise']}]")
    source = source.replace("<places>", f"{SLOTS['Region']}*")
    source = source.replace("<title>", person_grammar.title()).replace("<office>", load_cached("people")["office"])
    for short, kind in _LETTERS.items():
        source = source.replace(f"<{short}>", SLOTS[kind])
    return source


@cache
def compile_pattern(source: str) -> re.Pattern[str]:
    """Translate one pattern."""
    source = expand(source)
    first = _SLOT.search(source)
    barrier = _types(first.group(2)) if first else ""
    source = source.replace("<on>", f"[^{barrier}\n]{{0,140}}?")
    source = source.replace("~", "[^，。；]{0,30}?").replace(
        "…", f"(?:[^。；{barrier}]|(?<=[与同和])[{barrier}]){{0,80}}?" if barrier else "[^。；]{0,80}?"
    )
    if source.startswith(("{from:", "{to:Platform}<on>")):
        source = f"(?<![{_NO_SUBJECT}])(?<!设立)(?<!成立)(?<!组建)(?<!建立)(?<!落户)(?<!入驻)(?<!位于){source}"
    return regex(_SLOT.sub(_slot, source))


@cache
def rules() -> tuple[Rule, ...]:
    """All relation rules, in the order of the file."""
    return tuple(
        Rule(
            id=entry["id"],
            type=entry["type"],
            pattern=entry["pattern"],
            confidence=float(entry["confidence"]),
            own=None
            if "carry" in entry
            else next((end for end in ("from", "to") if not re.search(rf"{{{end}:|P<{end}>", entry["pattern"])), None),
            also_own=bool(entry.get("also_own", False)),
            planned=bool(entry.get("planned", False)),
            timeless=bool(entry.get("timeless", False)),
            pairwise=bool(entry.get("pairwise", False)),
            block=entry.get("scope") == "block",
            heading=bool(entry.get("heading", False)),
            carry=tuple(entry["carry"].split("|")) if "carry" in entry else (),
            named={group: regex(source) for group, source in entry.get("named", {}).items()},
            examples=entry.get("examples", []),
            refuses=entry.get("refuses", []),
            needed=tuple(_needed_slots(entry["pattern"])),
            letters=needed(entry["pattern"]),
        )
        for entry in load_cached("relations")["rules"]
    )


def _needed_slots(source: str) -> Iterator[frozenset[str]]:
    """For each end that a pattern names, the slots of which one must be there; {to2:…} may stand in for {to:…}."""
    slots = [(end, kinds) for end, kinds, _ in _SLOT.findall(source)]
    for end in ("from", "to"):
        if any(one == end for one, _ in slots):
            yield frozenset("".join(_types(kinds) for one, kinds in slots if one in {end, f"{end}2"}))


def _types(names: str) -> str:
    return "".join(SLOTS[name] for name in names.split("|"))


def _slot(match: re.Match[str]) -> str:
    name, kinds, many = match.groups()
    one = f"[{_types(kinds)}]"
    join = _AND_PEOPLE if kinds == "Talent" else _AND
    join = f"(?:{person_grammar.title()})?{join}(?:{person_grammar.title()})?" if kinds == "Talent" else join
    joint = join + "?" if many == "*" or _QUOTED & set(kinds.split("|")) else join
    if many == "+":
        one = f"{one}(?>{joint}{one})*"
    elif many == "*":
        one = f"{one}(?>{_TAIL}{joint}{one})*"
    return f"(?P<{name}>{one})"
