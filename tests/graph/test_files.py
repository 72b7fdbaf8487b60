"""Files appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graph.files import replacing, replacing_text


def test_a_file_that_fails_half_way_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("旧的", encoding="utf-8")

    def half_way() -> None:
        with replacing_text(path) as file:
            file.write("新的一半")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half"):
        half_way()
    assert path.read_text(encoding="utf-8") == "旧的"
    assert list(tmp_path.iterdir()) == [path]


def test_until_it_is_complete_the_old_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "名册.csv"
    path.write_text("旧的", encoding="utf-8")
    with replacing_text(path, encoding="utf-8-sig") as file:
        file.write("一行\r\n")
        assert path.read_text(encoding="utf-8") == "旧的"
    assert path.read_bytes() == "\ufeff一行\r\n".encode()


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX has them")
def test_a_file_can_be_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "备份.zip"
    with replacing(path, mode=0o600) as file:
        file.write(b"x")
        (temporary,) = tmp_path.iterdir()
        assert temporary.stat().st_mode & 0o077 == 0
    assert path.stat().st_mode & 0o077 == 0
