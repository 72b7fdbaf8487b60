"""A fault in a definition is refused with its file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.errors import OntologyError
from graph.ontology import load, ontology
from graph.ontology.loader import FOLDER

TYPE = """name: Talent
label: 人才
prefix: talent
description: A person.
identity:
  by_name: never
  keys: [code]
properties:
  name: {datatype: string, label: 姓名, required: true}
  aliases: {datatype: string, label: 别名, multiple: true}
  code: {datatype: string, label: 代码, sensitivity: personal}
  sex: {datatype: code, vocabulary: sex, label: 性别}
"""
RELATION = """name: MENTORS
label: 帮带
inverse: 导师
description: Teaches.
from: [Talent]
to: [Talent]
qualifiers:
  since: {datatype: date, label: 起始}
"""
VOCABULARY = """name: sex
label: 性别
codes:
  male: {label: 男, synonyms: [男性]}
  female: {label: 女}
"""
FILES = {"types/talent.yaml": TYPE, "relations/mentors.yaml": RELATION, "vocabularies/sex.yaml": VOCABULARY}


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {**FILES, **files}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_a_small_ontology(tmp_path: Path) -> None:
    found = load(write(tmp_path, {}))
    assert found.types["Talent"].keys == ("code",)
    assert [p.name for p in found.public_properties("Talent")] == ["name", "aliases", "sex"]
    assert found.relations["MENTORS"].allows("Talent", "Talent")
    assert found.vocabularies["sex"].find("男性") == found.vocabularies["sex"].find("male")
    assert found.type_of_id("talent-1") is found.types["Talent"] and found.type_of_id("other-1") is None


# file, what stands there, what is put in its place, the line at fault
FAULTS = [
    ("relations/mentors.yaml", "to: [Talent]", "to: [Mentor]", 6),
    ("relations/mentors.yaml", "from: [Talent]", "from: Talent", 5),
    ("relations/mentors.yaml", "from: [Talent]", "from: []", 5),
    ("relations/mentors.yaml", "from: [Talent]\n", "", 1),
    ("relations/mentors.yaml", "label: 帮带\n", "", 1),
    ("relations/mentors.yaml", "inverse: 导师", "inverse: 帮带", 3),
    ("relations/mentors.yaml", "inverse: 导师", "inverse: 导师\nsymmetric: true", 3),
    ("relations/mentors.yaml", "name: MENTORS", "name: mentors", 1),
    ("relations/mentors.yaml", "name: MENTORS", f"name: {'M' * 41}", 1),
    ("relations/mentors.yaml", "description: Teaches.", "description: Teaches.\ncolour: red", 5),
    ("relations/mentors.yaml", "since: {datatype: date", "since: {datatype: day", 8),
    ("relations/mentors.yaml", "since:", "Since:", 8),
    ("relations/mentors.yaml", "qualifiers:\n  since: {datatype: date, label: 起始}", "qualifiers: [since]", 7),
    ("types/talent.yaml", "label: 人才\n", "", 1),
    ("types/talent.yaml", "label: 人才", "label: ''", 2),
    ("types/talent.yaml", "label: 人才", "label: 人才\nlabel: 专家", 3),
    ("types/talent.yaml", "name: Talent", "name: 人才", 1),
    ("types/talent.yaml", "name: Talent", f"name: {'T' * 41}", 1),
    ("types/talent.yaml", "prefix: talent", "prefix: talent-x", 3),
    ("types/talent.yaml", "by_name: never", "by_name: sometimes", 6),
    ("types/talent.yaml", "keys: [code]", "keys: [number]", 7),
    ("types/talent.yaml", "keys: [code]", "keys: code", 7),
    ("types/talent.yaml", "identity:\n  by_name: never\n  keys: [code]", "identity: never", 5),
    ("types/talent.yaml", "  aliases: {datatype: string, label: 别名, multiple: true}\n", "", 8),
    ("types/talent.yaml", "label: 代码, ", "", 11),
    ("types/talent.yaml", "code: {datatype: string", "code: {datatype: text string", 11),
    ("types/talent.yaml", "code: {datatype: string", "code: {datatype: code", 11),
    ("types/talent.yaml", "sensitivity: personal", "sensitivity: secret", 11),
    ("types/talent.yaml", "sensitivity: personal", "secret: true", 11),
    ("types/talent.yaml", "  code: {datatype", "  search: {datatype: string, label: 检索}\n  code: {datatype", 11),
    ("types/talent.yaml", "  code: {datatype", "  title: {datatype: string, label: 题}\n  code: {datatype", 11),
    ("types/talent.yaml", "  code: {datatype", "  name: {datatype: string, label: 名}\n  code: {datatype", 11),
    ("types/talent.yaml", "vocabulary: sex", "vocabulary: gender", 12),
    ("types/talent.yaml", "multiple: true", "multiple: perhaps", 10),
    ("types/talent.yaml", "  sex: {datatype: code, vocabulary: sex, label: 性别}", "  sex: [datatype", 13),
    ("vocabularies/sex.yaml", "label: 女", "label: 男", 5),
    ("vocabularies/sex.yaml", "female: {label: 女}", "female: {label: 女, synonyms: [男性]}", 5),
    ("vocabularies/sex.yaml", "female: {label: 女}", "female: {label: 女, synonyms: 女性}", 5),
    ("vocabularies/sex.yaml", "female: {label: 女}", "female: 女", 5),
    ("vocabularies/sex.yaml", "female:", "女:", 5),
    (
        "vocabularies/sex.yaml",
        "codes:\n  male: {label: 男, synonyms: [男性]}\n  female: {label: 女}",
        "codes: [male]",
        3,
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "line"), FAULTS, ids=[f"{f}:{new[:40]}" for f, _, new, _ in FAULTS])
def test_a_fault_is_found_with_file_and_line(tmp_path: Path, file: str, old: str, new: str, line: int) -> None:
    assert old in FILES[file]
    write(tmp_path, {file: FILES[file].replace(old, new, 1)})
    with pytest.raises(OntologyError) as error:
        load(tmp_path)
    assert (Path(str(error.value.details["file"])), error.value.details["line"]) == (tmp_path / file, line)
    assert f"{Path(file).name}:{line}" in error.value.zh and f"{Path(file).name}:{line}" in error.value.en


COPIES = [
    ("types/other.yaml", TYPE.replace("prefix: talent", "prefix: other"), "name", 1),
    ("types/other.yaml", TYPE.replace("name: Talent", "name: Other"), "prefix", 3),
    ("relations/other.yaml", RELATION, "name", 1),
    ("relations/other.yaml", RELATION.replace("MENTORS", "TEACHES").replace("帮带", "教"), "inverse", 3),
    ("relations/other.yaml", RELATION.replace("MENTORS", "TEACHES").replace("导师", "老师"), "label", 2),
    ("relations/z.yaml", RELATION.replace("MENTORS", "B").replace("导师", "徒").replace("帮带", "导师"), "label", 2),
    ("vocabularies/zzz.yaml", VOCABULARY.replace("性别", "又"), "name", 1),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "what", "line"), COPIES)
def test_what_must_be_unique(tmp_path: Path, file: str, text: str, what: str, line: int) -> None:
    write(tmp_path, {file: text})
    with pytest.raises(OntologyError) as error:
        load(tmp_path)
    assert error.value.details["line"] == line
    assert what in error.value.en


@pytest.mark.parametrize("data", [b"\xff\xfe", b"name: \x00", b"", b"- a\n- b\n", b"just text", b"a: 1\n---\nb: 2\n"])
def test_what_is_no_yaml_mapping(tmp_path: Path, data: bytes) -> None:
    write(tmp_path, {})
    (tmp_path / "types" / "bad.yaml").write_bytes(data)
    with pytest.raises(OntologyError) as error:
        load(tmp_path)
    assert str(error.value.details["file"]).endswith("bad.yaml")


def test_the_digest_follows_the_files(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "copy")
    assert load(tmp_path / "copy").digest == ontology().digest
    path = tmp_path / "copy" / "types" / "talent.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert load(tmp_path / "copy").digest != ontology().digest


def test_the_shipped_ontology_fits_the_tables_it_is_kept_in() -> None:
    for name in (*ontology().relations, *(p for t in ontology().types.values() for p in t.properties)):
        assert len(name) <= 40
    for kind in ontology().types.values():
        assert len(kind.prefix) + 21 <= 40
