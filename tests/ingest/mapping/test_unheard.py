"""Rosters whose headings no list has: columns are what their cells are, and what their heading may speak of."""

from __future__ import annotations

import pytest

from ingest.mapping.report import SheetReport
from tests.ingest.mapping.rosters import Cells, credit, kinds, lines, map_rows, resident


def taken(report: SheetReport, heading: str) -> str | None:
    return report.columns[heading].name


PEOPLE: list[Cells] = [
    ["李娜", "女", "1980.03", "松岚县", "云岭大学", "教授", "茶树育种", "香谷农业有限公司", "头雁人才计划（2021）"],
    ["张伟", "男", "79年5月", "松岚", "松岚县农科所", "研究员", "水稻栽培、土壤肥料", "蓝田米业", "省级劳动模范"],
    ["陈平", "男", "1985-07-01", "青禾", "松岚县中医院", "副主任医师", "针灸", None, None],
]


@pytest.mark.parametrize(
    "header",
    [
        ["何人", "男女", "生于", "老家", "东家", "资历", "主攻", "帮扶过的本县企业", "列入计划（年份）"],
        ["名讳", "男/女", "哪年生人", "祖居地", "供职的地方", "评上的职称", "看家本领", "结对的公司", "获评名号"],
        ["人名", "性", "诞生年月", "桑梓", "现在何处", "技术职务", "钻研什么", "指导的合作社或企业", "拿过的称号"],
        ["乡贤", "男女", "出世", "原籍镇", "现供职于", "所评职级", "从事行当", "对口企业", "上过的人才工程"],
    ],
)
def test_a_list_of_people_in_any_words(header: Cells) -> None:
    mapped, report = map_rows(["在外人才摸底"], header, *PEOPLE)
    assert report.table == "native_talent" and report.accepted == 3 and report.unknown_columns == []
    assert {
        "李娜 sex female", "李娜 birth 1980-03", "李娜 NATIVE_OF Region:松岚县", "李娜 title_level senior",
        "李娜 WORKS_AT Organization:云岭大学", "张伟 EXPERT_IN Field:土壤肥料",
        "李娜 SERVES Enterprise:香谷农业有限公司", "张伟 SERVES Enterprise:蓝田米业",
        "李娜 SELECTED_FOR Programme:头雁人才计划 year=2021", "张伟 SELECTED_FOR Honor:省级劳动模范",
    } <= set(lines(mapped))  # fmt: skip


@pytest.mark.parametrize("heading", ["推荐单位", "毕业院校", "联系人单位", "管理部门"])
def test_a_body_that_is_not_said_to_be_the_employer_is_none(heading: str) -> None:
    mapped, _ = map_rows(["姓名", "性别", "出生年月", heading], ["李娜", "女", "1980.03", "云岭大学"])
    assert not lines(mapped, "WORKS_AT")


@pytest.mark.parametrize(
    "header",
    [
        ["户号", "企业全名", "原名", "执照代码（18位）", "落户地", "拳头产品", "眼下缺的人"],
        ["排号", "谁家的厂", "曾叫什么名", "执照上的号", "哪个县的", "主打什么", "难招的岗"],
        ["顺号", "市场主体字号", "旧称", "三证合一码", "归哪个区县管", "招牌产品", "想引进的"],
    ],
)
def test_a_list_of_enterprises_is_known_by_codes_and_names(header: Cells) -> None:
    mapped, report = map_rows(
        ["重点企业底册"],
        header,
        [1, "香谷农业有限公司", None, credit(1), "松岚县", "红茶", "制茶工艺师3名"],
        [2, "蓝田米业有限公司", "蓝田粮油厂", credit(2), "青禾县", "大米、米粉", None],
        [3, "云岭茶叶专业合作社", None, credit(3), "松岚县", "绿茶", "电商主管；会计1名"],
    )
    assert (report.table, report.accepted) == ("enterprise", 3)
    assert {
        f"蓝田米业有限公司 code {credit(2)}", "蓝田米业有限公司 aliases 蓝田粮油厂",
        "香谷农业有限公司 LOCATED_IN Region:松岚县", "香谷农业有限公司 HAS_NEED Need:制茶工艺师", "制茶工艺师 count 3",
        "蓝田米业有限公司 business 大米、米粉",
    } <= set(lines(mapped))  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        ["缺口岗位", "缺几人", "学历起点", "所学", "截止"],
        ["拟补什么人", "补多少", "文化程度门槛", "学什么的", "最晚哪天"],
        ["要招的角色", "员额", "最低层次", "科班方向", "报名到哪天止"],
    ],
)
def test_posts_below_their_employers(header: Cells) -> None:
    mapped, report = map_rows(
        ["市县事业单位急缺岗位"],
        header,
        ["松岚县人民医院"],
        ["儿科医师", "2人", "本科", "临床医学", "2025.6"],
        ["影像诊断医师", "两名", "硕士", "影像医学", "2025年6月30日"],
        ["小计", 4],
        ["云岭大学"],
        ["生物学博士", "1名", "博士", "生物学", "2025-06"],
        [None, "2人", "博士", "药学"],
        ["计", 7],
        merged=((3, 0, 3, 4), (7, 0, 7, 4)),
    )
    assert (report.table, report.data_rows, report.accepted) == ("need", 4, 3)
    assert [(skipped.row, skipped.kind) for skipped in report.skipped_rows] == [
        (3, "group_title"), (6, "total"), (7, "group_title"), (10, "total"),
    ]  # fmt: skip
    assert [(finding.row, finding.kind) for finding in report.rejected] == [(9, "missing_key")]
    assert {
        "松岚县人民医院 HAS_NEED Need:儿科医师", "云岭大学 HAS_NEED Need:生物学博士", "影像诊断医师 count 2",
        "儿科医师 NEEDS Field:临床医学", "生物学博士 level 博士", "影像诊断医师 until 2025-06-30",
    } <= set(lines(mapped))  # fmt: skip


def test_a_post_without_any_employer_is_rejected() -> None:
    _, report = map_rows(
        ["序号", "招聘岗位", "人数", "学历", "专业"],
        [1, "会计", 2, "本科", "会计学"],
        [None, "松岚县人民医院"],
        [2, "儿科医师", 1, "本科", "临床医学"],
    )
    assert (report.table, report.accepted) == ("need", 1)
    assert [(finding.row, finding.kind) for finding in report.rejected] == [(2, "missing_key")]


@pytest.mark.parametrize(
    "header",
    [
        ["流水", "下乡专家（单位）", "到场日", "受援方", "做了哪些事", "听课人数"],
        ["台账", "谁去的", "哪天去的", "去了哪家", "干了什么", "多少人听"],
        ["记录", "来讲课的老师", "上门日子", "走访的对象", "解决的事", "到场人次"],
    ],
)
def test_records_of_service_number_their_rows(header: Cells) -> None:
    rows: list[Cells] = [
        ["2024-01", "李娜（云岭大学）", "2024.3.12", "香谷农业有限公司", "春茶修剪示范", "46人"],
        ["2024-02", "张伟、陈平（均为松岚县农科所）", "2024年4月8日", "松岚县", "水稻育秧讲座", "30人"],
        header,
        ["2024-03", "李娜（云岭大学）", "2024/5/20", "武山", "夏茶病虫害防控", 25],
        ["2024-04", "陈平（松岚县农科所）", "20240604", "蓝田米业", "稻田土壤改良", 12],
        ["合计", None, None, None, "4次", 113],
        ["记账：何启明"],
    ]
    mapped, report = map_rows(["专家下乡进企台账"], header, *rows)
    assert (report.table, report.data_rows, report.accepted) == ("service", 4, 4)
    assert [skipped.kind for skipped in report.skipped_rows] == ["repeated_header", "total", "footer"]
    assert [line.split()[-1] for line in lines(mapped, "date")] == [
        "2024-03-12", "2024-04-08", "2024-05-20", "2024-06-04",
    ]  # fmt: skip
    assert [line.split()[0] for line in lines(mapped, "RECEIVED")] == ["香谷农业有限公司", "松岚县", "武山", "蓝田米业"]
    assert "张伟 WORKS_AT Organization:松岚县农科所" in lines(mapped)


@pytest.mark.parametrize(
    "header",
    [
        ["帮扶产业", "帮扶点", "团队名", "领队（单位）", "随队人员（单位）"],
        ["扶持的产业", "下派到哪个县", "叫什么团", "谁带队", "都有谁参加"],
    ],
)
def test_teams_and_who_goes_with_them(header: Cells) -> None:
    mapped, report = map_rows(
        ["科技特派团下沉安排"],
        header,
        ["茶叶", "松岚县", "松岚县茶叶科技特派团", "李娜（云岭大学）", "张伟—松岚县农科所、令小兵—松岚县茶科所"],
        ["水稻", "青禾县", "青禾县水稻科技特派团", "陈平（松岚县农科所）", "铁成（青禾县农技站）"],
    )
    assert (report.table, report.accepted) == ("team", 2)
    assert {
        "李娜 MEMBER_OF Platform:松岚县茶叶科技特派团 role=团长",
        "张伟 MEMBER_OF Platform:松岚县茶叶科技特派团 role=成员",
        "令小兵 MEMBER_OF Platform:松岚县茶叶科技特派团 role=成员", "铁成 WORKS_AT Organization:青禾县农技站",
    } <= set(lines(mapped))  # fmt: skip


@pytest.mark.parametrize(
    ("above", "employer"),
    [
        ("松岚县人民医院卫生专业技术骨干花名册", "松岚县人民医院"),
        ("医院（公章）：松岚县人民医院    人事科填报    2024年11月", "松岚县人民医院"),
        ("填报单位：香谷农业有限公司", "香谷农业有限公司"),
        ("松岚县卫生健康局骨干医师名册", None),  # keeps the list
        ("填报单位：松岚县卫生健康局", None),
        ("云岭大学校友人才名录", None),  # away
        ("云岭大学引进人才服务团名单", None),
    ],
)
def test_the_employer_of_all_stands_above(above: str, employer: str | None) -> None:
    mapped, _ = map_rows(
        [above], ["序号", "姓名", "性别", "科室", "职称", "学历"], [1, "李娜", "女", "儿科", "主任医师", "博士"]
    )
    found = [line.split(":")[1] for line in lines(mapped, "WORKS_AT")]
    assert found == ([employer] if employer else [])


def test_the_employer_above_owns_the_posts() -> None:
    mapped, report = map_rows(
        ["云岭大学2025年招聘岗位表"], ["岗位", "人数", "学历", "专业"], ["生物学教师", 2, "博士", "生物学"]
    )
    assert report.table == "need" and lines(mapped, "HAS_NEED") == ["云岭大学 HAS_NEED Need:生物学教师"]


def test_what_a_title_says_of_some_rows_is_not_the_kind() -> None:
    header: Cells = ["姓名", "性别", "工作单位", "职称", "引进途径"]
    _, report = map_rows(["专业技术人才（含柔性引进）统计表"], header, ["李娜", "女", "云岭大学", "教授", "柔性"])
    assert report.table == "talent"


def test_codes_that_are_wrong_and_headings_again_do_not_hide_a_column() -> None:
    header: Cells = ["证号", "名号", "老家"]
    rows: list[Cells] = [[resident("19800301"), "李娜", "松岚县"], header, [resident("19790501"), "张伟", "青禾县"]]
    _, report = map_rows(["人才名册"], header, *rows)
    assert (report.table, taken(report, "证号"), taken(report, "名号")) == ("talent", "id_number", "name")
    assert report.accepted == 2 and "bad_id_checksum" not in {kind for _, kind in kinds(report)}


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "金额（万元）", "责任单位", "完成时限"], ["专家补贴", "30", "松岚县人社局", "2025年12月"]],
        [["时间", "会议", "主持人", "参加单位"], ["2024.3.1", "人才工作会", "李娜", "松岚县人社局"]],
        [
            ["序号", "项目名称", "建设单位", "建设地点", "开工时间"],
            [1, "茶叶加工厂", "蓝田米业有限公司", "松岚县", "2024.5"],
        ],
        [["序号", "小区", "房号", "租住人", "入住时间"], [1, "人才公寓", "1-101", "李娜", "2024.3"]],
        [["日期", "课程", "授课老师", "地点"], ["2024.3.1", "茶树栽培", "李娜", "县党校"]],
        [["重点任务", "责任单位", "责任人", "完成时间"], ["引进高层次人才", "松岚县人社局", "李娜", "2025年6月"]],
        [["日期", "值班人员", "联系电话"], ["2024.10.1", "李娜", "13800000001"]],
    ],
)
def test_people_and_bodies_alone_make_no_roster(rows: list[Cells]) -> None:
    _, report = map_rows(*rows)
    assert report.table is None


def test_amounts_are_no_days() -> None:
    mapped, _ = map_rows(["姓名", "工作单位", "学历", "金额"], ["李娜", "云岭大学", "博士", "20000"])
    assert not lines(mapped, "birth")
