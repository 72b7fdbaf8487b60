"""What is kept between runs is found again, and a file that cannot be used changes nothing but the time it takes."""

from __future__ import annotations

import marshal
import os
import sys
from pathlib import Path

import pytest
import yaml

from ingest.extract import rulebook
from ingest.extract.kept import Kept

RULES = Path(rulebook.__file__).parent / "rules"


def saved(path: Path) -> Path:
    kept = Kept(path, "1", 10)
    kept.put(("甲", 0), [1, {"乙": None}])
    kept.save()
    return path


def test_what_was_put_is_found_again(tmp_path: Path) -> None:
    path = saved(tmp_path / "kept")
    assert Kept(path, "1", 10).get(("甲", 0)) == [1, {"乙": None}]
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(("version", "most"), [("2", 10), ("1", 0)])
def test_what_something_else_made_and_too_much_are_left(tmp_path: Path, version: str, most: int) -> None:
    assert Kept(saved(tmp_path / "kept"), version, most).get(("甲", 0)) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not marshalled",
        marshal.dumps(("another interpreter", {("甲", 0): 1})),
        marshal.dumps((f"{sys.version} 1", 7)),
        marshal.dumps((f"{sys.version} 1", "text")),
        marshal.dumps(3),
    ],
)
def test_a_file_that_cannot_be_used_is_written_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept"
    path.write_bytes(content)
    kept = Kept(path, "1", 10)
    assert kept.get(("甲", 0)) is None
    kept.put("乙", 2)
    kept.save()
    assert Kept(path, "1", 10).get("乙") == 2


def test_a_folder_that_cannot_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    saved(tmp_path / "file" / "kept")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_the_file_of_another_user_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = saved(tmp_path / "kept")
    owner = path.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1, raising=False)
    assert Kept(path, "1", 10).get(("甲", 0)) is None


def test_a_user_without_a_home_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    saved(Path("~") / "kept")
    assert not list(tmp_path.iterdir())


def test_a_rule_file_is_parsed_anew_when_its_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path / "kept", "1", 10)
    monkeypatch.setattr(rulebook, "_PARSED", kept)
    parsed = rulebook.load("grown")
    assert rulebook.load("grown") == parsed
    digest, rules = kept.get("grown")
    kept.put("grown", (digest, marshal.dumps("kept")))
    assert rulebook.load("grown") == "kept"
    for unusable in ((b"another text", rules), (digest, b"garbage"), 7):
        kept.put("grown", unusable)
        assert rulebook.load("grown") == parsed


@pytest.mark.parametrize("name", sorted(path.stem for path in RULES.glob("*.yaml")))
def test_rule_files_are_read_alike_without_the_parser_in_c(name: str) -> None:
    """Where PyYAML was built without libyaml, its own parser reads the rules; it is stricter in places."""
    text = (RULES / f"{name}.yaml").read_text("utf-8")
    assert yaml.load(text, Loader=yaml.SafeLoader) == rulebook.load(name)
