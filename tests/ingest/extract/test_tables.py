"""Facts and figures that only the layout of a table tells."""

from __future__ import annotations

from ingest.extract import Extraction
from tests.ingest.extract.support import Extract


def _relations(result: Extraction, kind: str) -> set[tuple[str, str]]:
    return {(r.source[1], r.target[1]) for r in result.relations if r.type == kind}


def _figures(result: Extraction) -> set[tuple[str, float, str, str | None]]:
    return {(i.metric, i.value, i.unit, i.period) for i in result.indicators}


def test_columns_of_years_and_rows_that_say_their_unit(extract: Extract) -> None:
    result = extract(
        "青山县主要指标\n指标\t2020年\t2025年\n人才总量（人）\t4100\t9000\n专项资金（万元/年）\t1800\t4000"
    )
    assert _figures(result) == {
        ("人才总量", 4100, "人", "2020年"),
        ("人才总量", 9000, "人", "2025年"),
        ("专项资金", 1800, "万元", "2020年"),
        ("专项资金", 4000, "万元", "2025年"),
    }


def test_columns_of_decimals_whose_headings_say_nothing(extract: Extract) -> None:
    result = extract("青山县完成情况\n指标\t目标\t完成\n选派人才（名）\t320\t287\n合同成交额（亿元）\t6\t3.7")
    assert ("合同成交额完成", 3.7, "亿元", None) in _figures(result)


def test_words_before_the_figure_of_a_cell(extract: Extract) -> None:
    result = extract("用人单位\t岗位\t待遇\n云岭绿野茶业有限公司\t制茶工程师\t年薪45万元")
    assert _figures(result) == {("制茶工程师待遇", 45, "万元", None)}


def test_where_a_station_stands_and_whom_a_studio_serves(extract: Extract) -> None:
    result = extract(
        "工作站名称\t建站单位\t建站地\n云岭茶叶院士工作站\t云岭绿野茶业有限公司\t白水县\n\n"
        "工作室名称\t主持人\t依托单位\t对口服务\n孙立群汽车维修名师工作室\t孙立群\t白水县职业中学\t安稳镇"
    )
    assert ("云岭茶叶院士工作站", "白水县") in _relations(result, "LOCATED_IN")
    assert ("孙立群汽车维修名师工作室", "安稳镇") in _relations(result, "SERVES")


def test_two_sides_of_an_agreement(extract: Extract) -> None:
    result = extract("签约项目\n甲方\t乙方\t合作内容\n云岭绿野茶业有限公司\t青山大学\t茶叶加工")
    assert _relations(result, "COOPERATES_WITH") == {("云岭绿野茶业有限公司", "青山大学")}


def test_who_issued_the_policies_of_a_list(extract: Extract) -> None:
    result = extract("政策名称\t文号\t发文单位\n《青山县人才新政二十条》\t青委发〔2024〕3号\t青山县科技局")
    assert ("青山县科技局", "《青山县人才新政二十条》") in _relations(result, "ISSUED")


def test_a_merged_cell_holds_for_the_rows_below(extract: Extract) -> None:
    result = extract(
        "团队名称\t成员\t单位\n茶叶科技特派团\t王建民\t青山大学\n\t孙立群\t省林科院\n核桃科技特派团\t云可\t同上"
    )
    assert _relations(result, "MEMBER_OF") == {
        ("王建民", "茶叶科技特派团"),
        ("孙立群", "茶叶科技特派团"),
        ("云可", "核桃科技特派团"),
    }
    assert ("云可", "省林科院") in _relations(result, "WORKS_AT")


def test_a_line_within_a_table_heads_the_rows_below(extract: Extract) -> None:
    result = extract(
        "科技特派团成员名单\n序号\t姓名\t单位\n茶叶科技特派团\n1\t王建民\t青山大学\n核桃科技特派团\n2\t孙立群\t省林科院"
    )
    assert _relations(result, "MEMBER_OF") == {("王建民", "茶叶科技特派团"), ("孙立群", "核桃科技特派团")}
    assert ("孙立群", "省林科院") in _relations(result, "WORKS_AT")


def test_a_list_of_teams_does_not_make_their_heads_members_of_what_it_is_called(extract: Extract) -> None:
    result = extract("青山县专家服务团成员名单\n服务团名称\t首席专家\t服务县区\n茶叶产业专家服务团\t王建民\t白水县")
    assert _relations(result, "MEMBER_OF") == {("王建民", "茶叶产业专家服务团")}


def test_the_director_of_a_rows_laboratory_is_its_member(extract: Extract) -> None:
    result = extract("序号\t实验室名称\t依托单位\t主任\n1\t青山省茶叶加工重点实验室\t青山大学\t王建民")
    assert _relations(result, "MEMBER_OF") == {("王建民", "青山省茶叶加工重点实验室")}


def test_a_form_whose_labels_stand_beside_what_they_label(extract: Extract) -> None:
    for form in (
        "姓名\t王建民\n工作单位\t青山大学\n职称\t教授\n服务企业\t云岭绿野茶业有限公司",
        "姓名\t王建民\t职称\t教授\n工作单位\t青山大学\t服务企业\t云岭绿野茶业有限公司",
    ):
        result = extract(form)
        assert _relations(result, "WORKS_AT") == {("王建民", "青山大学")}
        assert _relations(result, "SERVES") == {("王建民", "云岭绿野茶业有限公司")}


def test_the_contact_of_an_answer_is_at_the_body_that_signs_it(extract: Extract) -> None:
    text = "关于提案的答复\n您提出的建议收悉。\n青山县科技局\n2024年7月9日\n（联系人：王建民，联系电话略）"
    assert _relations(extract(text), "WORKS_AT") == {("王建民", "青山县科技局")}
    assert not _relations(extract(text + "\n联系人：云可"), "WORKS_AT")


def test_labels_of_any_kind_belong_together(extract: Extract) -> None:
    needs = (("云岭绿野茶业有限公司", "王建民"), ("南坡牧业有限公司", "云可"))
    text = "\n".join(f"发榜方：{firm}\n榜额：80万元\n联系人：{person}" for firm, person in needs)
    assert _relations(extract(text), "WORKS_AT") == {("王建民", "云岭绿野茶业有限公司"), ("云可", "南坡牧业有限公司")}


def test_a_person_behind_a_body_in_a_label(extract: Extract) -> None:
    result = extract("报名结束。\n联系人：青山县教育局人事科　罗欢；青山县委组织部 谷满仓")
    assert _relations(result, "WORKS_AT") == {("罗欢", "青山县教育局"), ("谷满仓", "青山县委组织部")}


def test_a_team_that_heads_an_item_has_the_people_of_the_item(extract: Extract) -> None:
    result = extract("▲茶叶产业专家服务团：王建民与副手孙立群在白水镇推广育苗。\n▲核桃产业专家服务团：云可坐镇白水县。")
    assert ("王建民", "茶叶产业专家服务团") in _relations(result, "MEMBER_OF")


def test_where_a_station_stands_is_not_where_its_host_lies(extract: Extract) -> None:
    result = extract("工作站名称\t建站单位\t建站地\n云岭茶叶院士工作站\t云岭绿野茶业有限公司\t白水县")
    assert _relations(result, "LOCATED_IN") == {("云岭茶叶院士工作站", "白水县")}


def test_an_item_tells_who_runs_what_heads_it_and_who_is_there(extract: Extract) -> None:
    result = extract(
        "二是建站。\n2.白水食品专家工作站。青山大学与云岭绿野茶业有限公司共建，站长为王建民。\n"
        "3.茶叶产业研发飞地。由青山县商务局、青山县茶叶协会同该校签约设立，由教授孙立群牵头。"
    )
    assert _relations(result, "HOSTED_BY") == {
        ("白水食品专家工作站", "青山大学"),
        ("白水食品专家工作站", "云岭绿野茶业有限公司"),
        ("茶叶产业研发飞地", "青山县商务局"),
        ("茶叶产业研发飞地", "青山县茶叶协会"),
    }
    assert {("王建民", "白水食品专家工作站"), ("孙立群", "茶叶产业研发飞地")} <= _relations(result, "MEMBER_OF")


def test_a_station_whose_item_goes_on_in_the_same_sentence_or_below(extract: Extract) -> None:
    result = extract(
        "三是用站。\n●白水骨科专家工作站2022年启用，王建民及其团队的吕远山每月来院。\n"
        "（一）石泉茶叶专家工作站\n青山大学教授孙立群每月到站，解决加工难题。"
    )
    assert _relations(result, "MEMBER_OF") == {
        ("王建民", "白水骨科专家工作站"),
        ("吕远山", "白水骨科专家工作站"),
        ("孙立群", "石泉茶叶专家工作站"),
    }


def test_a_line_below_a_title_between_dashes_is_not_the_title_s_item(extract: Extract) -> None:
    result = extract("他们来了\n——走近青山县专家服务团\n牧民云可养了三年骆驼。")
    assert not _relations(result, "MEMBER_OF")


def test_where_a_body_lies_and_what_it_makes_stand_behind_it_in_a_cell(extract: Extract) -> None:
    result = extract(
        "企业\t带头人\n云岭绿野茶业有限公司（青山县，白茶）\t王建民\n石泉菌业有限公司（白水镇，银耳）\t孙立"
    )
    assert {e.name for e in result.entities if e.type == "Enterprise"} == {"云岭绿野茶业有限公司", "石泉菌业有限公司"}
    places = {(r.source[1], r.target[1]) for r in result.relations if r.type == "LOCATED_IN"}
    assert places == {("云岭绿野茶业有限公司", "青山县"), ("石泉菌业有限公司", "白水镇")}


def test_who_wants_an_expert_and_whose_the_expert_is(extract: Extract) -> None:
    result = extract(
        "需求单位\t匹配专家\t专家单位\n云岭绿野茶业有限公司\t王建民 教授\t青山大学\n"
        "石泉菌业有限公司\t孙立群 博士\t云岭大学"
    )
    stated = {(r.type, r.source[1], r.target[1]) for r in result.relations}
    assert {("WORKS_AT", "王建民", "青山大学"), ("WORKS_AT", "孙立群", "云岭大学")} <= stated
    assert {("SERVES", "王建民", "云岭绿野茶业有限公司"), ("SERVES", "孙立群", "石泉菌业有限公司")} <= stated
    assert {e.name for e in result.entities if e.type == "Talent"} == {"王建民", "孙立群"}


def test_a_column_that_is_headed_by_name_alone_and_a_post_that_names_its_body(extract: Extract) -> None:
    yards = extract("名称\t依托单位\n石泉小麦科技小院\t石泉县农技中心\n石泉核桃科技小院\t云岭绿野茶业有限公司")
    hosted = {(r.source[1], r.target[1]) for r in yards.relations if r.type == "HOSTED_BY"}
    assert hosted == {("石泉小麦科技小院", "石泉县农技中心"), ("石泉核桃科技小院", "云岭绿野茶业有限公司")}
    posts = extract(
        "姓名\t派出单位\t挂职职务\n王建民\t青山大学\t石泉县水务局副局长\n孙立群\t云岭大学\t石泉县医院副院长"
    )
    works = {(r.source[1], r.target[1]) for r in posts.relations if r.type == "WORKS_AT"}
    assert {("王建民", "青山大学"), ("王建民", "石泉县水务局"), ("孙立群", "石泉县医院")} <= works


def test_a_team_is_of_the_unit_that_sends_it_and_a_column_of_projects_may_name_stations(extract: Extract) -> None:
    sent = extract("团队名称\t派出单位\t团队负责人\n青山茶叶绿色防控团队\t青山职业学院\t王建民")
    assert _relations(sent, "HOSTED_BY") == {("青山茶叶绿色防控团队", "青山职业学院")}
    led = extract("团队名称\t首席专家\t所在单位\n青山茶叶绿色防控团队\t王建民\t青山职业学院")
    assert not _relations(led, "HOSTED_BY")
    run = extract("项目\t承担单位\t负责人\n青山茶叶试验站\t青山县茶叶研究所\t王建民")
    assert _relations(run, "HOSTED_BY") == {("青山茶叶试验站", "青山县茶叶研究所")}


def test_all_contacts_of_a_document_are_at_its_body(extract: Extract) -> None:
    result = extract("青山县科学技术局\n关于公示的通知\n受理人：王建民、陈立群；监督电话：0996\n青山县科学技术局")
    assert _relations(result, "WORKS_AT") == {("王建民", "青山县科学技术局"), ("陈立群", "青山县科学技术局")}
