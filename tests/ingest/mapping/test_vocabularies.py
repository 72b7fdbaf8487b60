"""Words of vocabularies as rosters write them, levels of titles and skills, and what no vocabulary knows."""

from __future__ import annotations

import pytest

from tests.ingest.mapping.rosters import kinds, lines, map_rows

PEOPLE = [
    "姓名",
    "性别",
    "工作单位",
    "职称",
    "职称级别",
    "技能等级",
    "学历",
    "学位",
    "人才队伍",
    "服务单位",
    "引才方式",
]


def person(**cells: str) -> tuple[list[str], list[tuple[int, str]]]:
    """What is said of a person with some cells filled, and the warnings."""
    row = [cells.get(heading) for heading in PEOPLE]
    mapped, report = map_rows(PEOPLE, ["李娜", "女", "云岭大学", *row[3:]])
    told = [line.removeprefix("李娜 ") for line in lines(mapped)]
    return [line for line in told if not line.startswith(("sex", "WORKS_AT"))], kinds(report)


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("研究员", "senior"), ("正高级农艺师", "senior"), ("高级农艺师", "deputy_senior"), ("副高级", "deputy_senior"),
        ("主治医师（2015年取得）", "intermediate"), ("工程师、高级工程师", "deputy_senior"), ("助工", "junior"),
        ("高级农业经济师", "deputy_senior"),
    ],
)  # fmt: skip
def test_a_title_has_the_level_of_the_highest(title: str, level: str) -> None:
    told, warnings = person(职称=title)
    assert f"title_level {level}" in told and not warnings


def test_the_level_that_a_column_gives_holds_and_a_difference_is_reported() -> None:
    assert person(职称="农艺师", 职称级别="中级") == (
        ["professional_title 农艺师", "title_level intermediate"], [],
    )  # fmt: skip
    told, warnings = person(职称="农艺师", 职称级别="副高")
    assert told == ["professional_title 农艺师", "title_level deputy_senior"]
    assert warnings == [(2, "title_level_mismatch")]


def test_a_title_that_nobody_knows_is_kept_and_reported() -> None:
    assert person(职称="首席品鉴官") == (["professional_title 首席品鉴官"], [(2, "unknown_title")])


@pytest.mark.parametrize(
    ("skill", "level"),
    [
        ("高级技师", "senior_technician"), ("一级/高级技师", "senior_technician"),
        ("电工高级技师", "senior_technician"), ("三级", "senior_worker"),
        ("中级工（四级）", "intermediate_worker"), ("技师", "technician"),
    ],
)  # fmt: skip
def test_grades_of_skilled_workers(skill: str, level: str) -> None:
    told, warnings = person(技能等级=skill)
    assert f"skill_level {level}" in told and not warnings
    if skill == "高级技师":
        assert "skill_level senior_technician" in person(职称=skill)[0]


@pytest.mark.parametrize(
    ("heading", "text", "said"),
    [
        ("学历", "在职研究生学历", "education master"),
        ("学历", "全日制大学本科", "education bachelor"),
        ("学历", "大专（函授）", "education college"),
        ("学历", "职高", "education secondary"),
        ("学位", "农学博士", "degree doctor"),
        ("学位", "工商管理硕士（MBA）", "degree master"),
        ("人才队伍", "农村实用人才", "talent_group rural"),
        ("人才队伍", "企业经营管理人才、高技能人才", "talent_group enterprise_management"),
        ("人才队伍", "社会工作专业人才", "talent_group social_work"),
    ],
)
def test_words_of_vocabularies_in_longer_texts(heading: str, text: str, said: str) -> None:
    told, warnings = person(**{heading: text})
    assert said in told and not warnings


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("周末工程师", "weekend_engineer"), ("假日专家", "weekend_engineer"), ("候鸟型人才", "seasonal_expert"),
        ("技术顾问", "consultant"), ("柔性引进（顾问）", "flexible"), ("兼职兼薪", "part_time"),
        ("揭榜", "open_competition"),
        ("退休返聘", "rehired"), ("短期讲学", "short_visit"), ("挂职锻炼", "secondment"), ("项目联合攻关", "project"),
    ],
)  # fmt: skip
def test_engagement_modes_have_many_names(text: str, mode: str) -> None:
    told, warnings = person(服务单位="甲公司", 引才方式=text)
    assert told == [f"SERVES Enterprise:甲公司 mode={mode}"] and not warnings


@pytest.mark.parametrize(("heading", "text"), [("学历", "博士在读"), ("学位", "肄业"), ("人才队伍", "A类")])
def test_what_a_vocabulary_lacks_is_kept_under_its_heading_and_reported(heading: str, text: str) -> None:
    assert person(**{heading: text}) == ([f"extra {heading}：{text}"], [(2, "unknown_value")])


def test_unknown_columns_are_kept_under_their_heading_and_personal_ones_sealed() -> None:
    mapped, report = map_rows(
        ["姓名", "性别", "工作单位", "民族", "开户银行账号", "备注", "序号"],
        ["李娜", "女", "云岭大学", "苗族", "6222000011112222", "手机13800000001，可\n随时联系", 1],
    )
    assert report.unknown_columns == ["民族", "开户银行账号", "备注"]
    assert [line for line in lines(mapped) if " extra " in line or " private " in line] == [
        "李娜 extra 民族：苗族", "李娜 private 开户银行账号：6222000011112222",
        "李娜 extra 备注：手机138****0001，可 随时联系",
    ]  # fmt: skip


def test_text_like_a_formula_is_kept_and_a_bullet_is_no_part_of_a_name() -> None:
    mapped, report = map_rows(
        ["企业名称", "统一社会信用代码", "所在地区", "主营产品", "曾用名"],
        ["-香谷农业有限公司", None, "松岚县", "=cmd|' /C calc'!A0", "@SUM(1)"],
        ["=1+1", None, "松岚县", None, None],
    )
    name = "香谷农业有限公司"
    assert lines(mapped) == [
        f"{name} LOCATED_IN Region:松岚县", f"{name} business =cmd|' /C calc'!A0", f"{name} extra 曾用名：@SUM(1)",
    ]  # fmt: skip
    assert {kind for _, kind in kinds(report)} == {"formula_like_text"}
    assert [(finding.row, finding.kind) for finding in report.rejected] == [(3, "invalid_key")]


def test_columns_known_but_without_a_place_are_kept_too() -> None:
    mapped, _ = map_rows(
        ["用人单位", "岗位名称", "需求人数", "薪酬待遇", "联系人", "截止时间"],
        ["甲公司", "会计", 1, "年薪10万", "王芳", "满员为止"],
    )
    assert lines(mapped, "extra", "private", "until") == [
        "会计 extra 薪酬待遇：年薪10万", "会计 private 联系人：王芳", "会计 extra 截止时间：满员为止",
    ]  # fmt: skip
    assert "王芳" not in mapped.passages[0].text
