"""Lists, tables, notices and cases: what only the form of a document, or more than one sentence, tells."""

from __future__ import annotations

import pytest

from ingest.extract import Extraction
from tests.ingest.extract.support import Extract


def relations(result: Extraction, kind: str) -> set[tuple[str, str]]:
    return {(r.source[1], r.target[1]) for r in result.relations if r.type == kind}


def names(result: Extraction, kind: str) -> list[str]:
    return [e.name for e in result.entities if e.type == kind]


def figures(result: Extraction) -> set[tuple[str, str, float, str]]:
    return {(i.subject, i.metric, i.value, i.unit) for i in result.indicators}


def test_a_row_says_who_works_where_and_serves_what(extract: Extract) -> None:
    result = extract(
        "序号\t姓名\t工作单位\t服务地区\t服务产业\n1\t王建民\t青山大学\t青山县白水镇\t核桃\n2\t云可\t省林科院\t石泉村\t茶叶"
    )
    assert relations(result, "WORKS_AT") == {("王建民", "青山大学"), ("云可", "省林科院")}
    assert {("王建民", "白水镇"), ("王建民", "核桃"), ("云可", "石泉村")} <= relations(result, "SERVES")


def test_a_cell_may_hold_a_person_with_an_honour(extract: Extract) -> None:
    result = extract(
        "序号\t工作站名称\t依托单位\t签约专家\t专家所在单位\n"
        "1\t青山茶叶院士工作站\t云岭绿野茶业有限公司\t王建民（中国工程院院士）\t青山大学\n"
        "2\t青山核桃专家工作站\t南坡牧业有限公司\t孙立群、云可\t省林科院"
    )
    assert names(result, "Talent") == ["王建民", "孙立群", "云可"]
    assert ("王建民", "中国工程院院士") in relations(result, "SELECTED_FOR")
    assert {("王建民", "青山茶叶院士工作站"), ("云可", "青山核桃专家工作站")} <= relations(result, "MEMBER_OF")


def test_list_of_a_notice_goes_on_by_places(extract: Extract) -> None:
    result = extract(
        "中共青山市委组织部\n关于公布第二批“科技副总”人选的通知\n附：第二批“科技副总”人选名单\n一、青山经济技术开发区（1名）\n"
        "王建民　青山大学副教授　任云岭绿野茶业有限公司副总经理；\n二、石泉县（1名）\n"
        "孙立群　青山农业大学茶叶科学与食品工程学院高级工程师　任南坡牧业有限公司副总经理，负责奶牛养殖。"
    )
    assert relations(result, "SELECTED_FOR") == {("王建民", "“科技副总”"), ("孙立群", "“科技副总”")}
    assert relations(result, "RUNS") == {("中共青山市委组织部", "“科技副总”")}


def test_table_of_teams_and_of_projects(extract: Extract) -> None:
    teams = "团队名称\t团长\t团长单位\t派驻地\t研究方向\n茶叶科技特派团\t王建民\t青山大学\t白水县\t茶叶育种"
    result = extract(teams)
    assert relations(result, "WORKS_AT") == {("王建民", "青山大学")}
    assert relations(result, "MEMBER_OF") == {("王建民", "茶叶科技特派团")}
    assert ("茶叶科技特派团", "白水县") in relations(result, "SERVES")
    result = extract("项目名称\t责任单位\t资金（万元）\n“青山良医”培训项目\t青山县卫健局\t240")
    assert ("青山县卫健局", "“青山良医”培训项目") in relations(result, "RUNS")


def test_where_the_firm_that_is_served_lies(extract: Extract) -> None:
    result = extract("姓名\t派出单位\t派驻企业\t企业所在县区\n王建民\t青山大学\t云岭绿野茶业有限公司\t白水县")
    assert relations(result, "LOCATED_IN") == {("云岭绿野茶业有限公司", "白水县")}
    assert relations(result, "SERVES") == {("王建民", "云岭绿野茶业有限公司")}


def test_columns_do_not_flow_into_each_other(extract: Extract) -> None:
    result = extract("需求单位\t所属产业\t联系人\n云岭绿野茶业有限公司\t茶叶\t王建民\n南坡牧业有限公司\t生猪\t孙立群")
    assert names(result, "Enterprise") == ["云岭绿野茶业有限公司", "南坡牧业有限公司"]
    assert relations(result, "IN_INDUSTRY") == {("云岭绿野茶业有限公司", "茶叶"), ("南坡牧业有限公司", "生猪")}
    assert all(not e.aliases for e in result.entities if e.type == "Enterprise")


def test_a_table_of_figures(extract: Extract) -> None:
    result = extract(
        "青山县人才统计\n乡镇\t人才总量（人）\t增长（%）\n白水镇\t1200\t3.5\n\n指标\t单位\t2023年\n人才总量\t万人\t2.1"
    )
    assert figures(result) == {
        ("白水镇", "人才总量", 1200, "人"),
        ("白水镇", "增长", 3.5, "%"),
        ("青山县", "人才总量", 21000, "人"),
    }


def test_a_list_of_what_is_only_proposed_gives_employers_only(extract: Extract) -> None:
    table = "姓名\t工作单位\t入选计划\n王建民\t青山大学\t“青山英才计划”"
    assert relations(extract(f"入选人员名单\n{table}"), "SELECTED_FOR")
    result = extract(f"关于拟入选人员名单的公示\n{table}")
    assert relations(result, "WORKS_AT") == {("王建民", "青山大学")}
    assert not relations(result, "SELECTED_FOR")


def test_a_short_name_stands_for_the_long_one(extract: Extract) -> None:
    result = extract("云岭康泽生物科技有限公司（以下简称“康泽公司”）成立。康泽公司与青山大学签订合作协议。")
    assert names(result, "Enterprise") == ["云岭康泽生物科技有限公司"]
    assert relations(result, "COOPERATES_WITH") == {("云岭康泽生物科技有限公司", "青山大学")}


def test_a_company_without_place_and_legal_form_is_still_known(extract: Extract) -> None:
    result = extract("青山县绿野菌业有限公司投产。绿野菌业董事长王建民到会。")
    assert relations(result, "WORKS_AT") == {("王建民", "青山县绿野菌业有限公司")}


def test_a_firm_is_called_by_its_brand_alone_but_not_by_a_place(extract: Extract) -> None:
    result = extract("青山县墨岩重型机床有限公司投产。青山职业技术学院与墨岩签订协议。")
    assert relations(result, "COOPERATES_WITH") == {("青山职业技术学院", "青山县墨岩重型机床有限公司")}
    result = extract("山东梁山挂车制造有限公司投产。青山职业技术学院到梁山招生。")
    assert "山东梁山挂车制造有限公司" not in {source for source, _ in relations(result, "SERVES")}
    assert all(target != "山东梁山挂车制造有限公司" for _, target in relations(result, "COOPERATES_WITH"))


def test_bodies_lie_where_their_names_say(extract: Extract) -> None:
    result = extract("青山县中医院和青山绿野茶业有限公司、浙江大学参加。")
    assert relations(result, "LOCATED_IN") == {("青山县中医院", "青山县"), ("青山绿野茶业有限公司", "青山县")}
    assert names(result, "Region") == ["青山县"]
    spoken = extract("洛阳市中医院和洛阳绿野机械有限公司参加，专家又到洛阳考察。")
    assert relations(spoken, "LOCATED_IN") == {("洛阳市中医院", "洛阳市"), ("洛阳绿野机械有限公司", "洛阳市")}


def test_the_place_in_brackets_goes_before_that_of_the_parent(extract: Extract) -> None:
    result = extract("在石泉县，省农科院石泉分院、南昌新材料（石泉）有限公司、中山大学参加。")
    assert relations(result, "LOCATED_IN") == {
        ("省农科院石泉分院", "石泉县"),
        ("南昌新材料（石泉）有限公司", "石泉县"),
    }


def test_names_cut_in_two_or_glued_together(extract: Extract) -> None:
    result = extract("县农技推广中心农艺师康小满、董夏至，会同青山县鑫鼎钢球厂与县职教中心到南京、长三角考察。")
    assert {e.name for e in result.entities if e.type == "Talent"} == {"康小满", "董夏至"}
    assert {e.name for e in result.entities if e.type == "Region"} == {"青山县", "南京", "长三角"}


@pytest.mark.parametrize(
    "text",
    [
        "1.王建民专家工作站。依托单位：青山绿野茶业有限公司；合作方向：茶叶种植。",
        "1.王建民专家工作站（建站单位为青山绿野茶业有限公司，主攻茶叶栽培）。",
        "（一）王建民专家工作站\n依托单位：青山绿野茶业有限公司\n合作方向：茶叶",
    ],
)
def test_what_is_said_under_a_label_is_said_of_the_carrier_before_it(extract: Extract, text: str) -> None:
    result = extract(text)
    assert relations(result, "HOSTED_BY") == {("王建民专家工作站", "青山绿野茶业有限公司")}
    assert relations(result, "SERVES") == {("王建民专家工作站", "茶叶")}


def test_two_lists_of_one_length_pair_off(extract: Extract) -> None:
    result = extract("先后在绿野茶业有限公司、南坡牧业有限公司建成王建民专家工作站和孙立群专家工作站。")
    assert relations(result, "HOSTED_BY") == {
        ("王建民专家工作站", "绿野茶业有限公司"),
        ("孙立群专家工作站", "南坡牧业有限公司"),
    }


def test_what_was_revoked_is_not_stated(extract: Extract) -> None:
    result = extract("王建民专家工作站因依托单位青山绿野茶业有限公司注销，予以撤销。")
    assert not relations(result, "HOSTED_BY") | relations(result, "MEMBER_OF")


def test_namesakes_in_one_list_are_two_people(extract: Extract) -> None:
    result = extract("讲座由省农科院李伟、青山大学李伟主讲。")
    assert [(e.name, e.distinct) for e in result.entities if e.type == "Talent"] == [
        ("李伟", "省农科院"),
        ("李伟", "青山大学"),
    ]
    works = {(r.source_distinct, r.target[1]) for r in result.relations if r.type == "WORKS_AT"}
    assert works == {("省农科院", "省农科院"), ("青山大学", "青山大学")}
    assert [r.get("from_distinct") for r in result.to_json()["relations"]] == ["省农科院", "青山大学"]


def test_one_person_with_two_posts_stays_one(extract: Extract) -> None:
    result = extract("青山大学教授王建民到会。王建民2023年起受聘为青山县第二中学学术校长。")
    assert names(result, "Talent") == ["王建民"]
    assert {target for _, target in relations(result, "WORKS_AT")} == {"青山大学", "青山县第二中学"}


def test_issuers_above_the_title(extract: Extract) -> None:
    result = extract("青山市科学技术局　青山市财政局\n关于认定2024年度专家工作站的通知\n各单位：")
    assert {source for source, _ in relations(result, "ISSUED")} == {"青山市科学技术局", "青山市财政局"}


def test_a_university_speaks_of_itself_as_the_school(extract: Extract) -> None:
    result = extract("临江学院2023年工作报告\n我校深入实施“青桐学者”支持计划。学校与南坡牧业有限公司签署合作协议。")
    assert relations(result, "RUNS") == {("临江学院", "“青桐学者”支持计划")}
    assert relations(result, "COOPERATES_WITH") == {("临江学院", "南坡牧业有限公司")}


def test_figures_in_words_brackets_and_series(extract: Extract) -> None:
    result = extract(
        "青山县博士占比由百分之三十一提高到百分之四十四。亩均产值由900元跃升至1.8万元。（一）市级专家工作站（6个）"
    )
    said = {(i.value, i.unit) for i in result.indicators}
    assert said == {(31, "%"), (44, "%"), (900, "元"), (1.8, "万元"), (6, "个")}
    assert {i.metric for i in result.indicators if i.unit == "%"} == {"博士占比"}


def test_two_lists_that_belong_together_item_by_item(extract: Extract) -> None:
    result = extract("青山县新引进的博士、硕士，分别给予每人20万元、6万元安家补贴。")
    assert {(i.metric, i.value) for i in result.indicators} == {
        ("新引进的博士给予每人安家补贴", 20),
        ("硕士给予每人安家补贴", 6),
    }
    result = extract("青山绿野茶业有限公司、南坡牧业有限公司分别拥有高技能人才61人和39人。")
    assert {(i.subject, i.metric, i.value) for i in result.indicators} == {
        ("青山绿野茶业有限公司", "高技能人才", 61),
        ("南坡牧业有限公司", "高技能人才", 39),
    }


def test_growth_belongs_to_what_grew(extract: Extract) -> None:
    result = extract("青山县人才总量2436人，比上年净增112人，增长4.85%。")
    assert [i.metric for i in result.indicators] == ["人才总量", "人才总量净增", "人才总量增长"]


def test_a_condition_before_the_figure_is_part_of_what_it_measures(extract: Extract) -> None:
    assert [i.metric for i in extract("青山县规定，属于国际顶尖人才的，最高可给予2000万元支持。").indicators] == [
        "国际顶尖人才支持"
    ]


def test_columns_of_counts_whose_headings_say_nothing(extract: Extract) -> None:
    result = extract("青山县人才统计（单位：人）\n队伍\t女性\t35岁及以下\n党政人才\t574\t561\n技能人才\t511\t127")
    assert {(i.metric, i.value, i.unit) for i in result.indicators} == {
        ("党政人才女性", 574, "人"),
        ("党政人才35岁及以下", 561, "人"),
        ("技能人才女性", 511, "人"),
        ("技能人才35岁及以下", 127, "人"),
    }


def test_a_figure_told_twice_is_one(extract: Extract) -> None:
    result = extract("青山县党政人才1982人。\n青山县人才统计（单位：人）\n队伍\t总量\n党政人才\t1982\n技能人才\t511")
    assert [(i.metric, len(i.evidence)) for i in result.indicators] == [("党政人才", 2), ("技能人才总量", 1)]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("青山县推出“博士村长”“院士村长”等做法。", "Programme", "“博士村长”"),
        ("青山县开展“乡村能人”评选。", "Programme", "“乡村能人”评选"),
        ("青山县接受省人民医院“组团式”帮扶，成效明显。", "Programme", "“组团式”帮扶"),
        ("表彰了“寒地英才奖”获得者。", "Honor", "“寒地英才奖”"),
        ("王建民夺得第43届世界技能大赛美发项目冠军。", "Honor", "第43届世界技能大赛美发项目冠军"),
        ("可登录“青山英才网”投递简历。", "Platform", "“青山英才网”"),
        ("全省高技能人才振兴计划于2011年启动。", "Programme", "全省高技能人才振兴计划"),
    ],
)
def test_quotations_and_unusual_heads(extract: Extract, text: str, kind: str, name: str) -> None:
    forms = {form for e in extract(text).entities if e.type == kind for form in (e.name, *e.aliases)}
    assert name in forms or name.removeprefix("全省") in forms


@pytest.mark.parametrize(
    "text",
    [
        "青山县推行“企业+农户”模式，打通“最后一公里”。",
        "市委“两新”工委书记王建民主持活动。",
        "设置化学工程专业，给予最高300万元项目资助。",
        "举行授牌活动。",
    ],
)
def test_formulas_subjects_and_events_are_no_programmes(extract: Extract, text: str) -> None:
    assert names(extract(text), "Programme") == []


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("浙江省技术能手何先撑与首批徒弟到会。", {"何先撑"}),
        ("选派的科技特派员张世英、李文才因工作调动不再承担任务。", {"张世英", "李文才"}),
        ("浙江大学医学院段树民院士到会。", {"段树民"}),
        ("董事长华建章系享受政府特殊津贴的专家。", {"华建章"}),
        ("选派王其礼、陆笑梅、谈一川三名副主任医师分别任职。", {"王其礼", "陆笑梅", "谈一川"}),
        ("张涛技能大师工作室、“冀铁柱劳模创新工作室”获批。", {"张涛", "冀铁柱"}),
        ("祁团长教我们健全博士后管理、服务制度，他是博士毕业生。", set()),
    ],
)
def test_names_that_the_tagger_cuts_wrongly(extract: Extract, text: str, persons: set[str]) -> None:
    assert set(names(extract(text), "Talent")) == persons


@pytest.mark.parametrize(
    ("text", "platforms"),
    [
        ("建成青山县彩色林木工程技术研究中心3个省级创新平台。", {"青山县彩色林木工程技术研究中心"}),
        ("青山州两家科技小院授牌，其中白水科技小院服务甜柿产业。", {"白水科技小院"}),
        ("依托能源材料与器件创新工场开展攻关。", {"能源材料与器件创新工场"}),
        (
            "组建山核桃产业组、茶叶专家顾问团和乡村振兴帮扶医疗队。",
            {"山核桃产业组", "茶叶专家顾问团", "乡村振兴帮扶医疗队"},
        ),
        ("青山县建成高山蔬菜育苗中心、轴承小镇。", {"高山蔬菜育苗中心", "轴承小镇"}),
        ("县职业教育中心派出8人专家团队，搭建引才平台。", set()),
    ],
)
def test_carriers_by_their_heads(extract: Extract, text: str, platforms: set[str]) -> None:
    assert set(names(extract(text), "Platform")) == platforms


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "青山市坚持创新，长飞、菲利华、晶瑞、鼎龙等一批企业在当地集聚。",
            "Enterprise",
            {"长飞", "菲利华", "晶瑞", "鼎龙"},
        ),
        ("重点发展生物医药、新材料、装备制造等企业。", "Enterprise", set()),
        ("米开罗那（上海）工业智能科技股份有限公司入驻。", "Enterprise", {"米开罗那（上海）工业智能科技股份有限公司"}),
        ("与甲申股份有限公司、和远气体有限公司签约。", "Enterprise", {"甲申股份有限公司", "和远气体有限公司"}),
        ("采取“企业+农户”“公司+合作社”“厂中校”模式，建成工厂。", "Enterprise", set()),
        (
            "中共青山县委办公室、青山县人民政府办公室印发。",
            "Organization",
            {"中共青山县委办公室", "青山县人民政府办公室"},
        ),
        ("该站由同心县科学技术局管理。", "Organization", {"同心县科学技术局"}),
        ("各乡镇人民政府、三级综合医院、二级学院和管委会参加。", "Organization", set()),
    ],
)
def test_bodies_in_lists_and_at_the_edges_of_words(extract: Extract, text: str, kind: str, expected: set[str]) -> None:
    assert set(names(extract(text), kind)) == expected


def test_the_party_committee_of_a_body_is_that_body(extract: Extract) -> None:
    result = extract("青山大学党委书记王建民到会。")
    assert relations(result, "WORKS_AT") == {("王建民", "青山大学")}


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("王建民茶艺技能大师工作室获批。", "茶艺"),
        ("湖北恩施冷水鱼科技小院授牌。", "冷水鱼"),
        ("岭海湾实验室揭牌。", None),
        ("青山县琉璃工艺创新专家工作站揭牌。", "琉璃工艺"),
        ("共建“稀有金属特种材料全国重点实验室”。", "稀有金属特种材料"),
        ("沙澧食品科创园揭牌。", None),
        ("青山县设立信丰县脐橙产业科技特派团。", "脐橙"),
        ("汤旺河谷康养科技小院揭牌。", "康养"),
        ("举办培训的是司国良技能大师工作室。", None),
        ("青山县医疗人才团队到岗。", None),
        ("绿色纺织产业科技服务团下企业。", "绿色纺织"),
        ("生物质能源研究团队获奖。", "生物质能源"),
        ("青山县农产品加工技术研究中心揭牌。", "农产品加工"),
        ("废油资源化技术与装备教育部工程研究中心获批。", "废油资源化"),
        ("建成甲鱼良种繁育工程技术研究中心。", "甲鱼"),
        ("建立“候鸟式专家工作站”。", None),
        ("东西部协作医疗队到岗。", None),
        ("设立实习实训基地。", None),
        ("批复“青山省竹基复合材料工程技术研究中心”。", "竹基复合材料"),
        ("光伏玻璃国家地方联合工程研究中心获批。", "光伏玻璃"),
        ("青山瀚远重工有限公司建成青山瀚远船舶动力院士工作站。", "船舶动力"),
        ("护康佳集团有限公司的护康佳研发中心揭牌。", None),
        ("苗绣传习所授课。", "苗绣"),
        ("成立青山学院大学生校外实践教育基地。", None),
        ("石泉镇夏布非遗工坊培训学员。", "夏布"),
        ("县中药材产业技术组到村。", "中药材"),
        ("中原学者工作站、校地引才工作站揭牌。", None),
        ("成立美丽乡村文旅专家服务团。", "文旅"),
        ("“老灶台”徽菜烹饪技能大师工作室授牌。", "徽菜烹饪"),
        ("江西仙女湖淡水鱼科技小院揭牌。", "淡水鱼"),
        ("贝类育种团队入驻。", "贝类"),
    ],
)
def test_the_topic_of_a_carrier(extract: Extract, text: str, industry: str | None) -> None:
    assert names(extract(text), "Industry") == ([industry] if industry else [])


@pytest.mark.parametrize(
    ("text", "industries"),
    [
        ("公司主做防火气凝胶毡，总部在青山。", {"防火气凝胶毡"}),
        ("主养暖水海胆的合作社去年出苗800万粒。", {"暖水海胆"}),
        ("帮助企业开发低聚木糖新产品2个。", {"低聚木糖"}),
        ("完成了两条氟化盐生产线的节能改造。", {"氟化盐"}),
        ("双方在废旧动力电池材料修复领域开展合作。", {"废旧动力电池材料修复"}),
        ("大力发展水稻、小麦、紫云英、食用菌产业。", {"水稻", "小麦", "紫云英", "食用菌"}),
        ("县领导挂帅轴承、有色金属、粮油食品三条重点产业链。", {"轴承", "有色金属", "粮油食品"}),
        ("工作室涵盖机器人维保、信息安全等行业。", {"机器人维保", "信息安全"}),
        ("组建寒地蓝莓、森林猪2支服务队。", {"寒地蓝莓", "森林猪"}),
        ("联合开发莲子乳、荷叶黄酮含片，带动农户增收。", {"莲子乳", "荷叶黄酮含片"}),
        ("研制出钢包智能喷补机器人，研发履带式旋耕机。", {"钢包智能喷补机器人", "履带式旋耕机"}),
        ("合作开发的即食银耳羹生产线投产。", {"即食银耳羹"}),
        ("公司年产锦纶切片6万吨。", {"锦纶切片"}),
        ("它是一家器官芯片领域的生物科技公司。", {"器官芯片"}),
        ("公司生产的肿瘤荧光检测板已进入临床。", {"肿瘤荧光检测板"}),
        ("研发的汽车传感器实现装车试跑，公司主营食用菌生产、加工、出口等。", {"汽车传感器", "食用菌"}),
        ("举办绒毛分级、民族刺绣等培训班64期。", {"绒毛分级", "民族刺绣"}),
        ("中心聚焦高端电机电控、工业自动化等符合青山发展导向的产业。", {"高端电机电控", "工业自动化"}),
        ("围绕生物医药、智能终端等核心领域招商。", {"生物医药", "智能终端"}),
        ("签约企业涵盖基因测序、光学显微等多个细分赛道。", {"基因测序", "光学显微"}),
        (
            "工作室行业领域覆盖飞机维修、信息安全等，还有非遗项目，如丝绸织造、琥珀雕刻等。",
            {"飞机维修", "信息安全", "丝绸织造", "琥珀雕刻"},
        ),
        ("公司专注于打破国外垄断。他为奶山羊接生。县里发展奶山羊产业。", {"奶山羊"}),
        ("沙田柚农业产业和果蔬特色产业增收。", {"沙田柚", "果蔬"}),
        ("聚焦柔性显示、固态电池、智能鞋等方向开展攻关。", {"柔性显示", "固态电池", "智能鞋"}),
        ("双方围绕可降解非织造布、抗菌芯体材料联合攻关。", {"可降解非织造布", "抗菌芯体材料"}),
        ("博士后科研工作站（青山区，抗体药物方向）揭牌。", {"抗体药物"}),
        ("中心聚焦新能源汽车热泵技术。", {"新能源汽车热泵"}),
        ("涵盖普外、妇产、新生儿等7个专业。", set()),
        ("公司集玻纤产品研发、生产、销售为一体，集科研、销售于一体。", {"玻纤"}),
        ("企业涉及智能制造、健康食品等多个领域。", {"智能制造", "健康食品"}),
        ("涉及胸外科、儿科等11个专业。", set()),
        ("围绕道地药材黄精、藤茶等产业帮扶。", {"黄精", "藤茶"}),
        ("宜黄县制种产业、竹荪产业有了顾问。", {"制种", "竹荪"}),
        ("青山县坚持产业出题，是中国压铸产业集群示范地。", {"压铸"}),
        ("选派医疗、教育、文旅专技人才21名。", {"医疗", "教育", "文旅"}),
        ("开发文创产品45款。", {"文创产品"}),
        ("开发五味子系列产品6款。", {"五味子"}),
        ("技术研发投入占营业收入的5%，攻关黄化病，研发、促进成果转化。", set()),
        ("新设零磁医学、量子传感2个团队。", {"零磁医学", "量子传感"}),
        ("王建民、孙立群2个团队入驻。", set()),
        ("在人才培养领域开展合作，开发新产品，研究方案。", set()),
        ("王建民任副总经理，分管真空泵研发；孙立群承担谐波减速器寿命测试。", {"真空泵", "谐波减速器"}),
        ("围绕聚酰亚胺薄膜配方开展联合攻关。", {"聚酰亚胺薄膜"}),
        ("公司主打搪瓷餐具出口，把激光传感器做到了国产第一。", {"搪瓷餐具", "激光传感器"}),
        ("将秸秆转化为生物质颗粒燃料，推出冻干蓝莓果酱。", {"生物质颗粒燃料", "冻干蓝莓果酱"}),
        ("王建民从事建盏釉料改良，孙立群从事温带果树栽培研究20年。", {"建盏釉料", "温带果树"}),
        ("海安产业路上的“红娘”，作为其重要产业平台，未单列产业类别。", set()),
        ("农户试种续断、独活等药材300亩。", {"续断", "独活"}),
        ("王建民负责培训，手把手教他们用墒情仪。", set()),
        ("做变频控制器的青山智控科技有限公司请来王建民，他早年在海外做刻蚀机。", {"变频控制器", "刻蚀机"}),
        ("青禾公司以化工塔填料起家，是国内最大的含氟聚合物生产商。", {"化工塔填料", "含氟聚合物"}),
        ("水暖阀门、汽摩配是青山的三大当家产业。", {"水暖阀门", "汽摩配"}),
        (
            "他从老卤中提取高纯氯化锂，帮企业攻下深冷球阀密封关，解决换热器焊缝开裂问题。",
            {"高纯氯化锂", "深冷球阀", "换热器"},
        ),
        ("把母羊双羔率提到23%，鲜果卖得快，早虾上市，解决裂果难题，能把图纸变成光。", set()),
        ("设长春、北京、东京三个赛区，以滩羊、小杂粮两大产业为重点。", {"滩羊", "小杂粮"}),
        ("镇上的铜加工企业少，日用瓷企业多，涉茶企业也不少。", {"铜加工", "日用瓷"}),
        ("游客住进民宿，研学旅行升温。", {"民宿", "研学旅行"}),
        ("公司专营刺梨精深加工，把水产种业、贝类种业做强。", {"刺梨精深加工", "水产种业", "贝类种业"}),
        (
            "企业生产驼乳粉和驼乳冻干含片，合作开发半导体用陶瓷结构件。",
            {"驼乳粉", "驼乳冻干含片", "半导体用陶瓷结构件"},
        ),
        ("苗绣老艺人王建民、盆景艺人孙立群授徒，民间艺人也来听课。", {"苗绣", "盆景"}),
        (
            "合作社的薏米粉、薏米茶两条生产线投产。公司做田鱼干、鱼松、鲜鱼酱，产品外销。",
            {"薏米粉", "薏米茶", "田鱼干", "鱼松", "鲜鱼酱"},
        ),
        ("掌握羊奶脱膻关键技术、永磁同步电机降噪技术，开展全氟醚橡胶研究。", {"羊奶", "永磁同步电机", "全氟醚橡胶"}),
        ("主导产品进入光伏背板供应链，王建民用无人机巡田，来自葡萄主产县市。", {"光伏背板", "葡萄"}),
        ("“掘进机远程操控”项目由固态电解质研发团队承担，推动食醋产业转型升级。", {"固态电解质", "食醋"}),
        (
            "教育领域参照执行，卫生健康系统2011人。县里有380亩花椒林，公司专攻结构仿真软件。",
            {"教育", "卫生健康", "花椒", "结构仿真软件"},
        ),
        ("打通业务系统124个，组织相关领域专家，引进更多种业团队。", {"种业"}),
        (
            "课题为特高压用棒形绝缘子，主营中药配方颗粒的企业改造三条阀片生产线。",
            {"特高压用棒形绝缘子", "中药配方颗粒", "阀片"},
        ),
        ("从虾壳中提取甲壳素，找到关键因素，非遗青年传承人参加。", {"甲壳素"}),
        ("文旅领域，聘请孙立群编制规划。在人才引进方面，办法不多。", {"文旅"}),
    ],
)
def test_an_industry_by_what_is_done_with_it(extract: Extract, text: str, industries: set[str]) -> None:
    assert set(names(extract(text), "Industry")) == industries


def test_a_bureau_s_report_speaks_of_the_bureau(extract: Extract) -> None:
    result = extract("青山县科技局2023年人才工作总结\n实施“百名茶师”培育计划，成效明显。")
    assert relations(result, "RUNS") == {("青山县科技局", "“百名茶师”培育计划")}


def test_a_policy_supports_what_its_clauses_set_up(extract: Extract) -> None:
    result = extract(
        "青山市关于加快集聚产业人才的若干措施\n一、实施“青山英才”计划。\n二、支持青山市茶叶重点实验室提档升级。"
    )
    policy = "青山市关于加快集聚产业人才的若干措施"
    assert relations(result, "SUPPORTS") >= {(policy, "“青山英才”计划"), (policy, "青山市茶叶重点实验室")}


def test_a_table_of_workshops(extract: Extract) -> None:
    result = extract(
        "工作室名称\t领办人\t依托单位\n青山茶艺技能大师工作室\t王建民\t青山职业技术学院\n白水制香工作室\t云可\t白水香料有限公司"
    )
    assert relations(result, "MEMBER_OF") == {("王建民", "青山茶艺技能大师工作室"), ("云可", "白水制香工作室")}
    assert ("青山茶艺技能大师工作室", "青山职业技术学院") in relations(result, "HOSTED_BY")


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("在他们的引领下，培育出富水、青山、清油河3个科技示范镇。", "Region", {"富水", "青山", "清油河"}),
        ("成立“特色产业专家工作站”8个，打造国内顶级光电产业创新基地。", "Platform", set()),
        (
            "大规模实施职业技能提升行动，举行校企合作冬季对接会。",
            "Programme",
            {"职业技能提升行动", "校企合作冬季对接会"},
        ),
        (
            "为专家颁发“青山县乡村振兴专家”聘书，国家优秀科技特派员王建民到会。",
            "Honor",
            {"“青山县乡村振兴专家”", "国家优秀科技特派员"},
        ),
        ("对接的胡琳研究员、汤丰收研究员、刘春增研究员到会。", "Talent", {"胡琳", "汤丰收", "刘春增"}),
        ("“病人多了。”消化科专家吕林说。省中医院成立了博士工作室。", "Talent", {"吕林"}),
        ("走访徐田古村落，学习习近平新时代中国特色社会主义思想。", "Talent", set()),
    ],
)
def test_what_genuine_news_writes(extract: Extract, text: str, kind: str, expected: set[str]) -> None:
    assert set(names(extract(text), kind)) == expected


@pytest.mark.parametrize(
    ("text", "metric", "value"),
    [
        ("青山县给予10万元至50万元项目资助。", "项目资助", 10),
        ("青山县持证人员（含技能人才、农村实用人才）总量达到1300人。", "持证人员总量", 1300),
        ("青山县就诊率达到91.2%，比2020年提高6.8个百分点。", "就诊率提高", 6.8),
    ],
)
def test_figures_in_ranges_asides_and_comparisons(extract: Extract, text: str, metric: str, value: float) -> None:
    assert any(metric in i.metric and i.value == value for i in extract(text).indicators)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("近年来，政和县大力推广政和白茶，社会认知度明显提高。", "Industry", {"政和白茶"}),
        ("石泉县面向深远海养殖、海上风电等领域引才。", "Industry", {"深远海养殖", "海上风电"}),
        ("引进龙井43、松香3号等新品种6个。", "Industry", set()),
        ("石泉县打造水泵产业基地，是全国绿色农产品供应基地。", "Platform", set()),
        ("石泉县王建民专家工作站今年3月落户县科技园。", "Region", {"石泉县"}),
        ("仁和市“智汇仁州”论坛举行。", "Region", {"仁和市"}),
    ],
)
def test_what_is_called_after_a_place_and_what_is_not(
    extract: Extract, text: str, kind: str, expected: set[str]
) -> None:
    assert set(names(extract(text), kind)) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("帮助青山县和平茶厂有限公司改造生产线。", "Enterprise", {"青山县和平茶厂有限公司"}),
        ("王建民获全国农牧渔业丰收奖二等奖。", "Honor", {"全国农牧渔业丰收奖二等奖"}),
        ("市农科院魔芋工程技术研究中心成立。", "Industry", {"魔芋"}),
        ("沈斌　久盛电气股份有限公司　高级工程师", "Talent", {"沈斌"}),
    ],
)
def test_edges_of_names(extract: Extract, text: str, kind: str, expected: set[str]) -> None:
    assert set(names(extract(text), kind)) == expected


def test_rows_of_bars_without_those_at_their_ends_are_a_table(extract: Extract) -> None:
    result = extract(
        "编号 | 平台名称 | 依托单位 | 负责人\n"
        "01 | 青山市茶叶加工重点实验室 | 云岭绿野茶业有限公司 | 王建民\n"
        "02 | 青山市核桃种业工程技术研究中心 | 青山大学 | 孙立群\n"
    )
    assert relations(result, "HOSTED_BY") == {
        ("青山市茶叶加工重点实验室", "云岭绿野茶业有限公司"),
        ("青山市核桃种业工程技术研究中心", "青山大学"),
    }


def test_a_contest_goes_on_as_this_contest_and_county_means_the_documents_own(extract: Extract) -> None:
    result = extract(
        "青山县人才工作综述\n第三届“花果英才”创新创业大赛启动。本届大赛由青山县科技局、青山县人社局共同主办。"
        "县里推出“归雁计划”，引回人才百名。"
    )
    assert relations(result, "RUNS") == {
        ("青山县科技局", "第三届“花果英才”创新创业大赛"),
        ("青山县人社局", "第三届“花果英才”创新创业大赛"),
        ("青山县", "“归雁计划”"),
    }


def test_the_hospital_meant_is_that_of_the_documents_place(extract: Extract) -> None:
    result = extract(
        "云岭市人民医院“组团式”帮扶青山县医疗见闻\n"
        "青山县是山区县。云岭市人民医院选派专家支援青山县人民医院。云岭市人民医院心内科主任王建民任队长。"
        "在专家帮助下，医院建成胸痛中心、卒中中心。"
    )
    assert {pair for pair in relations(result, "HOSTED_BY") if pair[0] == "胸痛中心"} == {
        ("胸痛中心", "青山县人民医院")
    }


def test_each_firm_of_a_list_has_the_station_that_its_end_names(extract: Extract) -> None:
    result = extract("会上为云岭绿野茶业有限公司、南坡牧业有限公司专家工作站授牌。")
    assert relations(result, "HOSTED_BY") == {
        ("云岭绿野茶业有限公司专家工作站", "云岭绿野茶业有限公司"),
        ("南坡牧业有限公司专家工作站", "南坡牧业有限公司"),
    }


def test_a_person_heads_an_entry_in_brackets(extract: Extract) -> None:
    result = extract("青山大学科技特派员纪实\n【机电工程学院　迟仲谋】连续四年派驻白水县，服务云岭绿野茶业有限公司。")
    assert ("迟仲谋", "青山大学") in relations(result, "WORKS_AT")
    assert {("迟仲谋", "白水县"), ("迟仲谋", "云岭绿野茶业有限公司")} <= relations(result, "SERVES")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("妇产科医生拉毛永措跟着学了半年。", "拉毛永措"),
        ("青山大学副教授闻人杰连续两年服务茶农。", "闻人杰"),
        ("网络安全工程师布和巴雅尔入选“青山英才计划”。", "布和巴雅尔"),
        ("导师为濮阳絮教授。", "濮阳絮"),
        ("苏哲远任实验室主任。", "苏哲远"),
        ("青山大学副教授阿依古丽·买买提到村。", "阿依古丽·买买提"),
        ("领队为高级验船师阿迪力江·吐逊。", "阿迪力江·吐逊"),
        ("青山科学院院士奥列格·舍甫琴科系该校教师。", "奥列格·舍甫琴科"),
        ("甘肃云岭药业负责人常胜利聘请顾问。", "常胜利"),
        ("该工作室由省技术能手池广海领办。", "池广海"),
        ("酒庄酿酒师哈丽娟到会。", "哈丽娟"),
        ("公司董事长吉日木图握手致意。", "吉日木图"),
        ("中心主任程砚北原在企业做供应链。", "程砚北"),
    ],
)
def test_uncommon_names_beside_a_title(extract: Extract, text: str, person: str) -> None:
    assert names(extract(text), "Talent") == [person]


def test_a_line_below_a_name_tells_what_its_bearer_is(extract: Extract) -> None:
    result = extract(
        "王建民（男）——茶园里的“破壁者”\n青山大学教授，茶学博士，驻村三年。\n孙立群：给鸡看病的人\n石泉县畜牧站站长。"
    )
    assert relations(result, "WORKS_AT") == {("王建民", "青山大学"), ("孙立群", "石泉县畜牧站")}


def test_profiles_are_of_those_on_the_list_that_the_text_opens_with(extract: Extract) -> None:
    result = extract(
        "县里公布“十佳茶师”名单。\n王建民——茶园“破壁者”\n他制茶三十年。\n孙立群：守山的人\n他管护茶树。\n余可欣——追花人\n她采蜜。"
    )
    assert relations(result, "SELECTED_FOR") == {(p, "“十佳茶师”") for p in ("王建民", "孙立群", "余可欣")}


def test_stations_that_head_items_have_the_experts_of_their_items(extract: Extract) -> None:
    result = extract(
        "先后设立候鸟人才工作站2个。\n（1）茶香花园站。设在白水镇，站长孙立群。\n"
        "（2）核桃产业站。省林科院研究员王建民每周坐诊，联系人云可欣。"
    )
    assert names(result, "Platform")[-2:] == ["茶香花园站", "核桃产业站"]
    assert ("茶香花园站", "白水镇") in relations(result, "LOCATED_IN")
    assert relations(result, "MEMBER_OF") == {("孙立群", "茶香花园站"), ("王建民", "核桃产业站")}


def test_a_policy_called_for_short_is_the_policy(extract: Extract) -> None:
    result = extract(
        "根据《青山市科技创新平台管理办法》（青科规〔2022〕3号，以下简称《办法》），受理申报。依据《办法》第十条，单独申报。"
    )
    assert [e.name for e in result.entities if e.type == "Policy"] == ["《青山市科技创新平台管理办法》"]


def test_a_bare_noun_means_the_only_thing_of_its_kind_however_far_back(extract: Extract) -> None:
    result = extract(
        "青山茶叶产业研究院建设纪实\n青山茶叶产业研究院2020年成立。\n采茶的人多了。\n村里热闹起来。\n"
        "研究院推出“茶师英才”计划。\n去年，研究院院长王建民到村。"
    )
    assert ("青山茶叶产业研究院", "“茶师英才”计划") in relations(result, "RUNS")
    assert ("王建民", "青山茶叶产业研究院") in relations(result, "WORKS_AT")


def test_label_lines_go_on_about_the_firm_that_heads_them(extract: Extract) -> None:
    result = extract(
        "青山市专家需求公告\n需求一：云岭绿野实业有限公司\n单位简介：位于白水镇，主营茶叶。\n需求内容：萎凋控制。联系人：王建民。"
    )
    assert ("云岭绿野实业有限公司", "白水镇") in relations(result, "LOCATED_IN")
    assert ("云岭绿野实业有限公司", "茶叶") in relations(result, "IN_INDUSTRY")
    assert ("王建民", "云岭绿野实业有限公司") in relations(result, "WORKS_AT")


def test_a_firm_is_called_by_brand_and_trade(extract: Extract) -> None:
    result = extract("青山省绿野生物医药股份有限公司获批建站。绿野生物董事长王建民到会。")
    assert relations(result, "WORKS_AT") == {("王建民", "青山省绿野生物医药股份有限公司")}


def test_items_under_a_line_on_signing_name_two_sides_each(extract: Extract) -> None:
    result = extract(
        "仪式上签约的项目有：\n——青山大学研究员王建民与云岭绿野茶业有限公司“低温萎凋”；\n"
        "——青山茶叶技术转移中心与省林科院互设站点；"
    )
    assert ("王建民", "云岭绿野茶业有限公司") in relations(result, "SERVES")
    assert ("青山茶叶技术转移中心", "省林科院") in relations(result, "COOPERATES_WITH")


def test_a_team_is_called_by_its_batch(extract: Extract) -> None:
    result = extract("第五批青山“组团式”支援医疗队来到石泉县，队长王建民任石泉县人民医院院长。")
    assert names(result, "Platform") == ["第五批青山“组团式”支援医疗队"]
    assert relations(result, "MEMBER_OF") == {("王建民", "第五批青山“组团式”支援医疗队")}


def test_a_guest_s_department_is_not_our_own(extract: Extract) -> None:
    result = extract(
        "青山大学新闻\n云岭绿野实业有限公司副总经理王建民、综合部部长孙立群和总工余可欣到我校洽谈，科研处处长云飞扬、"
        "茶叶加工重点实验室副主任何以安参加。"
    )
    works = relations(result, "WORKS_AT")
    assert {(name, "云岭绿野实业有限公司") for name in ("王建民", "孙立群")} <= works
    assert ("孙立群", "青山大学") not in works
    assert relations(result, "MEMBER_OF") == {("何以安", "茶叶加工重点实验室")}


@pytest.mark.parametrize(
    "text",
    [
        "青山县科协：当好科技工作者的“娘家人”\n近年来，举办“科普进校园”活动42场次。",
        "2022年度人才工作述职报告\n青山县科协\n一年来，实施“科普进校园”活动。",
        "青山县科协2022年人才工作总结\n一年来，实施“科普进校园”活动。",
    ],
)
def test_a_bodys_report_on_itself_tells_what_the_body_runs(extract: Extract, text: str) -> None:
    assert relations(extract(text), "RUNS") == {("青山县科协", "“科普进校园”活动")}


def test_a_programme_named_after_a_place_of_the_document_is_its_own(extract: Extract) -> None:
    text = "云岭市科技局工作动态\n王建民来自青山县，2022年入选“青山英才”支持计划。"
    assert relations(extract(text), "RUNS") == {("青山县", "“青山英才”支持计划")}


def test_words_of_a_programme_s_name_make_no_plan(extract: Extract) -> None:
    text = "青山市2024年人才工作总结\n依托“英才归乡”计划引进博士12名。"
    assert relations(extract(text), "RUNS") == {("青山市", "“英才归乡”计划")}


def test_a_professor_without_a_university_is_at_the_one_named_last(extract: Extract) -> None:
    text = "在青山大学专场会上，王建民教授推介了3项成果。孙立群教授也到会。会后，云岭大学孙立群参观了企业。"
    assert relations(extract(text), "WORKS_AT") == {("王建民", "青山大学"), ("孙立群", "云岭大学")}


def test_a_product_with_a_quality_is_the_product_of_which_the_text_speaks(extract: Extract) -> None:
    found = extract("李娜指导农户种植石榴，推广高产石榴，石榴产业已有规模。")
    industries = {e.name: set(e.aliases) for e in found.entities if e.type == "Industry"}
    assert list(industries) == ["石榴"] and "高产石榴" in industries["石榴"]


def test_a_column_of_units_and_posts_and_a_note_behind_a_person_tell_employers(extract: Extract) -> None:
    rows = "专家姓名\t所在单位及职务\t帮扶企业\n王建民\t青山大学茶学院教授\t云岭绿野茶业有限公司"
    assert ("王建民", "青山大学") in relations(extract(rows), "WORKS_AT")
    rows = "| 工作站 | 进站专家 |\n| --- | --- |\n| 云岭院士工作站 | 王建民（中国工程院院士、青山大学教授） |"
    assert relations(extract(rows), "WORKS_AT") == {("王建民", "青山大学")}


def test_a_subheading_or_a_note_does_not_end_a_list_of_people(extract: Extract) -> None:
    text = "青山市“青山英才”计划入选名单\n（排名不分先后）\n一、领军人才（1人）\n王建民  青山大学"
    assert relations(extract(text), "SELECTED_FOR") == {("王建民", "青山市“青山英才”计划")}


@pytest.mark.parametrize(
    "text",
    [
        "对进站专家入选“青江英才”计划的，由市财政给予津贴。",
        "揭榜团队优先纳入“青江英才”计划支持范围，凭办法享受待遇。",
        "进站专家可直接申报“青江英才”计划，青山银行给予贷款。",
    ],
)
def test_whom_a_regions_own_scheme_is_open_to(extract: Extract, text: str) -> None:
    result = extract(f"青山市柔性引才办法\n青山市人力资源和社会保障局牵头。{text}")
    assert relations(result, "RUNS") == {("青山市", "“青江英才”计划")}


def test_a_contest_with_a_places_name_is_not_the_places_for_that(extract: Extract) -> None:
    result = extract("青山市人才工作简报\n王建民的徒弟在“青山工匠杯”职业技能大赛上夺魁。")
    assert relations(result, "RUNS") == set()


def test_a_committee_and_its_government_act_together(extract: Extract) -> None:
    result = extract("青山市人才工作综述\n去年，市委市政府先后推出《关于加快人力资源服务业发展的若干措施》。")
    policy = "《关于加快人力资源服务业发展的若干措施》"
    assert relations(result, "ISSUED") == {("市委", policy), ("市政府", policy)}


def test_issuers_in_a_title_are_parted_by_blanks(extract: Extract) -> None:
    policy = "《云岭省农业农村厅 云岭省财政厅关于做好农民培育工作的通知》"
    result = extract(f"根据{policy}要求，各县开班。")
    assert relations(result, "ISSUED") == {("云岭省农业农村厅", policy), ("云岭省财政厅", policy)}


def test_the_plan_of_an_action_is_no_scheme(extract: Extract) -> None:
    assert names(extract("依据《云岭省专家服务基层行动实施方案》，制定本办法。"), "Programme") == []


def test_a_county_runs_no_scheme_that_everybody_knows_as_a_provinces(extract: Extract) -> None:
    found = extract("会泽县人才工作总结\n全县依托“兴滇英才支持计划”引进专家，实施“会泽英才”计划。")
    runs = {(r.source[1], r.target[1]) for r in found.relations if r.type == "RUNS"}
    assert runs == {("会泽县", "“会泽英才”计划")}


def test_whose_words_are_heeded_issues_nothing(extract: Extract) -> None:
    found = extract("会议传达学习云岭省委人才工作会议精神，审议通过《青山市人才工作要点》。")
    assert {r.source[1] for r in found.relations if r.type == "ISSUED"} == {"青山市"}


def test_an_office_with_two_longer_names_is_one(extract: Extract) -> None:
    found = extract("云岭省科学技术厅公布名单。云岭省科技厅负责解释，省科技厅给予补助。")
    assert [e.name for e in found.entities if e.type == "Organization"] == ["云岭省科学技术厅"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("青山县深化人才改革。实施“茶乡英才”计划，引才30名。", "青山县"),
        ("近年来，云岭市青山县大力引才。实施“茶乡英才”计划，引才30名。", "青山县"),
        ("青山县石泉镇的茶园里，专家正忙。实施“茶乡英才”计划，引才30名。", None),
    ],
)
def test_a_text_goes_on_about_the_place_that_acts_in_its_first_sentence(
    extract: Extract, text: str, place: str | None
) -> None:
    runs = {r.source[1] for r in extract(text).relations if r.type == "RUNS"}
    assert runs == ({place} if place else set())
