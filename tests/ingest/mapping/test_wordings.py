"""Headings and cells in wordings that no list has: what they are about decides, not how they are put."""

from __future__ import annotations

import pytest

from ingest.mapping.headings import cores, forms
from ingest.mapping.placeholders import is_placeholder
from tests.ingest.mapping.rosters import Cells, kinds, lines, map_rows, map_sheets, sheet_of


@pytest.mark.parametrize(
    ("heading", "core"),
    [
        ("入选各级人才计划名称及年度", "人才计划"), ("所需专业", "专业"), ("首席专家及单位", "首席专家"),
        ("从事专业领域", "专业领域"), ("现供职单位", "供职单位"), ("拟引进数量", "引进数量"),
        ("批复级别", "级别"), ("进站团队成员及其单位", "团队成员"),
    ],
)  # fmt: skip
def test_a_heading_is_reduced_to_what_it_is_about(heading: str, core: str) -> None:
    assert core in [found for form in forms(heading) for found in cores(form)]


@pytest.mark.parametrize("heading", ["建站时间", "年龄及其他条件", "现单位", "姓名"])
def test_what_says_too_little_is_no_heading(heading: str) -> None:
    assert not {"时间", "条件", "单位"} & {found for form in forms(heading) for found in cores(form)}


@pytest.mark.parametrize(
    ("heading", "text", "said"),
    [
        ("从事专业领域", "茶树育种", "EXPERT_IN Field:茶树育种"),
        ("目前研究领域", "茶树育种", "EXPERT_IN Field:茶树育种"),
        ("主要技术专长", "茶树育种", "EXPERT_IN Field:茶树育种"),
        ("入选各级人才计划名称及年度", "某某计划（2021）", "SELECTED_FOR Programme:某某计划 year=2021"),
        ("入选市级以上人才工程情况", "某某工程", "SELECTED_FOR Programme:某某工程"),
        ("获得荣誉称号及时间", "先进工作者（2021年）", "SELECTED_FOR Honor:先进工作者 year=2021"),
        ("家乡（乡镇）", "长顺县", "NATIVE_OF Region:长顺县"),
        ("目前供职单位", "云岭大学", "WORKS_AT Organization:云岭大学"),
        ("专业技术任职资格", "副研究员", "title_level deputy_senior"),
    ],
)
def test_columns_of_people(heading: str, text: str, said: str) -> None:
    unit: Cells = [] if "单位" in heading else ["工作单位"]
    mapped, report = map_rows(
        ["姓名", "性别", heading, *unit, "最高学位"], ["李娜", "女", text, *(["云岭大学"] if unit else []), "博士"]
    )
    assert report.table == "talent" and f"李娜 {said}" in lines(mapped)


@pytest.mark.parametrize(
    "cell",
    [
        "云岭大学：李娜、张伟；松岚县农科所：陈平",
        "云岭大学: 李娜，张伟\n松岚县农科所：陈平",
        "李娜，云岭大学\n张伟，云岭大学\n陈平，松岚县农科所",
        "李娜（云岭大学）、张伟（云岭大学）、陈平\n（松岚县农科所）",
        "李娜 云岭大学；张伟 云岭大学；陈平 松岚县农科所",
        "云岭大学李娜、云岭大学张伟、松岚县农科所陈平",
        "云岭大学：李娜、张伟\n松岚县农科所：陈平",
        "李娜/云岭大学/教授；张伟/云岭大学/讲师；陈平/松岚县农科所/研究员",
        "李娜 云岭大学 教授\n张伟 云岭大学 讲师\n研究员 陈平 松岚县农科所",
    ],
)
def test_people_and_their_units_in_one_cell(cell: str) -> None:
    mapped, _ = map_rows(
        ["团名称", "服务县", "服务产业", "团长及单位", "队员及单位"],
        ["松岚县茶叶科技特派团", "松岚县", "茶叶", "何启明（云岭大学）", cell],
    )
    assert lines(mapped, "WORKS_AT")[1:] == [
        "李娜 WORKS_AT Organization:云岭大学", "张伟 WORKS_AT Organization:云岭大学",
        "陈平 WORKS_AT Organization:松岚县农科所",
    ]  # fmt: skip


def test_the_unit_and_title_below_a_person_s_heading_are_that_person_s() -> None:
    rows: list[Cells] = [
        ["序号", "名称", "类型", "建站单位", "领衔专家", None, None, "所在县区"],
        [None, None, None, None, "姓名", "所在单位", "职务职称", None],
        [1, "松岚茶叶专家工作站", "专家工作站", "香谷农业有限公司", "李娜", "云岭大学", "教授", "松岚县"],
    ]
    merged = ((1, 4, 1, 6), *((1, column, 2, column) for column in (0, 1, 2, 3, 7)))
    mapped, report = map_rows(*rows, merged=merged)
    assert (report.table, report.header_rows, report.unknown_columns) == ("platform", [1, 2], [])
    assert "李娜 WORKS_AT Organization:云岭大学" in lines(mapped)
    assert "李娜 title_level senior" in lines(mapped)


def test_a_name_below_the_heading_of_a_body_is_the_body_s() -> None:
    rows: list[Cells] = [
        ["用人单位", None, "需求情况", None, "引才方式"],
        ["企业全称", "信用代码", "招聘岗位", "所需人数", None],
        ["香谷农业有限公司", None, "会计", "2人", "全职"],
    ]
    mapped, report = map_rows(*rows, merged=((1, 0, 1, 1), (1, 2, 1, 3), (1, 4, 2, 4)))
    assert report.table == "need" and not report.unknown_columns
    assert "香谷农业有限公司 HAS_NEED Need:会计" in lines(mapped) and "会计 count 2" in lines(mapped)


def test_recent_dates_are_nobody_s_birth_and_spans_have_many_names() -> None:
    header: list[Cells] = [
        ["姓名", "派出单位", "派驻县", "服务团名称", "派驻时间", None],
        [None, None, None, None, "起始时间", "终止时间"],
    ]
    merged = ((1, 4, 1, 5), *((1, column, 2, column) for column in range(4)))
    mapped, _ = map_rows(*header, ["李娜", "云岭大学", "松岚县", "松岚县医疗服务团", "2024.3", "2025.2"], merged=merged)
    assert "李娜 MEMBER_OF Platform:松岚县医疗服务团 since=2024-03 until=2025-02" in lines(mapped)
    assert not lines(mapped, "birth")


@pytest.mark.parametrize(
    ("text", "unit", "role"),
    [
        ("四川大学华西医院主任医师", "四川大学华西医院", "主任医师"),
        ("浙江大学医学院附属第二医院", "浙江大学医学院附属第二医院", ""),
        ("中国科学院西双版纳热带植物园副研究员", "中国科学院西双版纳热带植物园", "副研究员"),
        ("昆医大附一院主任医师", "昆医大附一院", "主任医师"),
        ("云岭大学教授", "云岭大学", "教授"),
        ("云岭大学农学院院长", "云岭大学", "农学院院长"),
    ],
)
def test_where_a_unit_s_name_ends(text: str, unit: str, role: str) -> None:
    mapped, _ = map_rows(["姓名", "性别", "工作单位及职务"], ["李娜", "女", text])
    assert lines(mapped, "WORKS_AT") == [f"李娜 WORKS_AT Organization:{unit}" + (f" role={role}" if role else "")]


@pytest.mark.parametrize("name", ["待补报", "待核实", "拟引进", "空岗", "待选派", "暂无人选"])
def test_words_for_nobody_are_no_names(name: str) -> None:
    _, report = map_rows(["姓名", "性别", "工作单位"], [name, None, "云岭大学"], ["李娜", "女", "云岭大学"])
    assert [(finding.row, finding.kind) for finding in report.rejected] == [(2, "invalid_key")]


def test_a_signature_with_a_day_ends_the_table() -> None:
    _, report = map_rows(["姓名", "性别", "工作单位"], ["李娜", "女", "云岭大学"], ["县委人才办　李涛　2024.8.1"])
    assert [(row.row, row.kind) for row in report.skipped_rows] == [(3, "footer")] and not kinds(report)


def test_the_first_of_several_things_that_a_heading_asks_for_is_what_the_column_is_about() -> None:
    mapped, report = map_rows(
        ["用工企业", "岗位名称及需求数", "学历、专业要求", "用人方式"],
        ["云岭茶业有限公司", "制茶师2名", "大专，茶学", "全职"],
    )
    assert report.table == "need" and "制茶师 count 2" in lines(mapped)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (["全年合计", "3人"], "total"), ([None, "共计5人"], "total"), (["共 4 项"], "total"), (["累计", 3], "total"),
        (["松岚县工商联  经办人：李娜"], "footer"), (["分管领导：", None, "填表人：李娜"], "footer"),
        (["镇党建办  填表人：李娜"], "footer"), (["部门负责人（签字）：", None, "电话："], "footer"),
    ],
)  # fmt: skip
def test_sums_and_signatures_in_the_words_of_other_offices(row: Cells, kind: str) -> None:
    _, report = map_rows(
        ["姓名", "性别", "工作单位", "职称", "籍贯"], ["李娜", "女", "云岭大学", "教授", "长顺县"], row
    )
    assert ([(s.row, s.kind) for s in report.skipped_rows], report.accepted) == ([(3, kind)], 1)


def test_a_row_of_nothing_but_parts_belongs_to_the_header_even_where_no_cells_are_merged() -> None:
    mapped, report = map_rows(
        ["开展日期", None, "参与专家", "受众", "活动内容"],
        ["起", "止", None, None, None],
        ["2024-01-18", "2024-01-19", "李娜（云岭大学）", "松岚县农科所", "茶园管护"],
    )
    assert (report.table, report.header_rows, report.accepted) == ("service", [1, 2], 1)
    assert "茶园管护 date 2024-01-18" in lines(mapped)


@pytest.mark.parametrize("cell", ["李娜—云岭大学", "李娜 – 云岭大学；", "云岭大学—李娜", "李娜｜云岭大学"])
def test_a_dash_between_a_name_and_a_unit(cell: str) -> None:
    mapped, _ = map_rows(["平台名称", "级别", "依托单位", "骨干成员"], ["云岭茶叶工作站", "市级", "松岚县农科所", cell])
    assert lines(mapped, "WORKS_AT") == ["李娜 WORKS_AT Organization:云岭大学"]


@pytest.mark.parametrize("cell", ["李娜（副队长）", "李娜  副队长", "李 娜 副队长"])
def test_what_someone_is_in_a_team_stands_behind_the_name(cell: str) -> None:
    mapped, _ = map_rows(
        ["队别", "队员姓名及职务", "选派单位及科室", "派驻县区"], ["云岭医疗队", cell, "松岚县医院 儿科", "长顺县"]
    )
    assert {"李娜 post 副队长", "李娜 WORKS_AT Organization:松岚县医院"} <= set(lines(mapped))


def test_numbered_people_each_with_a_unit_beside() -> None:
    mapped, report = map_rows(
        ["特派团名称", "首席专家", None, "团员一", None, "团员二", None, "主攻产业"],
        [None, "姓名", "单位及职称", "姓名", "单位", "姓名", "单位", None],
        ["云岭茶叶特派团", "李娜", "云岭大学教授", "张伟", "松岚县农科所", "陈平", "青禾学院", "茶叶"],
        merged=((1, 1, 1, 2), (1, 3, 1, 4), (1, 5, 1, 6), (1, 0, 2, 0), (1, 7, 2, 7)),
    )
    assert report.table == "team"
    assert lines(mapped, "WORKS_AT") == [
        "李娜 WORKS_AT Organization:云岭大学 role=教授",
        "张伟 WORKS_AT Organization:松岚县农科所",
        "陈平 WORKS_AT Organization:青禾学院",
    ]


def test_a_post_behind_a_unit_or_on_a_line_of_its_own_is_no_unit() -> None:
    mapped, _ = map_rows(
        ["姓名", "性别", "工作单位", "聘用企业"], ["李娜", "女", "松岚县医院\n主管护师", "云岭茶业有限公司（技术顾问）"]
    )
    assert lines(mapped, "WORKS_AT", "SERVES") == [
        "李娜 WORKS_AT Organization:松岚县医院 role=主管护师",
        "李娜 SERVES Enterprise:云岭茶业有限公司",
    ]


@pytest.mark.parametrize(("inside", "there"), [("云岭茶业", True), ("松岚茶业", False), ("高级技师", False)])
def test_a_short_form_in_brackets_is_the_unit_of_the_row_that_it_is_part_of(inside: str, there: bool) -> None:
    mapped, _ = map_rows(
        ["平台名称", "级别", "依托单位", "骨干成员"],
        ["长顺茶叶工作站", "市级", "长顺云岭茶业有限公司", f"李娜（{inside}）"],
    )
    assert ("李娜 WORKS_AT Enterprise:长顺云岭茶业有限公司" in lines(mapped)) is there


@pytest.mark.parametrize("heading", ["引进人才", "入选者", "名师人选", "乡亲"])
def test_a_heading_may_call_the_people_below_it_by_any_word(heading: str) -> None:
    mapped, report = map_rows(
        ["编号", "供职机构", heading, "性别", "头衔"],
        [1, "云岭大学", "苟娜", "女", "教授"],
        [2, "松岚县农科所", "蒲伟", "男", "研究员"],
    )
    assert report.table == "talent" and "苟娜 WORKS_AT Organization:云岭大学" in lines(mapped)


def test_what_is_called_by_such_a_word_but_holds_no_people_is_no_name() -> None:
    _, report = map_rows(
        ["编号", "工作单位", "引进人才", "性别", "职称"], [1, "云岭大学", "茶树育种博士", "女", "教授"]
    )
    assert report.table is None


def test_a_record_of_service_with_speakers_and_where_they_come_from() -> None:
    mapped, report = map_rows(
        ["流水号", "日期", "主讲（授课）人", "来源单位", "对象单位", "服务事项"],
        ["A1", "2025-03-01", "李娜 张伟", "云岭大学", "香谷农业有限公司", "修剪"],
        ["A2", "2025-03-02", "何启明", "松岚县农科所", "松岚县中学", "讲座"],
    )
    assert report.table == "service"
    assert lines(mapped, "PROVIDED") and len(lines(mapped, "PROVIDED")) == 3
    assert "何启明 WORKS_AT Organization:松岚县农科所" in lines(mapped)


def test_the_second_of_a_team_is_its_member() -> None:
    mapped, _ = map_rows(
        ["特派团名称", "团长", "副队长", "团员", "服务县"],
        ["松岚县茶叶科技特派团", "李娜", "张伟（云岭大学）", "陈平", "松岚县"],
    )
    assert len(lines(mapped, "MEMBER_OF")) == 3


@pytest.mark.parametrize("text", ["（名称待定）", "人选未定", "尚未命名", "待补"])
def test_what_is_still_to_be_named_is_missing(text: str) -> None:
    assert is_placeholder(text)


def test_a_heading_for_a_person_and_the_unit_is_the_persons() -> None:
    rows: list[Cells] = [
        ["站（室）名", "建站单位", "专家团队", None],
        [None, None, "领衔专家及所在单位", "站内成员"],
        ["草果专家工作站", "香谷农业有限公司", "王建民——云岭大学", "李娜（松岚县农业农村局）"],
    ]
    mapped = map_sheets(sheet_of(*rows, name="平台清单", merged=((1, 2, 1, 3), (1, 0, 2, 0), (1, 1, 2, 1))))
    assert mapped.sheets[0].table == "platform"
    assert {"王建民 WORKS_AT Organization:云岭大学", "李娜 WORKS_AT Organization:松岚县农业农村局"} <= set(
        lines(mapped, "WORKS_AT")
    )


def test_the_first_of_two_things_that_a_heading_asks_for_is_enough() -> None:
    people: list[Cells] = [["姓名", "性别", "单位及院系", "职称"], ["王建民", "男", "云岭大学茶学院", "教授"]]
    assert lines(map_sheets(sheet_of(*people)), "WORKS_AT") == ["王建民 WORKS_AT Organization:云岭大学"]
    needs: list[Cells] = [["紧缺岗位", "缺口", "学历", "用人企业"], ["食品检验员", "2人", "大专", "香谷农业有限公司"]]
    assert lines(map_sheets(sheet_of(*needs)), "count") == ["食品检验员 count 2"]


def test_a_person_is_not_lost_for_a_unit_that_ends_like_none() -> None:
    header: list[Cells] = [["平台名称", "依托单位", "成员"]]
    said = "毛云辉——锦茧丝绸；尹仕昌——姚安县农业农村局"
    mapped = map_sheets(sheet_of(*header, ["蚕桑科技小院", "香谷农业有限公司", said]))
    assert [line.split()[0] for line in lines(mapped, "MEMBER_OF")] == ["毛云辉", "尹仕昌"]


@pytest.mark.parametrize("heading", ["首席专家姓名及单位", "专家名字、单位", "首席专家姓名及所在单位"])
def test_people_with_their_units_below_a_heading_for_experts(heading: str) -> None:
    rows: list[Cells] = [
        ["工作站名称", "建站单位", "进站专家", None, "批准时间"],
        [None, None, heading, "团队成员", None],
        ["松岚茶叶专家工作站", "香谷农业有限公司", "李娜 云岭大学", "张伟（本企业）、陈平（本院）", "2024.5"],
    ]
    merged = ((1, 2, 1, 3), *((1, column, 2, column) for column in (0, 1, 4)))
    mapped, _ = map_rows(*rows, merged=merged)
    assert lines(mapped, "MEMBER_OF")[0] == "李娜 MEMBER_OF Platform:松岚茶叶专家工作站 role=首席专家"
    assert lines(mapped, "WORKS_AT") == [
        "李娜 WORKS_AT Organization:云岭大学",
        "张伟 WORKS_AT Enterprise:香谷农业有限公司", "陈平 WORKS_AT Enterprise:香谷农业有限公司",
    ]  # fmt: skip


@pytest.mark.parametrize("above", ["引进人才", "引进人才基本情况", "柔性专家信息"])
def test_the_employer_s_unit_is_served_and_the_own_one_worked_at(above: str) -> None:
    rows: list[Cells] = [
        ["柔性引才备案一览"],
        ["用人方", None, above, None, None, "协议起止"],
        ["单位名称", "引进岗位", "姓名", "性别/民族", "人事关系所在单位", None],
        ["香谷农业有限公司", "技术顾问", "李娜", "女/壮族", "云岭大学", "2025.1-2025.12"],
    ]
    mapped, report = map_rows(*rows, merged=((1, 0, 1, 5), (2, 0, 2, 1), (2, 2, 2, 4), (2, 5, 3, 5)))
    assert not report.warnings
    assert "李娜 sex female" in lines(mapped)
    assert lines(mapped, "SERVES", "WORKS_AT") == [
        "李娜 SERVES Enterprise:香谷农业有限公司", "李娜 WORKS_AT Organization:云岭大学",
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["包联经营主体", "挂点企业", "联系的合作社", "包抓公司"])
def test_enterprises_beside_the_employer_are_served(heading: str) -> None:
    mapped, _ = map_rows(["姓名", "性别", "工作单位", heading], ["李娜", "女", "云岭大学", "香谷农业有限公司"])
    assert "李娜 SERVES Enterprise:香谷农业有限公司" in lines(mapped)


def test_units_with_posts_are_the_employers_whatever_stands_above_them() -> None:
    mapped, _ = map_rows(
        ["乡贤名册"],
        ["乡贤姓名", "性别", "服务机构与身份", "专业技术职务"],
        ["李娜", "女", "云岭大学茶学院教授、博导", "教授"],
        ["张伟", "男", "浙大农业与生物技术学院", "研究员"],
        ["陈平", "男", "松岚县中医院内科主任", "主任医师"],
    )
    assert lines(mapped, "WORKS_AT") == [
        "李娜 WORKS_AT Organization:云岭大学 role=茶学院教授、博导", "张伟 WORKS_AT Organization:浙大",
        "陈平 WORKS_AT Organization:松岚县中医院 role=内科主任",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "header", "row", "said"),
    [
        (
            "青禾州第三批高层次人才名单", ["序号", "姓名", "工作单位"], [1, "李娜", "云岭大学"],
            "李娜 WORKS_AT Organization:云岭大学",
        ),
        (
            "2025年专家工作站认定名单", ["序号", "工作站名称", "建站单位", "备注"],
            [1, "松岚茶叶专家工作站", "香谷农业有限公司", None],
            "松岚茶叶专家工作站 HOSTED_BY Enterprise:香谷农业有限公司",
        ),
        (
            "重点企业名单", ["企业名称", "所在县"], ["香谷农业有限公司", "松岚县"],
            "香谷农业有限公司 LOCATED_IN Region:松岚县",
        ),
    ],
)  # fmt: skip
def test_a_list_of_two_columns_whose_title_says_what_it_is(title: str, header: Cells, row: Cells, said: str) -> None:
    mapped, report = map_rows([title], header, row)
    assert report.accepted == 1 and said in lines(mapped)


def test_two_columns_whose_heading_says_whom_they_name() -> None:
    mapped, report = map_rows(["序号", "专家姓名", "工作单位", "备注"], [1, "李娜", "云岭大学", None])
    assert report.table == "talent" and lines(mapped) == ["李娜 WORKS_AT Organization:云岭大学"]


def test_two_columns_without_a_title_are_no_list_of_anything() -> None:
    _, report = map_rows(["签到"], ["姓名", "单位"], ["李娜", "云岭大学"])
    assert report.table is None


@pytest.mark.parametrize("place", ["松岚", "松岚县", "松岚县城关镇"])
def test_a_place_of_building_may_be_a_short_name(place: str) -> None:
    mapped, _ = map_rows(
        ["平台名称", "依托单位", "建设地点", "批准时间"], ["松岚茶叶科技小院", "香谷农业有限公司", place, "2022.9"]
    )
    found = lines(mapped, "LOCATED_IN")
    assert found == ([] if place == "松岚" else ["松岚茶叶科技小院 LOCATED_IN Region:松岚县"])


def test_whom_somebody_serves_may_be_a_place_or_a_body() -> None:
    header: Cells = ["特派队名称", "特派员姓名", "派出单位", "服务对象", "服务时间"]
    mapped, _ = map_rows(
        header,
        ["松岚县茶叶科技特派队", "李娜", "云岭大学", "松岚县", "2025.3-2026.2"],
        ["松岚县茶叶科技特派队", "张伟", "云岭国有林场管理局", "香谷农业有限公司", "2025.3-2026.2"],
    )
    served = [line.split(" since")[0] for line in lines(mapped, "SERVES", "WORKS_AT") if not line.startswith("松岚")]
    assert served == [
        "李娜 WORKS_AT Organization:云岭大学", "李娜 SERVES Region:松岚县",
        "张伟 WORKS_AT Organization:云岭国有林场管理局", "张伟 SERVES Enterprise:香谷农业有限公司",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "unit", "post"),
    [
        ("云岭茶业首席科学家", "Enterprise:云岭茶业", "首席科学家"),
        ("中科院云岭生态所研究员", "Organization:中科院云岭生态所", "研究员"),
        ("省农科院松岚分院", "Organization:省农科院松岚分院", ""),
        ("青医科大一附院", "Organization:青医科大一附院", ""),
        ("雾河纺织", "Enterprise:雾河纺织", ""),
        ("雾河菌业", "Enterprise:雾河菌业", ""),
        ("县畜牧", "Organization:县畜牧", ""),
    ],
)
def test_short_names_of_employers(cell: str, unit: str, post: str) -> None:
    mapped, _ = map_rows(["姓名", "性别", "工作单位及职务"], ["李娜", "女", cell])
    assert lines(mapped, "WORKS_AT") == [f"李娜 WORKS_AT {unit}" + (f" role={post}" if post else "")]


def test_columns_full_of_dittos_are_what_the_rest_is() -> None:
    mapped, _ = map_rows(
        ["卫健系统骨干名册"],
        ["医疗机构", "骨干姓名", "性别/民族", "卫生技术职称"],
        ["松岚县人民医院", "李娜", "女/藏族", "主任医师"],
        ["同上", "张伟", "男/汉族", "主管护师"],
        ["〃", "陈平", "男，汉族", "主治医师"],
    )
    units = [line.partition(" WORKS_AT ")[2] for line in lines(mapped, "WORKS_AT")]
    assert units == ["Organization:松岚县人民医院"] * 3


def test_a_village_is_nobody_s_name() -> None:
    rows: list[Cells] = [
        ["特派团名称", "首席", None, "派驻情况", None, "主导产业"],
        [None, "姓名", "工作单位", "县", "村", None],
        ["松岚县灵芝科技特派团", "李娜", "云岭大学", "松岚县", "江村", "灵芝"],
    ]
    merged = ((1, 1, 1, 2), (1, 3, 1, 4), (1, 0, 2, 0), (1, 5, 2, 5))
    mapped, report = map_rows(*rows, merged=merged)
    assert report.table == "team"
    assert lines(mapped, "MEMBER_OF") == ["李娜 MEMBER_OF Platform:松岚县灵芝科技特派团 role=团长"]
