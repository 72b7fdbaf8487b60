"""Answers to questions."""

from __future__ import annotations

from api.schemas.common import EntityLink, EvidenceOut, Model
from api.schemas.graph import StepOut, step
from graph.services.who_serves import PATH_KINDS, ServePath, Server, WhoServes


class TalentLink(Model):
    """The person."""

    id: str
    name: str


class ServePathOut(Model):
    """One reason why a talent serves; `inferred` paths follow from several statements."""

    kind: str
    label: str
    inferred: bool
    steps: list[StepOut]
    since: str | None
    evidence: list[EvidenceOut]

    @classmethod
    def of(cls, path: ServePath) -> ServePathOut:
        links = [EntityLink.of(e) for e in path.entities]
        return cls(
            kind=path.kind,
            label=PATH_KINDS[path.kind],
            inferred=path.inferred,
            steps=[
                step(e["id"], e["type"], e["source"], a, b, e["since"])
                for e, a, b in zip(path.edges, links, links[1:], strict=False)
            ],
            since=path.since,
            evidence=[EvidenceOut.of(e) for e in path.evidence],
        )


class ServerOut(Model):
    """A talent with the reasons; `total_paths` counts those beyond the limit too."""

    talent: TalentLink
    paths: list[ServePathOut]
    total_paths: int

    @classmethod
    def of(cls, server: Server) -> ServerOut:
        return cls(
            talent=TalentLink(id=server.talent.id, name=server.talent.name),
            paths=[ServePathOut.of(p) for p in server.paths],
            total_paths=server.total_paths,
        )


class WhoServesOut(Model):
    """Who serves an industry."""

    results: list[ServerOut]
    industries: list[EntityLink]
    regions: list[EntityLink]
    warnings: list[str]
    next: str | None

    @classmethod
    def of(cls, answer: WhoServes) -> WhoServesOut:
        return cls(
            results=[ServerOut.of(s) for s in answer.results],
            industries=[EntityLink.of(e) for e in answer.industries],
            regions=[EntityLink.of(e) for e in answer.regions],
            warnings=list(answer.warnings),
            next=answer.next,
        )
