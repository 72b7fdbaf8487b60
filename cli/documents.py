"""Look at one document without storing it: extract."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from cli.output import Json, print_json, reported_errors, stdout
from graph.errors import InvalidInput
from graph.ontology import ontology
from ingest.content import Document
from ingest.readers import read


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(extract)


def extract(
    file: Annotated[Path, typer.Argument(help="文档 / a document")],
    region: Annotated[str | None, typer.Option(help="文中“我州、全市”所指的地区 / what 我州 means")] = None,
    as_json: Json = False,
) -> None:
    """预览一份文档能读出什么，不入库。"""
    with reported_errors():
        document = read(file)
        if not isinstance(document, Document):
            raise InvalidInput(f"{file.name} 是表格，不是文档", f"{file.name} is a spreadsheet, not a document",
                               hint="表格请用 ingest。Use ingest for rosters.")  # fmt: skip
        from ingest.extract import Extractor  # loads a model

        found = Extractor().extract(document, region=region)
    if as_json:
        print_json(found.placed_in(document).to_json())
        return
    entities = Table("类型", "名称", "别名")
    for entity in found.entities:
        entities.add_row(ontology().types[entity.type].label, entity.name, "、".join(entity.aliases))
    relations = Table("起", "关系", "止", "原文")
    for relation in found.relations:
        span = relation.evidence[0]
        label = ontology().relations[relation.type].label
        relations.add_row(relation.source[1], label, relation.target[1], document.text[span.start : span.end][:80])
    indicators = Table("对象", "指标", "数值", "时期")
    for i in found.indicators:
        indicators.add_row(i.subject, i.metric, f"{i.value:g} {i.unit}", i.period or "")
    for table in (entities, relations, indicators):
        stdout.print(table)
