"""Industries, and who serves whom, by the ways that reports tell it."""

from __future__ import annotations

from ingest.extract import Extraction
from tests.ingest.extract.support import Extract


def relations(result: Extraction, kind: str) -> set[tuple[str, str]]:
    return {(r.source[1], r.target[1]) for r in result.relations if r.type == kind}


def test_a_carrier_serves_the_industry_that_it_is_named_after(extract: Extract) -> None:
    result = extract("青山县大力发展轴承产业。荔丰轴承产业园入驻企业143家，县轴承检测中心投入运行。")
    assert {("荔丰轴承产业园", "轴承"), ("县轴承检测中心", "轴承")} <= relations(result, "SERVES")


def test_who_grows_what_a_base_or_a_cooperative_is_named_after(extract: Extract) -> None:
    result = extract("肉牛良种繁育基地由南坡牧业有限公司运营。阁山镇核桃种植专业合作社带动了核桃产业。")
    assert {("南坡牧业有限公司", "肉牛"), ("阁山镇核桃种植专业合作社", "核桃")} <= relations(result, "IN_INDUSTRY")


def test_a_firm_is_in_the_trade_of_its_name_if_the_document_tells_nothing_else_of_it(extract: Extract) -> None:
    text = "青山县大力发展咖啡产业。青山晨雾咖啡有限公司收购鲜果1300吨。"
    assert relations(extract(text), "IN_INDUSTRY") == {("青山晨雾咖啡有限公司", "咖啡")}
    text = "青山县大力发展咖啡产业。王建民服务青山晨雾咖啡有限公司。"
    assert not relations(extract(text), "IN_INDUSTRY")


def test_officials_reporters_and_speakers_serve_nobody(extract: Extract) -> None:
    assert not relations(extract("青山县委书记王建民到云岭绿野茶业有限公司指导生产。"), "SERVES")
    told = extract("王建民教授介绍，服务茶叶产业的专家有20名。")
    assert not [pair for pair in relations(told, "SERVES") if pair[0] == "王建民"]


def test_two_experts_are_those_who_were_named_last(extract: Extract) -> None:
    result = extract("青山大学教授王建民、孙立群到岗。两位专家分别派驻青山县水头镇和南雁镇。")
    assert relations(result, "SERVES") == {("王建民", "水头镇"), ("孙立群", "南雁镇")}


def test_experts_without_names_are_those_of_the_activity(extract: Extract) -> None:
    result = extract("组织“千名专家下基层”活动。\n专家们深入云岭绿野茶业有限公司，现场指导加工。")
    assert relations(result, "SERVES") == {("“千名专家下基层”活动", "云岭绿野茶业有限公司")}


def test_a_county_s_team_serves_the_county_and_a_city_s_team_is_sent_by_it(extract: Extract) -> None:
    assert relations(extract("石泉县科技特派团到岗。"), "SERVES") == {("石泉县科技特派团", "石泉县")}
    assert not relations(extract("云州市博士服务团下乡。"), "SERVES")


def test_an_item_is_about_the_station_that_heads_it_and_not_about_whom_it_names(extract: Extract) -> None:
    result = extract(
        "（1）石泉花园站。设在石泉镇，站长王建民，系青山大学教授。组织专家为云岭绿野茶业有限公司改造生产线。\n"
        "（2）白水花园站。设在白水镇。"
    )
    assert relations(result, "SERVES") == {("石泉花园站", "云岭绿野茶业有限公司")}


def test_items_go_on_about_the_line_that_leads_in(extract: Extract) -> None:
    result = extract("第三条 科技特派员的主要任务：\n（一）围绕茶叶、核桃等产业推广新品种；")
    assert relations(result, "SERVES") == {("科技特派员", "茶叶"), ("科技特派员", "核桃")}


def test_this_town_is_the_one_that_was_named_last(extract: Extract) -> None:
    result = extract("雷峰镇是老茶区。2019年，高级农艺师王建民派驻该镇。")
    assert relations(result, "SERVES") == {("王建民", "雷峰镇")}


def test_who_leads_a_group_without_a_name_does_what_the_group_does(extract: Extract) -> None:
    result = extract("加工组由青山大学教授王建民带队，为云岭绿野茶业有限公司等12家企业解决难题9个。")
    assert relations(result, "SERVES") == {("王建民", "云岭绿野茶业有限公司")}


def test_a_policy_supports_what_its_title_is_about(extract: Extract) -> None:
    result = extract("印发《青山县专家工作站管理办法》。\n青山茶叶专家工作站揭牌，青山茶叶专家工作站有专家5名。")
    assert ("《青山县专家工作站管理办法》", "青山茶叶专家工作站") in relations(result, "SUPPORTS")
    revoked = extract("《青山县专家工作站管理办法》同时废止。\n青山茶叶专家工作站揭牌，青山茶叶专家工作站有专家5名。")
    assert not relations(revoked, "SUPPORTS")


def test_a_scheme_supports_the_industry_that_it_is_named_after(extract: Extract) -> None:
    result = extract("实施“百名茶师”培育工程，培训千人。青山县的茶叶产业有名。")
    assert relations(result, "SUPPORTS") == {("“百名茶师”培育工程", "茶叶")}
    titles = extract("王建民入选“茶叶工匠”培育项目，夺得青山省茶叶加工技能竞赛第一名。青山县的茶叶产业有名。")
    assert not relations(titles, "SUPPORTS")


def test_a_firm_produces_what_its_breeding_ground_is_for_and_not_what_its_park_is_for(extract: Extract) -> None:
    text = "青山县发展核桃、茶叶等产业。青山核桃良种繁育基地由云岭绿野实业有限公司运营。"
    text += "青山茶叶产业园由南坡实业有限公司运营。"
    assert relations(extract(text), "IN_INDUSTRY") == {("云岭绿野实业有限公司", "核桃")}


def test_whom_a_noun_belongs_to_is_served_by_what_is_done_for_it(extract: Extract) -> None:
    result = extract("青山大学教授王建民到会，为石泉镇小微企业开展工艺诊断。")
    assert ("王建民", "石泉镇") in relations(result, "SERVES")


def test_an_expert_gives_advice_on_a_problem_where_he_is(extract: Extract) -> None:
    result = extract("青山大学教授王建民在云岭绿野茶业有限公司车间，就萎凋不匀问题提出改进建议。")
    assert relations(result, "SERVES") == {("王建民", "云岭绿野茶业有限公司")}


def test_this_town_is_no_city_whose_name_ends_so(extract: Extract) -> None:
    result = extract("景德镇的专家王建民教授在浮梁县湘湖镇指导后，长期驻点该镇。")
    assert ("王建民", "景德镇") not in relations(result, "SERVES")
    assert ("王建民", "湘湖镇") in relations(result, "SERVES")


def test_two_stations_told_apart_serve_each_its_own(extract: Extract) -> None:
    result = extract("王建民专家工作站和孙立群专家工作站分别设在石泉镇和白水镇，为茶叶、核桃攻关。")
    assert relations(result, "SERVES") == {("王建民专家工作站", "茶叶"), ("孙立群专家工作站", "核桃")}


def test_a_team_that_somebody_leads_does_what_the_clause_tells(extract: Extract) -> None:
    result = extract("青山大学教授王建民牵头的茶叶创新团队在这里做中试，成果交给云岭绿野茶业有限公司。")
    assert ("茶叶创新团队", "云岭绿野茶业有限公司") in relations(result, "SERVES")
    assert ("王建民", "云岭绿野茶业有限公司") not in relations(result, "SERVES")


def test_words_that_only_look_like_plans_hide_nothing(extract: Extract) -> None:
    for text in (
        "王建民教授用虚拟模型为云岭绿野茶业有限公司解决难题。",
        "王建民教授争取到项目资金，为云岭绿野茶业有限公司解决难题。",
        "王建民教授出谋划策，为云岭绿野茶业有限公司解决难题。",
    ):
        assert relations(extract(text), "SERVES") == {("王建民", "云岭绿野茶业有限公司")}
    assert not relations(extract("王建民教授拟为云岭绿野茶业有限公司解决难题。"), "SERVES")


def test_whoever_comes_to_the_village_serves_the_one_that_the_text_is_about(extract: Extract) -> None:
    result = extract(
        "石泉村地处深山。石泉村的脐橙远近闻名，石泉村今年又添了新品种。\n"
        "2016年，省农科院研究员王建民带领团队驻村，建起示范园。"
    )
    assert ("王建民", "石泉村") in relations(result, "SERVES")


def test_a_team_s_member_acts_himself_and_a_learner_serves_nobody(extract: Extract) -> None:
    result = extract(
        "省委组织部选派的博士服务团成员、青山大学副教授王建民挂任县科技局副局长，帮助云岭绿野茶业有限公司改造生产线。"
    )
    assert ("王建民", "云岭绿野茶业有限公司") in relations(result, "SERVES")
    assert ("博士服务团", "云岭绿野茶业有限公司") not in relations(result, "SERVES")
    away = extract("县医院医师王建民到青山大学附属医院进修，开展手术20例。")
    assert not relations(away, "SERVES")


def test_a_text_that_explains_a_policy_in_its_title_tells_what_the_policy_does(extract: Extract) -> None:
    result = extract(
        "关于支持青山县产业人才发展的若干措施（政策解读）\n"
        "区科技局制定了《关于支持青山县产业人才发展的若干措施》。\n（一）引进人才。实施“药谷英才”引进计划，引进人才10名。"
    )
    policy = "《关于支持青山县产业人才发展的若干措施》"
    assert (policy, "“药谷英才”引进计划") in relations(result, "SUPPORTS")
    assert relations(result, "ISSUED") == {("区科技局", policy)}


def test_a_row_of_a_team_says_what_the_team_serves_and_one_of_a_member_what_the_member_does(extract: Extract) -> None:
    teams = extract(
        "科技特派团派驻情况表\n序号\t特派团名称\t团长\t团长单位\t派驻地\n"
        "1\t松岚县茶叶科技特派团\t李建明\t云岭大学\t松岚县\n2\t青禾县水稻科技特派团\t张伟\t省农业科学院\t青禾县\n"
    )
    members = extract(
        "科技特派员派驻情况表\n序号\t姓名\t工作单位\t派驻单位\n"
        "1\t李建明\t云岭大学\t香谷农业有限公司\n2\t张伟\t省农业科学院\t蓝田米业有限公司\n"
    )
    served = {(r.source[1], r.target[1]) for r in teams.relations if r.type == "SERVES" and r.target[0] == "Region"}
    assert served == {("松岚县茶叶科技特派团", "松岚县"), ("青禾县水稻科技特派团", "青禾县")}
    assert {(r.source[1], r.target[1]) for r in members.relations if r.type == "SERVES"} == {
        ("李建明", "香谷农业有限公司"), ("张伟", "蓝田米业有限公司"),
    }  # fmt: skip


def test_a_table_of_stations_with_their_direction(extract: Extract) -> None:
    found = extract(
        "专家工作站一览\n站名\t建站单位\t进站专家\t专家单位\t方向\n"
        "松岚县李建明专家工作站\t香谷农业有限公司\t李建明\t云岭大学\t茶叶加工\n"
        "青禾县张伟专家工作站\t蓝田米业有限公司\t张伟\t省农业科学院\t水稻育种\n"
    )
    hosts = {(r.source[1], r.target[1]) for r in found.relations if r.type == "HOSTED_BY"}
    assert hosts == {("松岚县李建明专家工作站", "香谷农业有限公司"), ("青禾县张伟专家工作站", "蓝田米业有限公司")}
    served = {(r.source[1], r.target[1]) for r in found.relations if r.type == "SERVES"}
    assert {("松岚县李建明专家工作站", "茶叶加工"), ("青禾县张伟专家工作站", "水稻育种")} <= served


def test_a_notice_that_prints_a_policy_tells_what_the_policy_does(extract: Extract) -> None:
    result = extract(
        "关于印发《临川区人才支持办法》的通知\n"
        "第三条 实施“青年菁英”专项，每年选拔青年人才30名。\n第四条 “青年菁英”专项重点支持茶叶、核桃产业人才。"
    )
    policy = "《临川区人才支持办法》"
    assert relations(result, "SUPPORTS") == {
        (policy, "“青年菁英”专项"),
        ("“青年菁英”专项", "茶叶"),
        ("“青年菁英”专项", "核桃"),
    }


def test_a_heading_that_quotes_a_problem_tells_of_what_was_done_about_it(extract: Extract) -> None:
    result = extract(
        "青山县人才工作整改情况通报\n二、关于“产业人才支撑不足”方面\n"
        "茶叶产业科技特派团进驻石泉镇，帮助云岭绿野茶业有限公司改造生产线。"
    )
    assert ("茶叶产业科技特派团", "云岭绿野茶业有限公司") in relations(result, "SERVES")


def test_who_stays_in_the_county_serves_that_of_the_document_and_not_where_he_comes_from(extract: Extract) -> None:
    result = extract("石泉县2024年人才工作总结\n家住云溪县的教授王建民每年驻县指导不少于60天。")
    assert relations(result, "SERVES") == {("王建民", "石泉县")}


def test_an_association_named_for_somebody_s_office_there_says_nothing_of_its_trade(extract: Extract) -> None:
    assert not relations(extract("青山县大力发展茶叶产业。王建民当选青山县茶叶协会副会长。"), "SERVES")
    result = extract("青山县大力发展茶叶产业。品鉴会由青山县茶叶协会主办。")
    assert relations(result, "SERVES") == {("青山县茶叶协会", "茶叶")}


def test_where_a_team_goes_may_be_a_kind_of_place_there(extract: Extract) -> None:
    result = extract("云岭研究院派出技师8人，组成茶机帮帮团，到石泉县的中小制茶作坊巡回指导。")
    assert ("茶机帮帮团", "石泉县") in relations(result, "SERVES")


def test_a_team_sent_to_a_region_serves_it_in_its_own_report(extract: Extract) -> None:
    result = extract("石泉县人才工作总结\n我县全力做好人才工作，博士服务团成员5人已到岗。")
    assert relations(result, "SERVES") == {("博士服务团", "石泉县")}
    result = extract("石泉县人民医院工作总结\n我院干部参加博士服务团到岗。")
    assert relations(result, "SERVES") == set()


def test_a_team_that_is_told_by_its_leader_does_things_with_others(extract: Extract) -> None:
    result = extract("青山大学研究员王建民团队与云岭绿野茶业有限公司共建茶叶加工联合实验室。")
    assert ("王建民", "王建民团队") in relations(result, "MEMBER_OF")
    assert ("王建民", "青山大学") in relations(result, "WORKS_AT")
    assert ("王建民团队", "云岭绿野茶业有限公司") in relations(result, "COOPERATES_WITH")
    assert not relations(extract("王建民团队历时三年育出新种。"), "MEMBER_OF")


def test_a_county_s_head_works_for_the_government_that_the_document_names(extract: Extract) -> None:
    text = "县政府与青山大学签约。青山县委常委、副县长王建民，云岭市副市长孙立群到场。"
    told = relations(extract(text), "WORKS_AT")
    assert ("王建民", "县政府") in told
    assert not {body for person, body in told if person == "孙立群"}
    text = "石泉县人民政府与白水县人民政府签约。石泉县副县长王建民到场。"
    assert ("王建民", "石泉县人民政府") in relations(extract(text), "WORKS_AT")
    assert ("王建民", "白水县人民政府") not in relations(extract(text), "WORKS_AT")


def test_who_holds_a_post_at_an_institution_s_carrier_works_for_the_institution(extract: Extract) -> None:
    told = relations(extract("青山大学茶叶加工重点实验室主任王建民到石泉县授课。"), "WORKS_AT")
    assert told == {("王建民", "青山大学")}
    told = relations(extract("云岭大学茶叶加工重点实验室派出专家孙立群，常驻石泉镇。"), "WORKS_AT")
    assert told == {("孙立群", "云岭大学")}
