"""What personal data leaves behind on disk: sealed values nowhere in the clear, an erased person nowhere at all.

These tests look into the files themselves, as whoever steals the disk would.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from graph.model.claims import Claim, Mention
from graph.services import erasure
from graph.services.entities import get_entity, search
from graph.services.workspace import Workspace, open_workspace
from graph.settings import Settings
from graph.statements.erasure import erase
from graph.statements.sources import get_source
from ingest.file_report import FileReport
from ingest.pipeline import Pipeline
from tests.support import METHOD, content, make_ledger, mention

WEI = mention("Talent", "章惟一")
PERSONAL = {"id_number": "530101197001010011", "phone": "13812345678", "birth": "1970-01-02"}
HEADER = ["姓名", "性别", "出生年月", "身份证号", "联系电话", "工作单位"]
ROW = ["章惟一", "男", "1970.01", "53010119700101001X", "13812345678", "青禾州农业科学研究所"]
OTHER = ["李娜", "女", "1980.02", "", "13900000000", "松岚县人民医院"]


def on_disk(folder: Path, needle: str) -> list[str]:
    """The files in which a text stands, in UTF-8 or as JSON escapes it."""
    forms = {needle.encode(), needle.encode("unicode_escape")}
    files = (p for p in folder.rglob("*") if p.is_file())
    return sorted(p.name for p in files if any(form in p.read_bytes() for form in forms))


def checkpoint(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def load(work: Workspace, path: Path) -> FileReport:
    report = Pipeline(work.ledger, work.vault).load(path, origin=path.as_uri(), actor="test")
    work.projector.follow()
    return report


def erase_person(work: Workspace, name: str) -> None:
    """As the command does it."""
    person = search(work, name, types=["Talent"])[0].entity
    erasure.erase_person(work, person.id, actor="test")


def shape(value: object) -> object:
    """A JSON value with its texts left out."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    return [shape(item) for item in value] if isinstance(value, list) else type(value)


def roster(path: Path, *rows: list[str]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def work(home: Path) -> Iterator[Workspace]:
    home.mkdir()
    with open_workspace(Settings(home=home)) as work:
        yield work


@pytest.mark.parametrize("name", list(PERSONAL))
def test_personal_values_are_sealed(tmp_path: Path, name: str) -> None:
    ledger = make_ledger(tmp_path)
    claims = [Claim(WEI, name, 0, METHOD, value=PERSONAL[name])]
    ledger.add_source(content("file", claims, names={WEI: "章惟一"}), actor="test")
    assert on_disk(tmp_path, "章惟一"), "what is not personal can be found, so the search works"
    assert on_disk(tmp_path, PERSONAL[name]) == []
    ledger.engine.dispose()


def test_a_rosters_personal_columns_are_in_no_file(work: Workspace, home: Path, tmp_path: Path) -> None:
    load(work, roster(tmp_path / "名册.csv", ROW, ROW, OTHER, ["", *ROW[1:]]))
    work.store.close()
    assert on_disk(home, "章惟一")
    for value in (ROW[3], ROW[4], OTHER[4], ROW[3][:17], "1970-01", "1970.01"):
        assert on_disk(home, value) == [], value


def test_an_erased_person_is_in_no_file(work: Workspace, home: Path, tmp_path: Path) -> None:
    load(work, roster(tmp_path / "名册.csv", ROW, OTHER))
    erase_person(work, "章惟一")
    checkpoint(work.ledger.engine)
    work.store.close()
    assert on_disk(home, "章惟一") == []
    assert on_disk(home, "zhangweiyi") == []
    assert on_disk(home, "李娜"), "the others stay"


def test_no_report_keeps_the_name_of_an_erased_person(work: Workspace, home: Path, tmp_path: Path) -> None:
    """A row given twice is a finding, and findings show the cell."""
    report = load(work, roster(tmp_path / "名册.csv", ROW, ROW, OTHER))
    assert report.counts["warned"], "the example must have a finding"
    erase_person(work, "章惟一")
    checkpoint(work.ledger.engine)
    work.store.close()
    assert on_disk(home, "章惟一") == []


def test_erasing_reaches_what_retracted_files_said(work: Workspace, home: Path, tmp_path: Path) -> None:
    """The graph no longer knows of it, but it is still the same person's data."""
    first = load(work, roster(tmp_path / "旧名册.csv", ROW))
    load(work, roster(tmp_path / "名册.csv", ROW, OTHER))
    assert first.source_id
    work.ledger.retract(first.source_id, actor="test")
    work.projector.follow()
    erase_person(work, "章惟一")
    checkpoint(work.ledger.engine)
    work.store.close()
    assert on_disk(home, "章惟一") == []


def test_erasing_reaches_a_name_written_with_spaces(work: Workspace, home: Path) -> None:
    """Rosters and reports set two-character names wide: 章 惟."""
    wide = mention("Talent", "章惟")
    said = content("file", [], names={wide: "章惟"}, text="专家章 惟到县指导。")
    work.ledger.add_source(said, actor="test")
    work.projector.follow()
    erase_person(work, "章惟")
    checkpoint(work.ledger.engine)
    work.store.close()
    assert on_disk(home, "章 惟") == []


def test_erasing_reaches_what_is_told_of_things_that_carry_the_name(work: Workspace, home: Path) -> None:
    """A service record may be named after who gave it; only its link to the person is the person's own statement."""
    record = Mention("Service", "file|Service|章惟一培训", local=True)
    claims = [Claim(WEI, "PROVIDED", 0, METHOD, object=record), Claim(record, "content", 0, METHOD, value="章惟一讲课")]
    said = content("file", claims, names={WEI: "章惟一", record: "章惟一的培训"}, text="章惟一讲课。")
    work.ledger.add_source(said, actor="test")
    work.projector.follow()
    erase_person(work, "章惟一")
    checkpoint(work.ledger.engine)
    work.store.close()
    assert on_disk(home, "章惟一") == []


@pytest.mark.postgres
def test_a_server_holds_no_personal_value_either(postgres_url: str) -> None:
    ledger = make_ledger(postgres_url)
    claims = [Claim(WEI, name, 0, METHOD, value=value) for name, value in PERSONAL.items()]
    ledger.add_source(content("file", claims, names={WEI: "章惟一"}), actor="test")
    with ledger.engine.connect() as connection:
        rows = connection.execute(text("SELECT s::text FROM statement s")).scalars().all()
    assert len(rows) == 4
    assert not [row for row in rows for value in PERSONAL.values() if value in row]
    ledger.engine.dispose()


def test_two_things_named_after_erased_people_stay_two(work: Workspace, tmp_path: Path) -> None:
    """With their experts' names blacked out, their own names look alike; they are no more one for that."""
    names = {WEI: "章惟一", mention("Talent", "顾明远"): "顾明远"}
    stations = {mention("Platform", f"{name}专家工作站"): f"{name}专家工作站" for name in names.values()}
    for (person, name), (station, called) in zip(names.items(), stations.items(), strict=True):
        member = Claim(person, "MEMBER_OF", 0, METHOD, object=station)
        said = content(name, [member], names={person: name, station: called}, text=f"{called}由{name}牵头。")
        work.ledger.add_source(said, actor="test")
    work.projector.follow()
    for name in names.values():
        erase_person(work, name)
    assert len(search(work, "专家工作站", types=["Platform"])) == 2


@pytest.mark.parametrize("name", ["An", "Row", "kind", "1"])
def test_a_report_stays_readable_whatever_the_name(work: Workspace, tmp_path: Path, name: str) -> None:
    """A foreign expert's short name may be a part of the words that reports are made of."""
    report = load(work, roster(tmp_path / "名册.csv", ROW, ROW, OTHER))
    assert report.source_id
    before = get_source(work.ledger.engine, report.source_id).report
    person = search(work, "章惟一", types=["Talent"])[0].entity
    mentions = get_entity(work, person.id).mentions
    erase(work.ledger, mentions, [name], actor="test")
    after = get_source(work.ledger.engine, report.source_id).report
    assert shape(after) == shape(before)


def test_a_withdrawn_mistake_does_not_take_another_person_along(work: Workspace) -> None:
    """A file that was retracted for giving 李娜 the number of 章惟一 makes them no one person now."""
    institute, number = mention("Organization", "州农科所"), PERSONAL["id_number"]
    na, mistaken = mention("Talent", "李娜"), mention("Talent", "李娜", "李娜 in a bad file")

    def said(origin: str, person: Mention, name: str, *more: Claim) -> str:
        claims = [Claim(person, "WORKS_AT", 0, METHOD, object=institute), *more]
        named = {person: name, institute: "州农科所"}
        return work.ledger.add_source(content(origin, claims, names=named, text=f"{name}。"), actor="test").id

    bad = said("bad", mistaken, "李娜", Claim(mistaken, "id_number", 0, METHOD, value=number))
    work.ledger.retract(bad, actor="test")
    said("one", WEI, "章惟一", Claim(WEI, "id_number", 0, METHOD, value=number))
    said("two", na, "李娜")
    work.projector.follow()
    erase_person(work, "章惟一")
    assert [hit.entity.name for hit in search(work, "李娜")] == ["李娜"]
