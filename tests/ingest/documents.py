"""An extractor whose confidence a test sets, so that tests can be about what happens with facts afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.resolution import KnownNames
from graph.services.workspace import Workspace
from ingest.content import Document
from ingest.extract import Entity, Extraction, Indicator, Relation, Span
from ingest.file_report import FileReport
from ingest.pipeline import Pipeline

NAMES = {
    "周启明": "Talent",
    "松岚县农科所": "Organization",
    "绿源香料公司": "Enterprise",
    "青禾专家工作站": "Platform",
    "草果": "Industry",
    "高山茶": "Industry",
}
WORK = re.compile("(周启明)任职于(松岚县农科所|绿源香料公司)")
SERVE = re.compile("(周启明|青禾专家工作站)服务(草果|高山茶)")
COUNT = re.compile(r"培训(\d+)人次")


class Lexicon:
    """Finds the names above, who works where, who serves what and how many were trained; `confidence` gives a name, a
    relation's type or `人次` another confidence than 0.9."""

    def __init__(self, **confidence: float) -> None:
        self.confidence = confidence

    def extract(self, document: Document, *, region: str | None = None, known: KnownNames | None = None) -> Extraction:
        text = document.text
        entities = tuple(
            Entity(kind, name, (), spans, "lexicon", self._sure(name))
            for name, kind in NAMES.items()
            if (spans := tuple(Span(*m.span()) for m in re.finditer(name, text)))
        )
        relations = (*self._relations(text, "WORKS_AT", WORK), *self._relations(text, "SERVES", SERVE))
        figures = tuple(
            Indicator(
                "松岚县农科所", "培训", float(m[1]), "人次", None, (_clause(text, m),), "count", self._sure("人次")
            )
            for m in COUNT.finditer(text)
        )
        return Extraction(entities, relations, figures)

    def _sure(self, what: str) -> float:
        return self.confidence.get(what, 0.9)

    def _relations(self, text: str, kind: str, pattern: re.Pattern[str]) -> Iterator[Relation]:
        stated: dict[tuple[str, str], list[Span]] = {}
        for match in pattern.finditer(text):
            stated.setdefault((match[1], match[2]), []).append(_clause(text, match))
        for (source, target), spans in stated.items():
            ends = (NAMES[source], source), (NAMES[target], target)
            yield Relation(kind, *ends, tuple(spans), f"rule:{kind.lower()}", self._sure(kind))


def _clause(text: str, match: re.Match[str]) -> Span:
    end = re.compile("[，。]|$").search(text, match.end())
    return Span(max(text.rfind(mark, 0, match.start()) for mark in "，。\n") + 1, end.start() if end else len(text))


def load(work: Workspace, path: Path, text: str, extractor: Lexicon | None = None, again: bool = False) -> FileReport:
    """Writes and loads a document; weaker facts than 0.5 are held."""
    path.write_text(text, encoding="utf-8")
    pipeline = Pipeline(work.ledger, work.vault, review_below=0.5, extractor=extractor or Lexicon())
    report = pipeline.load(path, origin=path.as_uri(), actor="test", again=again)
    work.projector.follow()
    return report
