"""What a file refers to enters the graph with its ancestors: the regions and industries above those it names.

Reference data is looked up, not loaded. A region that the reference data knows by one code gets that code, so that its
long, short and former names are one entity; an unknown or ambiguous name stays as it was written, unless the file gives
its code. Ancestors cite the passage that refers to what is below them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.model.claims import Claim, Mention
from graph.model.names import normalise_name
from ingest.naming import is_common, mention_of
from ingest.reference import Region, industries, regions

METHOD = "reference:tree@1"


def ancestor_claims(claims: Sequence[Claim], *, origin: str) -> list[Claim]:
    """Further claims: PART_OF up both trees, names of what is above, and codes of regions."""
    found: dict[tuple[Mention, str, object], Claim] = {}
    codes = {c.subject: str(c.value) for c in claims if c.predicate == "code" and c.subject.type == "Region"}
    for mention, (name, passage) in _named(claims).items():
        if mention.type == "Industry":
            above = _industry(mention, name, passage, origin)
        else:
            above = _region(mention, name, codes.get(mention), passage, origin)
        for claim in above:
            found.setdefault((claim.subject, claim.predicate, claim.object or claim.value), claim)
    return list(found.values())


def _named(claims: Sequence[Claim]) -> dict[Mention, tuple[str, int]]:
    """Regions and industries, with a name and the passage that gives it."""
    named: dict[Mention, tuple[str, int]] = {}
    for claim in claims:
        mention = claim.subject
        if claim.predicate == "name" and mention.type in ("Region", "Industry"):
            named.setdefault(mention, (str(claim.value), claim.passage))
    return named


def _industry(mention: Mention, name: str, passage: int, origin: str) -> Iterator[Claim]:
    matches = industries().find(name)
    if len(matches) != 1:
        return
    entry = matches[0].industry
    is_entry = matches[0].exact and normalise_name(entry.name) == normalise_name(name)
    pending = [(mention, industries().parents(entry.code) if is_entry else (entry,))]
    while pending:
        below, parents = pending.pop()
        for parent in parents:
            above = mention_of("Industry", parent.name, origin=origin)
            if above == below:
                continue
            yield Claim(above, "name", passage, METHOD, value=parent.name)
            yield Claim(below, "PART_OF", passage, METHOD, object=above)
            pending.append((above, industries().parents(parent.code)))


def _region(mention: Mention, name: str, code: str | None, passage: int, origin: str) -> Iterator[Claim]:
    known = regions().get(code) if code else None
    region = known or (regions().resolve(name) if code is None else None)
    if region is None:
        return
    yield Claim(mention, "code", passage, METHOD, value=region.code)
    if normalise_name(region.name) != normalise_name(name) and not is_common("Region", region.name, region.code):
        yield Claim(mention, "aliases", passage, METHOD, value=region.name)
    below = mention
    for parent in reversed(regions().ancestors(region.code)):  # they come widest first
        above = _mention(parent, origin)
        if above == below:
            continue
        yield Claim(above, "name", passage, METHOD, value=parent.name)
        yield Claim(above, "code", passage, METHOD, value=parent.code)
        yield Claim(below, "PART_OF", passage, METHOD, object=above)
        below = above


def _mention(region: Region, origin: str) -> Mention:
    return mention_of("Region", region.name, origin=origin, place=region.code)
