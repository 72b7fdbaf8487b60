"""What a careful reader would take from a sentence of a report."""

from __future__ import annotations

import json

import pytest

from ingest.extract import Extraction
from tests.ingest.extract.support import Extract


def entities(result: Extraction, kind: str) -> set[str]:
    return {e.name for e in result.entities if e.type == kind}


def relations(result: Extraction, kind: str) -> set[tuple[str, str]]:
    return {(r.source[1], r.target[1]) for r in result.relations if r.type == kind}


def test_stations_of_a_list_have_their_experts_and_serve_what_they_research(extract: Extract) -> None:
    result = extract(
        "共同建成xx省周明远专家工作站、xx省科协吴思齐专家工作站等3个工作站，联合开展核桃基础研究、产品研发等课题研究。"
    )
    assert relations(result, "MEMBER_OF") == {
        ("周明远", "xx省周明远专家工作站"),
        ("吴思齐", "xx省科协吴思齐专家工作站"),
    }
    assert relations(result, "SERVES") == {("xx省周明远专家工作站", "核桃"), ("xx省科协吴思齐专家工作站", "核桃")}


def test_each_company_hosts_the_station_it_applied_for(extract: Extract) -> None:
    result = extract(
        "已获批（xx金谷农业有限公司申报的xx省周明远专家工作站、xx南坡牧业有限公司申报的吴思齐专家工作站）。"
    )
    assert relations(result, "HOSTED_BY") == {
        ("xx省周明远专家工作站", "xx金谷农业有限公司"),
        ("吴思齐专家工作站", "xx南坡牧业有限公司"),
    }


def test_masked_names_count_when_they_tell_things_apart(extract: Extract) -> None:
    result = extract("xx县核桃产业科技特派团为xx有限公司开展服务3次。")
    assert entities(result, "Platform") == {"xx县核桃产业科技特派团"}
    assert not entities(result, "Enterprise")
    assert relations(result, "SERVES") == {("xx县核桃产业科技特派团", "核桃")}


def test_a_body_behind_a_chain_of_places_is_also_called_by_the_innermost(extract: Extract) -> None:
    result = extract("青山省云岭市白水县水产技术推广站站长王建民到村。")
    body = next(e for e in result.entities if e.type == "Organization")
    assert "白水县水产技术推广站" in {body.name, *body.aliases}


def test_a_policy_has_its_number_as_alias(extract: Extract) -> None:
    result = extract("落实《关于加强技能人才队伍建设的若干措施》（青办发〔2021〕12号）和《核桃栽培技术规程》。")
    (policy,) = [e for e in result.entities if e.type == "Policy"]
    assert policy.name == "《关于加强技能人才队伍建设的若干措施》"
    assert "青办发〔2021〕12号" in policy.aliases


def test_policies_without_brackets(extract: Extract) -> None:
    result = extract("我市先后出台高层次人才引进管理办法、支持产业人才发展的八条措施等政策。")
    assert entities(result, "Policy") == {"高层次人才引进管理办法", "支持产业人才发展的八条措施"}
    assert {target for _, target in relations(result, "ISSUED")} == entities(result, "Policy")


def test_a_region_lies_in_the_region_before_it(extract: Extract) -> None:
    result = extract("调研组到青山县石泉镇、白水镇调研。")
    assert relations(result, "LOCATED_IN") == {("石泉镇", "青山县"), ("白水镇", "青山县")}


def test_a_section_under_a_place_tells_where_its_towns_offices_and_firms_lie(extract: Extract) -> None:
    result = extract(
        "茶产业见闻\n▲青山县\n石泉镇的茶园连片。县农业农村局派来专家。\n▲白水镇\n云岭绿野茶业有限公司忙着收茶。"
    )
    assert relations(result, "LOCATED_IN") >= {
        ("石泉镇", "青山县"),
        ("县农业农村局", "青山县"),
        ("云岭绿野茶业有限公司", "白水镇"),
    }
    assert not relations(extract("青山县：人才下乡忙\n县农业农村局派来专家。"), "LOCATED_IN")


def test_both_parties_the_former_and_the_latter_are_what_was_named_last(extract: Extract) -> None:
    both = extract("青山大学教授王建民去过石泉菌业有限公司。双方当年签约，共建菌种联合实验室。")
    assert relations(both, "HOSTED_BY") == {
        ("菌种联合实验室", "青山大学"),
        ("菌种联合实验室", "石泉菌业有限公司"),
    }
    two = extract("王建民名医工作室与石泉县远程医疗中心先后揭牌，前者由县医院承建，后者依托青山市人民医院。")
    assert relations(two, "HOSTED_BY") == {
        ("王建民名医工作室", "县医院"),
        ("石泉县远程医疗中心", "青山市人民医院"),
    }


def test_two_places_of_one_stem_stay_two(extract: Extract) -> None:
    result = extract("青山县石泉镇石泉村产业兴旺。")
    assert {"石泉镇", "石泉村"} <= entities(result, "Region")


@pytest.mark.parametrize(
    "text",
    [
        "拟依托xx金谷农业有限公司建立周明远专家工作站。",
        "尚未依托xx金谷农业有限公司建立周明远专家工作站。",
        "二、下一步工作打算\nxx金谷农业有限公司建设周明远专家工作站。",
    ],
)
def test_plans_and_denials_state_nothing(extract: Extract, text: str) -> None:
    assert not relations(extract(text), "HOSTED_BY")


def test_our_county_is_the_region_the_caller_names(extract: Extract) -> None:
    result = extract("国家科技特派团专家服务我县产业发展。", region="青山县")
    assert relations(result, "SERVES") == {("国家科技特派团", "青山县")}


def test_our_county_is_the_region_of_the_title(extract: Extract) -> None:
    result = extract("青山县人才工作总结\n国家科技特派团专家服务我县产业发展。")
    assert relations(result, "SERVES") == {("国家科技特派团", "青山县")}


def test_a_feature_is_about_the_place_that_it_speaks_of_most(extract: Extract) -> None:
    told = "青岩县的清晨从说笑声开始。沈玉秋是青岩县文化馆的绣娘，青岩县人民医院的医生常来看她，青岩县有了名。"
    result = extract(f"来自云南省的绣娘\n{told}\n去年新增就业286人。")
    assert [figure.subject for figure in result.indicators] == ["青岩县"]


def test_our_county_stays_as_written_where_nobody_names_it(extract: Extract) -> None:
    result = extract("国家科技特派团专家服务我县产业发展。")
    assert relations(result, "SERVES") == {("国家科技特派团", "我县")}
    assert [e.method for e in result.entities if e.name == "我县"] == ["deixis"]


def test_a_heading_says_what_its_stations_serve(extract: Extract) -> None:
    result = extract("（一）深化合作，助推核桃产业发展\n周明远专家工作站联合高校开展技术攻关。")
    assert relations(result, "SERVES") == {("周明远专家工作站", "核桃")}


def test_offices(extract: Extract) -> None:
    result = extract("县农业农村局党组书记、局长周明远，省林科院研究员吴思齐参加。")
    assert relations(result, "WORKS_AT") == {("周明远", "县农业农村局"), ("吴思齐", "省林科院")}
    roles = {r.source[1]: r.qualifiers["role"] for r in result.relations if r.type == "WORKS_AT"}
    assert roles["吴思齐"] == "研究员"


def test_indicators(extract: Extract) -> None:
    result = extract(
        "目前，青山县拥有各类人才2.1万名，其中党政人才1775名。培训农民3,200余人次，投入资金3.5亿元，增长12%。"
    )
    assert [(i.metric, i.value, i.unit) for i in result.indicators][:4] == [
        ("各类人才", 21000, "名"),
        ("党政人才", 1775, "名"),
        ("培训农民", 3200, "人次"),
        ("投入资金", 3.5, "亿元"),
    ]
    assert result.indicators[0].subject == "青山县"
    assert result.indicators[0].period == "目前"


def test_dates_and_masks_are_no_indicators(extract: Extract) -> None:
    assert not extract("2023年9月26日，第3批xx名专家到“55352”工程项目点。").indicators


def test_the_same_text_gives_the_same_result_and_it_is_json(extract: Extract) -> None:
    text = "县科技局与省林科院签订合作协议。周明远入选“青山英才计划”。"
    assert extract(text) == extract(text)
    out = json.loads(json.dumps(extract(text).to_json(), ensure_ascii=False))
    assert {"type", "from", "to", "evidence"} <= set(out["relations"][0])


def test_evidence_is_the_mention_and_the_stating_sentence(extract: Extract) -> None:
    text = "今年天气好。周明远专家工作站落户xx金谷农业有限公司。会议结束。"
    result = extract(text)
    (hosted,) = [r for r in result.relations if r.type == "HOSTED_BY"]
    assert [text[s.start : s.end] for s in hosted.evidence] == ["周明远专家工作站落户xx金谷农业有限公司"]
    (person,) = [e for e in result.entities if e.type == "Talent"]
    assert {text[s.start : s.end] for s in person.evidence} == {"周明远"}


@pytest.mark.parametrize("topic", ["农业", "林业", "金融", "马铃薯", "茶叶"])
def test_a_station_named_after_its_topic_has_no_expert(extract: Extract, topic: str) -> None:
    assert not entities(extract(f"建成省{topic}专家工作站。"), "Talent")


def test_a_text_without_full_stops_is_cut_and_read(extract: Extract) -> None:
    text = "青山县农业农村局、" * 400 + "周明远专家工作站"
    result = extract(text)
    assert all(s.end - s.start <= len(text) / 2 for r in result.relations for s in r.evidence)
    assert {"周明远"} == entities(result, "Talent")


def test_an_unknown_item_parts_no_list_of_partners(extract: Extract) -> None:
    result = extract("青山大学与云岭茶业有限公司、大龙网、石泉体育有限公司签署协议。")
    assert relations(result, "COOPERATES_WITH") <= {
        ("青山大学", "云岭茶业有限公司"),
        ("青山大学", "石泉体育有限公司"),
    }


def test_who_unveils_a_station_is_no_member_of_it(extract: Extract) -> None:
    result = extract("青山市副市长吕远山为孙立群专家工作站揭牌。")
    assert ("吕远山", "孙立群专家工作站") not in relations(result, "MEMBER_OF")


def test_places_in_short_lie_in_each_other_as_the_divisions_do(extract: Extract) -> None:
    result = extract("来自江苏南通的王建民走遍石泉县池河镇的明星村和合一村。")
    assert relations(result, "LOCATED_IN") == {
        ("南通", "江苏"),
        ("池河镇", "石泉县"),
        ("明星村", "池河镇"),
        ("合一村", "池河镇"),
    }


def test_the_office_tells_whose_head_is_meant(extract: Extract) -> None:
    result = extract(
        "云岭绿野茶业有限公司与青山大学在青山县人民医院签约。公司总工程师王建民到会，院长孙立群讲话，副校长吕远山没有来。"
    )
    assert relations(result, "WORKS_AT") == {
        ("王建民", "云岭绿野茶业有限公司"),
        ("孙立群", "青山县人民医院"),
        ("吕远山", "青山大学"),
    }


def test_two_offices_that_publish_together_do_not_cooperate_by_it(extract: Extract) -> None:
    assert not relations(extract("省人才办和省科技厅联合公布了名单。"), "COOPERATES_WITH")
    assert relations(extract("县科技局和县农业农村局签订合作协议。"), "COOPERATES_WITH")


def test_a_vice_president_behind_a_party_secretary_works_at_the_same_school(extract: Extract) -> None:
    result = extract("青山师范学院党委副书记陆远荣主持仪式，副校长杨远智到会。")
    assert relations(result, "WORKS_AT") == {("陆远荣", "青山师范学院"), ("杨远智", "青山师范学院")}


def test_what_is_done_for_a_body_is_no_post_there(extract: Extract) -> None:
    result = extract(
        "青山省科技厅厅长吕远山为青山产业技术研究院揭牌。派驻云岭绿野茶业有限公司的青山大学孙立群老师到会。"
    )
    assert relations(result, "WORKS_AT") == {("吕远山", "青山省科技厅"), ("孙立群", "青山大学")}


def test_our_hospital_is_the_one_that_the_text_names_most(extract: Extract) -> None:
    result = extract("青山县人民医院挂牌。青山县人民医院有床位。青山县人民医院很忙。\n本院医生王建民学了一年。")
    assert relations(result, "WORKS_AT") == {("王建民", "青山县人民医院")}


def test_what_is_held_bears_its_place_within_its_name(extract: Extract) -> None:
    found = extract("青山市专家服务综述\n青山市气候宜人。王建民在2024云岭青山生态人才峰会上发言。")
    assert ("RUNS", "青山市", "2024云岭青山生态人才峰会") in {
        (r.type, r.source[1], r.target[1]) for r in found.relations
    }


def test_a_title_tells_the_county_behind_its_province_in_short(extract: Extract) -> None:
    found = extract("云南青山“五大人才工程”出新意\n昭通市青山县地处山区。据介绍，党政人才“百千万”工程成效明显。")
    assert ("RUNS", "青山县", "党政人才“百千万”工程") in {(r.type, r.source[1], r.target[1]) for r in found.relations}
