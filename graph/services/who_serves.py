"""Who serves an industry: over which path, since when, and which sentence says so.

A talent serves industry I (or an industry below it) within region R (or a region below it) when one of the paths in
`PATH_KINDS` says so. `direct` is what a source states; every other kind is inferred from several statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cypher import query
from graph.errors import InvalidInput, NotFound
from graph.model.claims import EdgeKey
from graph.model.dates import is_partial_date, last_day
from graph.services.entities import EntityRef, find_named
from graph.services.evidence import EvidenceFinder
from graph.services.relations import relation_id
from graph.services.workspace import Workspace
from graph.statements.sources import Evidence

# Kind → what it says (Chinese). The queries are `cypher/read/who_serves/*.cypher`.
PATH_KINDS = {
    "direct": "直接服务该产业",
    "platform": "所在平台服务该产业",
    "host": "所在平台依托该产业的企业",
    "enterprise": "服务该产业的企业",
    "service": "有服务该产业的记录",
    "received": "有服务该产业企业的记录",
    "employer": "任职机构服务该产业",
}
STATED = {"direct"}
FLEXIBLE = "flexible"
PATHS_PER_TALENT = 20
EVIDENCE_PER_EDGE = 3
SUFFIXES = ("产业", "行业")


@dataclass(frozen=True, slots=True)
class ServePath:
    """One reason. `entities` run from the talent to the industry; `since` is the latest start among the edges, in ISO
    form, None when no edge tells; `evidence` has an entry for every edge."""

    kind: str
    inferred: bool
    entities: tuple[EntityRef, ...]
    edges: tuple[dict[str, Any], ...]
    since: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Server:
    """A talent who serves, with the reasons; `total_paths` counts those that were cut as well."""

    talent: EntityRef
    paths: tuple[ServePath, ...]
    total_paths: int


@dataclass(frozen=True, slots=True)
class WhoServes:
    """The answer. Pages run in the order of talent ids, each page lists its best first; `next` is the talent id to go
    on after, None when the list is complete."""

    results: tuple[Server, ...]
    industries: tuple[EntityRef, ...]
    regions: tuple[EntityRef, ...]
    warnings: tuple[str, ...] = ()
    next: str | None = None


@dataclass(frozen=True, slots=True)
class WhoServesQuestion:
    """`industry` and `region` are names or ids; `as_of` is a (partial) ISO date; `kinds` limits the path kinds."""

    industry: str
    region: str | None = None
    as_of: str | None = None
    mode: str | None = None
    kinds: Sequence[str] = field(default_factory=lambda: tuple(PATH_KINDS))
    after: str = ""
    limit: int = 100


def who_serves(work: Workspace, question: WhoServesQuestion, *, evidence: bool = True) -> WhoServes:
    """Answers the question. Raises NotFound for an unknown industry or region, InvalidInput for the rest."""
    _check(question)
    industries = _named(work, "Industry", question.industry)
    regions = _named(work, "Region", question.region) if question.region else []
    warnings = [
        f"有 {len(named)} 个{what}叫这个名字，已一并查询：" + "、".join(entity.id for entity in named)
        for what, named in (("产业", industries), ("地区", regions))
        if len(named) > 1
    ]
    found = _find(work, question, industries, regions)
    page = [found[talent] for talent in sorted(found)[: question.limit]]
    for server in page:
        del server.paths[PATHS_PER_TALENT:]
    edges = (_edge_key(e) for server in page for _, path in server.paths for e in path["edges"])
    passages = EvidenceFinder(work, EVIDENCE_PER_EDGE).of_edges(edges) if evidence else {}
    results = tuple(
        Server(server.talent, tuple(_path(work, kind, path, passages) for kind, path in server.paths), server.total)
        for server in page
    )
    more = page[-1].talent.id if len(found) > question.limit else None
    results = tuple(sorted(results, key=_rank))
    if more:
        warnings.append(f"结果较多，只列出前 {question.limit} 人")
    return WhoServes(results, tuple(industries), tuple(regions), tuple(warnings), more)


def _rank(server: Server) -> tuple[bool, int, str, str]:
    """Within a page: whoever is said to serve comes before whoever is inferred to, then who has more reasons."""
    stated = any(not path.inferred for path in server.paths)
    return not stated, -server.total_paths, server.talent.name, server.talent.id


@dataclass(slots=True)
class _Found:
    """A talent with (kind, path) rows as the queries gave them; `total` counts paths that were cut as well."""

    talent: EntityRef
    paths: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    total: int = 0


def _find(
    work: Workspace, question: WhoServesQuestion, industries: Sequence[EntityRef], regions: Sequence[EntityRef]
) -> dict[str, _Found]:
    """Talents by id. Every kind is asked for one more than the limit, so the first `limit` ids of all are complete."""
    parameters = {
        "industries": _subtree(work, industries),
        "regions": _subtree(work, regions) if question.region else None,
        "as_of": last_day(question.as_of) if question.as_of else None,
        "modes": _modes(work, question.mode),
        "after": question.after,
        "paths": PATHS_PER_TALENT,
        "limit": question.limit + 1,
    }
    found: dict[str, _Found] = {}
    for kind in question.kinds:
        for row in work.store.read(query(f"read/who_serves/{kind}"), **parameters):
            server = found.setdefault(row["id"], _Found(EntityRef(row["id"], "Talent", row["name"])))
            server.paths += [(kind, path) for path in row["paths"]]
            server.total += row["total"]
    return found


def _check(question: WhoServesQuestion) -> None:
    if question.as_of and not is_partial_date(question.as_of):
        raise InvalidInput(f"日期 {question.as_of} 无效", f"{question.as_of!r} is no ISO date", hint="例：2024-06-30")
    for kind in question.kinds:
        if kind not in PATH_KINDS:
            raise InvalidInput(f"没有路径类型 {kind}", f"no path kind {kind}", hint="、".join(PATH_KINDS))


def _named(work: Workspace, kind: str, text: str) -> list[EntityRef]:
    """Entities of that name; for an industry also without 产业 at the end."""
    found = find_named(work, kind, text)
    for suffix in SUFFIXES if kind == "Industry" else ():
        if not found and text.endswith(suffix):
            found = find_named(work, kind, text.removesuffix(suffix))
        elif not found:
            found = find_named(work, kind, text + suffix)
    if not found:
        label = work.ontology.types[kind].label
        raise NotFound(
            f"图中没有{label}“{text}”", f"no {kind} called {text!r}",
            hint="请先用 search 查找名称。Look the name up with search first.",
        )  # fmt: skip
    return found


def _subtree(work: Workspace, roots: Sequence[EntityRef]) -> list[str]:
    return sorted(
        {
            row["id"]
            for root in roots
            for row in work.store.read(query("read/subtree").bind(label=root.type), id=root.id)
        }
    )


def _modes(work: Workspace, mode: str | None) -> list[str] | None:
    """The codes that a mode covers: 柔性 stands for everything but 全职."""
    if mode is None:
        return None
    code = work.ontology.vocabularies["engagement_mode"].find(mode)
    if code is None:
        labels = "、".join(c.label for c in work.ontology.vocabularies["engagement_mode"].codes.values())
        raise InvalidInput(f"没有引才方式“{mode}”", f"no engagement mode {mode!r}", hint=labels)
    if code.code != FLEXIBLE:
        return [code.code]
    return [c for c in work.ontology.vocabularies["engagement_mode"].codes if c != "full_time"]


def _edge_key(edge: dict[str, Any]) -> EdgeKey:
    return edge["source"], edge["type"], edge["target"]


def _path(work: Workspace, kind: str, path: dict[str, Any], found: Mapping[EdgeKey, list[Evidence]]) -> ServePath:
    entities = tuple(EntityRef(n["id"], n["type"], n["name"]) for n in path["nodes"])
    edges = tuple(
        {
            "id": relation_id(e["source"], e["type"], e["target"]),
            "type": e["type"],
            "label": work.ontology.relations[e["type"]].label,
            "source": e["source"],
            "target": e["target"],
            "since": e["since"],
        }
        for e in path["edges"]
    )
    passages = [item for e in path["edges"] for item in found.get(_edge_key(e), ())]
    starts = [e["since"] for e in edges if e["since"]]
    return ServePath(kind, kind not in STATED, entities, edges, max(starts) if starts else None, tuple(passages))
