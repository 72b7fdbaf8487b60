"""Needs and services: one node a post and a record, with keys that last; and what parallel cells say of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.privacy import Vault
from ingest.content import Workbook
from ingest.mapping import RosterMapper
from tests.ingest.mapping.rosters import Cells, credit, keys, kinds, lines, map_rows, map_sheets, resident, sheet_of

NEEDS: Cells = ["用人单位", "信用代码", "岗位名称", "需求人数", "专业要求", "有效期"]
SERVICES: Cells = ["服务日期", "专家姓名", "专家单位", "服务对象", "服务内容"]


def test_equal_posts_are_needs_of_their_own_with_lasting_keys() -> None:
    rows: list[Cells] = [["甲公司", None, "会计", 1, None, None], ["甲公司", None, "会计", 1, None, None]]
    mapped, report = map_rows(NEEDS, *rows)
    assert kinds(report) == [(3, "duplicate_row")]
    assert keys(mapped, "Need") == ["f|Need|会计|甲公司", "f|Need|会计|甲公司#2"]
    moved, _ = map_rows(["目录"], [], NEEDS, ["乙公司", None, "会计", 1, None, None], *rows)
    assert keys(moved, "Need")[1:] == keys(mapped, "Need")


def test_a_code_is_the_owners_and_a_validity_the_needs() -> None:
    mapped, report = map_rows(
        NEEDS, ["甲公司（盖章）", credit(), "工程师、司机2名", "3人", "机械；不限", "2025.1-2025.12"]
    )
    assert not report.warnings
    assert lines(mapped) == [
        "工程师 kind post", "甲公司 code " + credit(), "甲公司 HAS_NEED Need:工程师", "工程师 count 3",
        "工程师 NEEDS Field:机械", "工程师 since 2025-01", "工程师 until 2025-12",
        "司机 kind post", "司机 count 2", "甲公司 code " + credit(), "甲公司 HAS_NEED Need:司机",
        "司机 NEEDS Field:机械", "司机 since 2025-01", "司机 until 2025-12",
    ]  # fmt: skip


def test_posts_in_one_cell_and_a_need_without_an_end() -> None:
    mapped, report = map_rows(NEEDS, ["甲公司", None, "会计、司机", 3, "不限", "长期"])
    assert not report.warnings
    assert lines(mapped, "count", "since", "until") == ["会计 count 3", "司机 count 3"]


def test_services_are_told_apart_by_what_they_say_not_by_their_row() -> None:
    rows: list[Cells] = [
        ["2024.3.1", "李娜", "云岭大学", "松岚县", "培训"],
        ["〃", "张伟", "云岭大学", "〃", "〃"],
        ["2024.3.2", "李娜", "云岭大学", "松岚县", "培训"],
    ]
    mapped, report = map_rows(SERVICES, *rows)
    moved, _ = map_rows(["台账"], SERVICES, *rows)
    assert not report.warnings and len(keys(mapped, "Service")) == 3
    assert keys(mapped, "Service") == keys(moved, "Service")


def test_parallel_lists_are_joined_one_by_one_or_reported() -> None:
    mapped, report = map_rows(
        SERVICES,
        ["2024.3.1", "李娜、张伟", "云岭大学、松岚县农业农村局", "香谷农业", "培训"],
        ["2024.3.2", "李娜、张伟、陈平", "云岭大学、松岚县农业农村局", "522729", "培训"],
        ["2024.3.3", "松岚县草果科技特派团", None, "松岚县苔岭镇", "=1+1"],
    )
    assert kinds(report) == [
        (3, "unmatched_list"), (4, "formula_like_text"),
        (3, "ambiguous_person"), (3, "ambiguous_person"), (3, "ambiguous_person"),
    ]  # fmt: skip
    assert lines(mapped, "WORKS_AT") == [
        "李娜 WORKS_AT Organization:云岭大学",
        "张伟 WORKS_AT Organization:松岚县农业农村局",
    ]
    assert "522729 RECEIVED Service:培训" in lines(mapped)
    team = "松岚县草果科技特派团"
    assert f"{team} PROVIDED Service:人才服务记录：{team}、松岚县苔岭镇" in lines(mapped)


def test_a_name_that_fits_several_people_of_the_file_is_reported() -> None:
    people = sheet_of(
        ["姓名", "性别", "工作单位"], ["李娜", "女", "云岭大学"], ["李娜", "女", "松岚县中医院"],
        ["张伟", "男", "云岭大学"],
        name="人才",
    )  # fmt: skip
    stations = sheet_of(
        ["平台名称", "依托单位", "首席专家"], ["草果专家工作站", "香谷农业", "李娜、张伟"],
        ["茶叶专家工作站", "云顶茶业", "李娜（云岭大学）"],
        name="平台",
    )  # fmt: skip
    report = map_sheets(people, stations).sheets[1]
    assert [(w.row, w.kind, w.detail) for w in report.warnings] == [(2, "ambiguous_person", "“李娜”")]


class Elsewhere:
    """Another file has the number for 滕爱华 and the one of 李娜 for her."""

    def count(self, name: str, unit: str) -> int:
        return 0

    def holders(self, numbers: Iterable[str]) -> Mapping[str, frozenset[str]]:
        known = {resident("19720109"): frozenset({"滕爱华"}), resident("19800101"): frozenset({"李 娜"})}
        return {number: known[number] for number in numbers if number in known}


def test_an_id_number_that_another_file_has_for_another_name_is_reported() -> None:
    sheet = sheet_of(
        ["姓名", "身份证号", "工作单位"],
        ["腾爱华", resident("19720109"), "州疾控中心"],
        ["李娜", resident("19800101"), "云岭大学"],
        ["张伟", resident("19900101"), "云岭大学"],
        ["张韦", resident("19900101"), "云岭大学"],
        name="人才",
    )
    mapper = RosterMapper(Vault(b"test key"), known=Elsewhere())
    mapped = mapper.map(Workbook("名册.xlsx", (sheet,)), origin="f")
    (report,) = mapped.sheets
    assert [(w.row, w.kind, w.detail) for w in report.warnings] == [
        (5, "id_name_conflict", ""), (2, "id_name_conflict", "已载入的文件中为“滕爱华”"),
    ]  # fmt: skip
    assert resident("19720109") not in str(report)
    assert f"腾爱华 id_number {resident('19720109')}" in lines(mapped), "the number is kept: who is right is not known"


def test_an_envoy_without_a_team_serves_the_place() -> None:
    header: Cells = ["特派员姓名", "派出单位", "所属特派团", "派驻县", "派驻时间"]
    mapped, _ = map_rows(
        header,
        ["李娜", "云岭大学", None, "松岚县", "2024.1-2024.12"],
        ["张伟", "云岭大学", "草果科技特派团", "松岚县", "长期"],
    )
    assert lines(mapped, "SERVES") == [
        "李娜 SERVES Region:松岚县 since=2024-01 until=2024-12", "草果科技特派团 SERVES Region:松岚县",
    ]  # fmt: skip
