"""The whole graph as a file: JSONL, CSV, GraphML or Turtle. No personal data: it is not in the graph."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from graph.analytics.graphml import graphml
from graph.files import replacing_text
from graph.rdf.turtle import TurtleWriter
from graph.services.listing import ListedNode, ListedRelation, list_graph
from graph.services.workspace import Workspace

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(work: Workspace, out: TextIO) -> None:
    """One object a line: nodes, then relations, each with its evidence."""
    for item in list_graph(work):
        out.write(json.dumps(_object(item), ensure_ascii=False) + "\n")


def _object(item: ListedNode | ListedRelation) -> dict[str, Any]:
    if isinstance(item, ListedNode):
        return {"kind": "node", "id": item.id, "type": item.type, "name": item.name, "aliases": item.aliases,
                "properties": item.properties, "evidence": item.evidence}  # fmt: skip
    return {"kind": "relation", "id": item.id, "type": item.type, "from": item.source, "to": item.target,
            "properties": item.properties, "evidence": item.evidence}  # fmt: skip


def write_graphml(work: Workspace, out: TextIO) -> None:
    """One GraphML document."""
    items = list(list_graph(work, evidence=False))
    nodes = ((n.id, {"type": n.type, "label": n.name, **n.properties}) for n in items if isinstance(n, ListedNode))
    edges = (
        (r.source, r.target, r.id, {"type": r.type, **r.properties}) for r in items if isinstance(r, ListedRelation)
    )
    out.write(graphml(nodes, edges) + "\n")


def write_turtle(work: Workspace, out: TextIO) -> None:
    """One Turtle document."""
    writer = TurtleWriter(work.ontology)
    for item in list_graph(work):
        sources = [e["file"] for e in item.evidence]
        if isinstance(item, ListedNode):
            writer.node(item.id, item.type, item.name, item.aliases, item.properties, sources)
        else:
            writer.relation(item.id, item.type, item.source, item.target, item.properties, sources)
    out.write(writer.document())


def write_csv(work: Workspace, folder: Path) -> None:
    """`nodes.csv` and `relations.csv` in a folder, UTF-8 with BOM, so that Excel opens them as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    bom = "utf-8-sig"
    with (
        replacing_text(folder / "nodes.csv", encoding=bom) as nodes,
        replacing_text(folder / "relations.csv", encoding=bom) as relations,
    ):
        node_rows, relation_rows = csv.writer(nodes), csv.writer(relations)
        node_rows.writerow(["id", "type", "类型", "name", "aliases", "properties", "evidence"])
        relation_rows.writerow(["id", "type", "关系", "from", "to", "properties", "evidence"])
        for item in list_graph(work):
            texts = [json.dumps(v, ensure_ascii=False) for v in (item.properties, item.evidence)]
            if isinstance(item, ListedNode):
                label = work.ontology.types[item.type].label
                row = [item.id, item.type, label, item.name, "；".join(item.aliases), *texts]
                node_rows.writerow(map(harmless, row))
            else:
                label = work.ontology.relations[item.type].label
                relation_rows.writerow(map(harmless, [item.id, item.type, label, item.source, item.target, *texts]))


WRITERS: dict[str, Callable[[Workspace, TextIO], None]] = {
    "jsonl": write_jsonl,
    "graphml": write_graphml,
    "turtle": write_turtle,
}


def export_to(work: Workspace, form: str, target: Path) -> None:
    """Writes an export to a file (csv: to a folder), completely or not at all."""
    if form == "csv":
        write_csv(work, target)
        return
    with replacing_text(target) as out:
        WRITERS[form](work, out)


def harmless(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return "'" + text if text.startswith(FORMULA_STARTS) else text
