"""A rejects workbook that comes back corrected: the roster it belongs to, with the corrected rows in it."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import Conflict
from graph.privacy import Vault
from graph.statements.ledger import Ledger
from graph.statements.sources import SourceRecord, find_live, kept_content
from ingest.content import Content, Workbook

KEPT_LENGTH = 64 * 1024 * 1024  # characters; a larger roster is to be corrected itself


@dataclass(frozen=True, slots=True)
class Returned:
    """The roster with the corrected rows, the source that it is a correction of, and the region it was loaded for."""

    roster: Workbook
    source: SourceRecord
    region: str | None

    @property
    def applied(self) -> list[str]:
        """Content hashes of the corrections that the source has taken already."""
        return list(self.source.report.get("mended_by", []))


def returned(ledger: Ledger, vault: Vault, content: Content) -> Returned | None:
    """What a rejects workbook makes of its roster; None for any other file. Raises Conflict when the roster does not
    count any more, or is not kept."""
    from ingest.mapping.mending import marked, mend, unpack

    if not isinstance(content, Workbook) or not (beginning := marked(content)):
        return None
    source = find_live(ledger.engine, beginning)
    sealed = kept_content(ledger.engine, source.id) if source else None
    if source is None or sealed is None:
        raise Conflict(
            f"{content.name} 所属的名册已更新、撤回或不在此处",
            f"the roster that {content.name} belongs to is not here",
            hint="请重新下载退回表，或直接改原名册后载入。Get the rejects anew or correct the roster.",
        )
    roster, region = unpack(vault.open(sealed))
    return Returned(mend(roster, content), source, region)


def to_keep(vault: Vault, content: Content, region: str | None, counts: dict[str, int]) -> str:
    """A roster with rows to correct, sealed; empty for whatever else."""
    from ingest.mapping.mending import pack

    if not isinstance(content, Workbook) or not (counts.get("rejected") or counts.get("warned")):
        return ""
    packed = pack(content, region)
    return vault.seal(packed) if len(packed) <= KEPT_LENGTH else ""
