"""One file, from its bytes to statements in the ledger, with an account of everything that was not taken."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from graph.errors import InvalidInput, UnreadableFile
from graph.model.claims import Claim, Mark
from graph.ontology import ontology
from graph.privacy import Vault
from graph.projection.effect import Counts, compare, effect_of, nothing_changed
from graph.resolution import KnownNames, KnownPeople, NameBook
from graph.statements.facts import FactReader
from graph.statements.ledger import AddedSource, Ledger, SourceContent
from graph.statements.sources import get_source
from ingest.admission import admit
from ingest.content import Content, Document, Workbook
from ingest.file_report import FileReport, report_of
from ingest.preview import preview_document
from ingest.readers import SUFFIXES, ReadLimits, read
from ingest.returning import Returned, returned, to_keep
from ingest.settling import OPEN, Settled, settle

if TYPE_CHECKING:
    from ingest.extract import Extraction
    from ingest.mapping import Corrections, RosterMapper

Progress = Callable[[float, str], None]


class DocumentExtractor(Protocol):
    """What finds entities, relations and figures in a document."""

    def extract(self, document: Document, *, region: str | None = None, known: KnownNames | None = None) -> Extraction:
        """`region` is the place that the document speaks for, if known; `known` are names to be found as well."""


class Pipeline:
    """Loads files into a ledger. Models are loaded on first need and kept."""

    def __init__(
        self, ledger: Ledger, vault: Vault, *, corrections: Corrections | None = None,
        limits: ReadLimits | None = None, review_below: float = 0.0, extractor: DocumentExtractor | None = None,
    ) -> None:  # fmt: skip
        """`corrections` are what users said about the layout of rosters; facts of documents with a confidence below
        `review_below` wait for a person. `extractor` reads documents in place of the rules."""
        self._ledger, self._vault, self._limits = ledger, vault, limits or ReadLimits()
        self._corrections, self._review_below, self._extractor = corrections, review_below, extractor
        self._names = NameBook(ledger)

    @cached_property
    def extractor(self) -> DocumentExtractor:
        """What reads documents."""
        from ingest.extract import Extractor  # loads a model: only with the first document

        return self._extractor or Extractor()

    def _mapper(self, origin: str) -> RosterMapper:
        from ingest.mapping import RosterMapper

        return RosterMapper(self._vault, self._corrections, KnownPeople(self._ledger, without=origin))

    def load(
        self,
        path: Path,
        *,
        origin: str,
        name: str | None = None,
        actor: str,
        region: str | None = None,
        again: bool = False,
        progress: Progress = lambda _fraction, _message: None,
    ) -> FileReport:
        """Reads one file and adds it to the ledger in one transaction.

        `origin` tells which file this is a version of; `region` names the place that the file is of: what 我州 in a
        document means, and which 鼓楼区 a roster. A rejects workbook becomes a new version of the roster it belongs to,
        with the corrected rows in it.
        Raises UnreadableFile; then the ledger is as before.
        """
        name = name or path.name
        digest, size = file_hash(path)
        if not again and (known := self._ledger.known(origin, digest)):
            return self._no_news(name, known, progress)
        progress(0.1, f"{name}：读取")
        content = read(
            path,
            name=name,
            limits=self._limits,
            progress=lambda done, word: progress(0.1 + 0.2 * done, f"{name}：{word}"),
        )
        back = returned(self._ledger, self._vault, content)
        if not again and back and digest in back.applied:
            return self._no_news(name, back.source.id, progress)
        file = _File(path, name, origin, region, digest, size)
        source, _ = self._read(file, content, back, progress)
        progress(0.8, f"{name}：入账")
        added = self._ledger.add_source(source, actor=actor, again=again or back is not None)
        progress(0.9, f"{name}：与原有的图比较")
        report = report_of(source, added, self._changes(added))
        progress(1.0, f"{name}：完成")
        return replace(report, file=name)

    def _changes(self, added: AddedSource) -> Counts:
        """What a source that was just added changed; kept in its report."""
        if added.status == "unchanged":  # another process was quicker
            return self._unchanged(added.id)
        changes = effect_of(self._ledger, ontology(), self._vault, added).to_json()
        self._ledger.note_changes(added.id, changes)
        return changes

    def _no_news(self, name: str, known: str, progress: Progress) -> FileReport:
        progress(1.0, f"{name}：内容未变")
        return FileReport(name, "unchanged", known, None, None, {}, changes=self._unchanged(known))

    def _unchanged(self, source_id: str) -> Counts:
        """The account of content that is in the ledger already."""
        record = get_source(self._ledger.engine, source_id)
        if counted := record.report.get("changes"):
            return nothing_changed(counted)
        first = AddedSource(source_id, record.revision, "added")  # whoever loaded it was stopped before counting
        return nothing_changed(effect_of(self._ledger, ontology(), self._vault, first).to_json())

    def preview(self, path: Path, *, origin: str, name: str | None = None, region: str | None = None) -> FileReport:
        """What loading a file would report and change, with the mapping of a roster or the marked text and the facts of
        a document; nothing is written. Raises UnreadableFile."""
        name = name or path.name
        file = _File(path, name, origin, region, *file_hash(path))
        content = read(path, name=name, limits=self._limits)
        back = returned(self._ledger, self._vault, content)
        source, draft = self._read(file, content, back, lambda _fraction, _message: None)
        with self._ledger.rehearse(source) as (connection, added):
            effect, known = compare(connection, ontology(), self._vault, added)
        shown = None
        if draft.document:
            shown = preview_document(
                draft.document, draft.places, draft.settled, origin=origin, known=known, encoder=self._ledger.encoder
            )
        nothing = AddedSource("", 0, "unchanged")
        report = report_of(source, nothing, effect.to_json())
        return replace(report, file=name, status="preview", source_id=None, revision=None, document=shown)

    def _read(
        self, file: _File, content: Content, back: Returned | None, progress: Progress
    ) -> tuple[SourceContent, _Draft]:
        """A file as it may go into the ledger: with its admitted claims and an account of the refused ones."""
        progress(0.3, f"{file.name}：识别")
        mended: dict[str, Any] = {}
        if back:
            mended = {"mended_by": sorted({*back.applied, file.digest})}
            file, content = file.version_of(back), back.roster
        origin, region = file.origin, file.region
        if isinstance(content, Workbook):
            draft = self._draft_workbook(content, origin, region)
        else:
            draft = self._draft_document(content, origin, region)
        from ingest.ancestors import ancestor_claims  # loads the reference data

        claims, refused = admit(self._ledger.encoder, [*draft.claims, *ancestor_claims(draft.claims, origin=origin)])
        counts = {**draft.counts, "statements": len(claims), "refused": len(refused)}
        report = {"counts": counts, "sheets": draft.sheets, "refused": refused, "notes": draft.notes, **mended}
        source = SourceContent(
            origin=origin,
            name=file.name,
            content_hash=file.digest,
            size=file.size,
            media_type=file.media_type,
            passages=draft.passages,
            claims=claims,
            report=report,
            facts=[s.fact for s in draft.settled],
            decided=draft.decided,
            kept=to_keep(self._vault, content, region, counts),
            mends=back.source.id if back else None,
        )
        return source, draft

    def _draft_document(self, document: Document, origin: str, region: str | None) -> _Draft:
        from ingest.document_claims import document_claims
        from ingest.facts import read_facts

        extraction = self.extractor.extract(document, region=region, known=self._names.names())
        digest = self._ledger.encoder.sentence
        found = read_facts(document, extraction, origin=origin, digest=digest, review_below=self._review_below)
        with self._ledger.engine.connect() as connection:
            reader = FactReader(connection, self._ledger.encoder)
            decisions, decided = reader.decisions(origin), reader.newest_decision(origin)
        settled = settle(found.facts, decisions)
        counting = Counter(s.fact.kind for s in settled if s.counts)
        counts = {
            "paragraphs": len(document.blocks),
            "entities": counting["entity"],
            "relations": counting["relation"],
            "indicators": counting["indicator"],
            "review": sum(s.state in OPEN for s in settled),
            **extraction.counts,
        }
        claims = document_claims(origin, settled)
        notes = [*document.notes, *extraction.notes]
        return _Draft(found.passages, claims, counts, [], notes, settled, decided, document, found.places)

    def _draft_workbook(self, workbook: Workbook, origin: str, region: str | None) -> _Draft:
        mapped = self._mapper(origin).map(workbook, origin=origin, region=region)
        sheets = [sheet.to_json() for sheet in mapped.sheets]
        counts = {
            "read": sum(s["data_rows"] for s in sheets),
            "accepted": sum(s["accepted"] for s in sheets),
            "rejected": sum(len({r["row"] for r in s["rejected"]}) for s in sheets),
            "warned": sum(len({w["row"] for w in s["warnings"]}) for s in sheets),
        }
        return _Draft(mapped.passages, mapped.claims, counts, sheets, list(workbook.notes))


@dataclass(frozen=True, slots=True)
class _File:
    """A file by what tells it from others; `digest` and `size` (bytes) are those of its content."""

    path: Path
    name: str
    origin: str
    region: str | None
    digest: str
    size: int

    @property
    def media_type(self) -> str:
        """By the name's ending; empty for an unknown one."""
        suffix = Path(self.name).suffix.lower()
        return SUFFIXES[suffix].media_type if suffix in SUFFIXES else ""

    def version_of(self, back: Returned) -> _File:
        """The roster that a rejects workbook belongs to: to load the roster itself again is no news then."""
        of = back.source
        return _File(self.path, of.name, of.origin, back.region, of.content_hash, of.size)


@dataclass(frozen=True, slots=True)
class _Draft:
    passages: Sequence[Any]
    claims: Sequence[Claim]
    counts: dict[str, int]
    sheets: list[dict[str, Any]]
    notes: list[str]
    settled: Sequence[Settled] = ()
    decided: int = 0
    document: Document | None = None
    places: Sequence[Mark] = ()


def file_hash(path: Path) -> tuple[str, int]:
    """(SHA-256 as hexadecimal digits, size in bytes). Raises UnreadableFile."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size
    except OSError as error:
        raise UnreadableFile(
            f"无法读取 {path.name}：{error.strerror}", f"cannot read {path.name}: {error.strerror}",
            hint="请检查路径与权限。Check the path and its permissions.", file=path.name,
        ) from error  # fmt: skip


def expand(paths: Sequence[Path]) -> list[Path]:
    """Files as given, and the supported files within folders, in a stable order. Raises InvalidInput for none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(
                p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~$"))
            )
        else:
            files.append(path)
    if not files:
        raise InvalidInput("没有可载入的文件", "there is no file to load", hint="支持：" + " ".join(sorted(SUFFIXES)))
    return files
