"""What rows claim: people, enterprises, platforms; how they are told apart; and that nothing personal shows."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ontology import ontology
from graph.privacy import Vault
from graph.statements.encoding import StatementEncoder
from ingest.mapping.loading import tables
from ingest.mapping.masking import mask_text
from tests.ingest.mapping.rosters import Cells, credit, keys, kinds, lines, map_rows, map_sheets, resident, sheet_of

PEOPLE = ["姓名", "性别", "出生年月", "身份证号", "工作单位及职务", "联系电话", "备注"]


def test_a_person() -> None:
    mapped, report = map_rows(
        ["姓名", "性别", "出生年月", "籍贯", "学历", "工作单位及职务", "职称", "研究方向", "服务企业", "服务期限",
         "引进方式", "服务产业"],
        ["李　娜", "女", "1985.06", "云岭省松岚县", "本科", "云岭大学农学院副教授", "副教授", "草果栽培、草果加工",
         "香谷农业、松岚茶厂",
         "2023.5-2026.4", "柔性引进", "草果"],
    )  # fmt: skip
    assert not report.warnings
    assert lines(mapped) == [
        "李娜 sex female", "李娜 birth 1985-06", "李娜 NATIVE_OF Region:云岭省松岚县", "李娜 education bachelor",
        "李娜 post 农学院副教授", "李娜 WORKS_AT Organization:云岭大学 role=农学院副教授",
        "李娜 professional_title 副教授", "李娜 title_level deputy_senior",
        "李娜 EXPERT_IN Field:草果栽培", "李娜 EXPERT_IN Field:草果加工",
        "李娜 SERVES Enterprise:香谷农业 mode=flexible since=2023-05 until=2026-04",
        "李娜 SERVES Enterprise:松岚茶厂 mode=flexible since=2023-05 until=2026-04",
        "李娜 SERVES Industry:草果 mode=flexible since=2023-05 until=2026-04",
    ]  # fmt: skip
    assert {claim.method for claim in mapped.claims} == {"mapping:talent@1"}
    assert mapped.passages[0].locator == {"sheet": "Sheet1", "row": 2}
    assert mapped.passages[0].text.startswith("姓名：李 娜；性别：女；出生年月：****；籍贯：云岭省松岚县；学历：本科；")


def test_an_enterprise() -> None:
    mapped, report = map_rows(
        ["企业名称", "统一社会信用代码", "曾用名", "所属行业", "所在县（市）", "主营产品", "成立时间",
         "职工数", "人才需求", "联系电话"],
        ["松岚香谷农业有限公司", credit(), "松岚香料厂", "A017 香料作物种植", "松岚县", "草果；花椒", 2015,
         "58", "草果烘干工程师2名",
         "13800000001"],
    )  # fmt: skip
    assert not report.warnings and report.unknown_columns == ["联系电话"]
    name = "松岚香谷农业有限公司"
    assert lines(mapped) == [
        f"{name} code {credit()}", f"{name} aliases 松岚香料厂", f"{name} IN_INDUSTRY Industry:香料作物种植",
        f"{name} LOCATED_IN Region:松岚县", f"{name} business 草果；花椒", f"{name} founded 2015",
        f"{name} scale 职工58人",
        "草果烘干工程师 kind post", "草果烘干工程师 count 2", f"{name} HAS_NEED Need:草果烘干工程师",
        f"{name} private 联系电话：13800000001",
    ]  # fmt: skip
    assert "13800000001" not in mapped.passages[0].text


def test_a_wrong_code_does_not_lose_the_enterprise() -> None:
    wrong = credit()[:-1] + ("0" if credit()[-1] != "0" else "1")
    header = ["企业名称", "统一社会信用代码", "地址"]
    mapped, report = map_rows(
        header, ["甲公司", wrong, "松岚县云雾镇"], ["乙公司", credit(2), None], ["丙公司", credit(2), None]
    )
    assert report.accepted == 3 and kinds(report) == [(2, "bad_credit_code"), (4, "duplicate_code")]
    assert lines(mapped, "code", "LOCATED_IN") == [
        "甲公司 LOCATED_IN Region:松岚县", f"乙公司 code {credit(2)}", f"丙公司 code {credit(2)}",
    ]  # fmt: skip


def test_a_platform_with_its_people() -> None:
    mapped, report = map_rows(
        [
            "级别",
            "类型",
            "平台名称",
            "依托单位",
            "所在县市",
            "首席专家（单位）",
            "团队成员",
            "服务产业",
            "认定时间",
            "状态",
        ],
        [
            "省级",
            "专家工作站",
            "松岚草果专家工作站",
            "香谷农业",
            "松岚",
            "李娜（云岭大学）",
            "张伟（高级农艺师）\n陈平",
            "草果",
            44365,
            "正常",
        ],
        ["州级", None, "雾河高山茶科技小院", "雾河县茶叶协会", "雾河县", None, None, "高山茶", "2023年3月", None],
    )
    assert not report.warnings
    name = "松岚草果专家工作站"
    assert lines(mapped) == [
        f"{name} level provincial", f"{name} kind expert_station", f"{name} HOSTED_BY Enterprise:香谷农业",
        f"{name} LOCATED_IN Region:松岚", "李娜 WORKS_AT Organization:云岭大学",
        f"李娜 MEMBER_OF Platform:{name} role=首席专家", "张伟 professional_title 高级农艺师",
        "张伟 title_level deputy_senior",
        f"张伟 MEMBER_OF Platform:{name} role=成员", f"陈平 MEMBER_OF Platform:{name} role=成员",
        f"{name} SERVES Industry:草果", f"{name} approved 2021-06-18", f"{name} status 正常",
        "雾河高山茶科技小院 level prefecture", "雾河高山茶科技小院 HOSTED_BY Organization:雾河县茶叶协会",
        "雾河高山茶科技小院 LOCATED_IN Region:雾河县", "雾河高山茶科技小院 SERVES Industry:高山茶",
        "雾河高山茶科技小院 approved 2023-03", "雾河高山茶科技小院 kind science_backyard",
    ]  # fmt: skip
    assert "认定时间：2021-06-18" in mapped.passages[0].text


def test_a_second_year_and_a_second_role_are_kept() -> None:
    mapped, _ = map_rows(
        ["姓名", "性别", "工作单位", "入选人才工程（年份）"],
        ["李娜", "女", "云岭大学", "头雁计划（2019）、头雁计划（2022）、头雁计划（2022）"],
    )
    assert lines(mapped, "SELECTED_FOR") == [
        "李娜 SELECTED_FOR Programme:头雁计划 year=2019", "李娜 SELECTED_FOR Programme:头雁计划 year=2022",
    ]  # fmt: skip
    mapped, _ = map_rows(["平台名称", "级别", "首席专家", "团队成员"], ["松岚茶站", "省级", "李娜", "张伟、李娜"])
    assert lines(mapped, "MEMBER_OF") == [
        "李娜 MEMBER_OF Platform:松岚茶站 role=首席专家", "张伟 MEMBER_OF Platform:松岚茶站 role=成员",
        "李娜 MEMBER_OF Platform:松岚茶站 role=成员",
    ]  # fmt: skip


def test_platforms_of_a_generic_name_are_told_apart_by_their_hosts() -> None:
    header = ["平台名称", "级别", "依托单位", "首席专家"]
    mapped, report = map_rows(
        header,
        ["专家工作站", "州级", "甲公司", "李娜"],
        ["专家工作站", "州级", "乙公司", "李娜"],
        ["松岚草果专家工作站", "州级", "乙公司", ""],
    )
    assert not report.warnings
    assert len(keys(mapped, "Platform")) == 3 and len(keys(mapped, "Talent")) == 2
    assert keys(mapped, "Platform")[2] == "Platform|松岚草果专家工作站"


def test_the_units_of_experts_may_stand_in_a_column_of_their_own() -> None:
    mapped, _ = map_rows(
        ["平台名称", "级别", "所在县", "专家姓名", "专家单位"],
        ["甲站", "省级", "松岚县", "李娜、张伟", "云岭大学、松岚茶厂"],
        ["乙站", "省级", "松岚县", "陈平、何静", "云岭大学茶学院"],
    )
    assert lines(mapped, "WORKS_AT") == [
        "李娜 WORKS_AT Organization:云岭大学", "张伟 WORKS_AT Enterprise:松岚茶厂",
        "陈平 WORKS_AT Organization:云岭大学", "何静 WORKS_AT Organization:云岭大学",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (["李娜", "女", "1975.05", resident("19750301", "女"), "", "", ""], "出生年月", "birth_id_mismatch"),
        (["李娜", "男", "1975.03", resident("19750301", "女"), "", "", ""], "性别", "sex_id_mismatch"),
        (["李娜", "女", 1975.1, "", "", "", ""], "出生年月", "ambiguous_date"),
        (["李娜", "女", "不详", resident("19750301", "女"), "", "", ""], "出生年月", "unparsed_date"),
        (["李娜", "女", "", "E1234567", "", "", ""], "身份证号", "not_resident_id"),
        (["李娜", "女", "", "", "", "1380000000", ""], "联系电话", "bad_phone"),
        (["李娜", "女", "", "", "", "1.38E+10", ""], "联系电话", "precision_lost"),
    ],
)
def test_doubts_about_a_person(row: Cells, column: str, expected: str) -> None:
    mapped, report = map_rows(PEOPLE, row)
    assert [(w.column, w.kind) for w in report.warnings] == [(column, expected)]
    assert report.accepted == 1
    if row[3] and expected != "not_resident_id":
        assert "李娜 birth 1975-03-01" in lines(mapped) or expected == "sex_id_mismatch"


def test_an_id_number_decides_between_january_and_october() -> None:
    mapped, report = map_rows(PEOPLE, ["李娜", "女", 1975.1, resident("19751008", "女"), "", "", ""])
    assert not report.warnings and "李娜 birth 1975-10-08" in lines(mapped)


def test_one_id_number_with_two_names() -> None:
    number = resident("19750301")
    mapped, report = map_rows(
        PEOPLE,
        ["罗文斌", "男", "1975.03", number, "州农科院", "", ""],
        ["罗文彬", "男", "1975.03", number, "州农科院", "", ""],
        ["陈平", "男", "1980.01", number, "云岭大学", "", ""],
    )
    assert kinds(report) == [(3, "id_name_conflict"), (4, "id_name_conflict"), (4, "birth_id_mismatch")]
    # A like name of the same birth is the same person written otherwise; the third has another's number.
    assert lines(mapped, "id_number", "birth")[2:] == [
        "罗文彬 birth 1975-03-01", f"罗文彬 id_number {number}", "陈平 birth 1980-01",
    ]  # fmt: skip


def test_namesakes_keep_apart_and_equal_rows_fall_together() -> None:
    mapped, report = map_rows(
        PEOPLE,
        ["张伟", "男", "1975.03", resident("19750301"), "云岭大学", "", ""],
        ["张伟", "男", "1983.11", "", "州人民医院", "", ""],
        ["张伟", "男", "1983.11", "", "松岚茶厂", "", ""],
        ["张伟", "男", "", "", "青禾师院", "", ""],
        ["张伟", "男", "", "", "", "", ""],
        ["张伟", "男", "", "", "", "", "另一人"],
        ["张 伟", "男", "1975.03", resident("19750301"), "云大", "", ""],
    )
    assert len(keys(mapped, "Talent")) == 6
    assert kinds(report) == [(8, "duplicate_row")]


def test_keys_are_equal_when_a_file_is_read_again_or_corrected_elsewhere_in_a_row() -> None:
    row = ["张伟", "男", "1975.03", resident("19750301"), "云岭大学", "13800000001", ""]
    corrected = ["张伟", "男", "1975.3.1", resident("19750301"), "云岭大学茶学院", "13800000002", "已核"]
    first, again, later = (map_rows(PEOPLE, cells)[0] for cells in (row, row, corrected))
    assert first.claims == again.claims
    assert keys(first, "Talent") == keys(later, "Talent")
    elsewhere = map_sheets(sheet_of(PEOPLE, row), origin="g")
    assert keys(first, "Talent") != keys(elsewhere, "Talent")
    assert not re.search(r"1975|530000", "".join(keys(first, "Talent")))


def test_personal_values_stand_nowhere_but_in_claims() -> None:
    number = resident("19831120")
    mapped, report = map_rows(
        [*PEOPLE, "年龄", "家庭住址", "银行账号"],
        ["张伟", "女", "1983.12", number, "云岭大学", "138 0000 0009、1380000",
         f"换号13800000008，证{number}", 41, "雾河路1号",
         "6200000000000000001"],
    )  # fmt: skip
    shown = json.dumps([report.to_json(), [p.text for p in mapped.passages]], ensure_ascii=False)
    for secret in (number, "1983", "0000009", "00000008", "1380000", "雾河路", "62000", "41"):
        assert secret not in shown.replace("138****", "")
    assert "换号138****0008，证53****" in mapped.passages[0].text


@given(
    st.text(alphabet="0123456789Xx 张伟，：-", max_size=20),
    st.sampled_from([resident("19900909"), "13800000123", "13800000124"]),
)
def test_numbers_are_masked_wherever_they_stand(around: str, secret: str) -> None:
    text = f"{around}，{secret}；{around}"
    assert secret not in mask_text(text)


def test_characters_that_cannot_be_shown_are_no_part_of_a_name() -> None:
    mapped, report = map_rows(
        ["企业名称", "信用代码", "产品"], ["香谷\x00农业\ud800有限公司", None, "红茶"], ["\x00", None, "绿茶"]
    )
    assert report.accepted == 1 and [r.kind for r in report.rejected] == ["missing_key"]
    assert [c.value for c in mapped.claims if c.predicate == "name"] == ["香谷农业有限公司"]


CELLS: Any = (
    st.none() | st.integers(-(10**18), 10**18) | st.floats() | st.booleans() | st.dates() | st.datetimes()
    | st.text(max_size=30)
    | st.sampled_from(["张伟", "同上 讲师", "=A1", "#N/A", "甲、乙（丙）", "云岭大学教授", "（", "。。", "2024-"])
    | st.just(resident())
)  # fmt: skip
HEADERS = [column.headings[0] for table in tables() for column in table.columns.values()]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_cells_hold_rows_are_accounted_for_and_claims_are_valid(data: st.DataObject) -> None:
    header = data.draw(st.lists(st.sampled_from(HEADERS), min_size=3, max_size=12, unique=True))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=6))
    mapped, report = map_rows(header, *rows)
    encoder = StatementEncoder(ontology(), Vault(b"test key"))
    named = {(c.subject, c.passage) for c in mapped.claims if c.predicate == "name"}
    for claim in mapped.claims:
        encoder.encode(claim)
        ends = [claim.subject, *([claim.object] if claim.object else [])]
        assert all((end, claim.passage) in named for end in ends)
    assert report.accepted == len(mapped.passages) == report.data_rows - len(report.rejected)
    json.dumps(report.to_json())
