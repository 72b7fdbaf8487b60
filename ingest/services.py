"""The pipeline of an installation, and what the clerk does around it: preview, correct a layout, get rejects back."""

from __future__ import annotations

from pathlib import Path

from graph.errors import Conflict
from graph.services.workspace import Workspace
from graph.statements.sources import get_source, kept_content
from ingest.content import Workbook
from ingest.mapping.corrections import Corrections
from ingest.pipeline import DocumentExtractor, Pipeline, file_hash
from ingest.readers import read


def open_corrections(work: Workspace) -> Corrections:
    """What users said about the layout of rosters, kept beside the ledger."""
    return Corrections(work.settings.home / "mappings")


def open_pipeline(work: Workspace) -> Pipeline:
    """A pipeline into the workspace's ledger that heeds the users' corrections and settings. Raises SettingsError."""
    return Pipeline(
        work.ledger, work.vault, corrections=open_corrections(work), review_below=work.settings.review_below,
        extractor=_extractor(work),
    )  # fmt: skip


def _extractor(work: Workspace) -> DocumentExtractor | None:
    """What reads documents in place of the rules alone: a language model beside them, where one is configured."""
    if work.settings.llm_url is None:
        return None
    from ingest.llm import open_reader  # not even loaded unless configured

    return open_reader(work.settings)


def write_rejects_of(work: Workspace, source_id: str, roster: Path, target: Path) -> int:
    """Writes the rejected and doubted rows of a source as a workbook; the rows come from the roster file itself, for
    whoever has it may see what stands in it. Returns the number of rows. Raises NotFound for an unknown source,
    Conflict when the file is not the one that was loaded."""
    from ingest.mapping.mending import unpack
    from ingest.mapping.rejects import write_rejects  # loads openpyxl

    source = get_source(work.ledger.engine, source_id)
    if file_hash(roster)[0] != source.content_hash:
        raise Conflict(
            f"{roster.name} 不是当时载入的 {source.name}", f"{roster.name} is not the {source.name} that was loaded",
            hint="请提供原文件。Give the very file that was loaded.",
        )  # fmt: skip
    content = read(roster, name=source.name)
    if not isinstance(content, Workbook):
        return 0
    if sealed := kept_content(work.ledger.engine, source_id):  # with the corrections that it has taken since
        content, _ = unpack(work.vault.open(sealed))
    sheets = source.report.get("sheets", [])
    return write_rejects(content, sheets, target, content_hash=source.content_hash)
