"""Documents that are made from the code, or name it, are compared with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import MODULES, app
from graph.ontology import ontology
from graph.ontology.reference import reference
from graph.settings import Settings

ROOT = Path(__file__).parent.parent


def test_ontology_reference_is_fresh() -> None:
    assert (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8") == reference(ontology()), "run `make docs`"


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_readme_names_real_commands(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= set(re.findall(r"^make ([a-z-]+)", text, re.MULTILINE)) <= targets
    commands = {name for names in MODULES.values() for name in names}
    assert set(re.findall(r"talentgraph ([a-z-]+)", text)) <= commands


def test_settings_page_names_every_setting() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`TALENTGRAPH_([A-Z0-9_]+)`", text))
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_readme_shows_what_the_commands_print(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example's output is compared with the commands' own, but for what `ingest` says of single rows."""
    monkeypatch.setenv("TALENTGRAPH_HOME", str(tmp_path))
    monkeypatch.chdir(ROOT)
    block = re.search(r"```console\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert block
    for shown in block[1].split("$ .venv/bin/talentgraph ")[1:]:
        command, _, wanted = shown.partition("\n")
        printed = CliRunner().invoke(app, command.split()).stdout
        if command.startswith("ingest"):
            printed = "".join(line for line in printed.splitlines(keepends=True) if not line.startswith("  "))
        assert "没有找到" not in printed, "the example shows an answer"
        assert printed == wanted, f"{page} is not what `talentgraph {command}` prints now"
