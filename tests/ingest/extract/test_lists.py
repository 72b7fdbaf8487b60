"""Lists that name a kind of station once and then the bodies that run one."""

from __future__ import annotations

from tests.ingest.extract.support import Extract


def found(extract: Extract, text: str, kind: str) -> list[tuple[str, str]]:
    return [(r.source[1], r.target[1]) for r in extract(text).relations if r.type == kind]


def test_each_body_of_an_approved_list_runs_a_station(extract: Extract) -> None:
    text = (
        "经研究，同意下列单位设立院士工作站：\n1.云岭生物科技集团股份有限公司，合作院士孟广林，研究方向：辣椒；\n"
        "2.青山市农业科学研究院，合作院士喻海清。\n省财政给予每家100万元。"
    )
    hosts = ["云岭生物科技集团股份有限公司", "青山市农业科学研究院"]
    assert found(extract, text, "HOSTED_BY") == [("院士工作站", host) for host in hosts]
    assert sorted(found(extract, text, "MEMBER_OF")) == [("喻海清", "院士工作站"), ("孟广林", "院士工作站")]
    assert found(extract, text, "SERVES") == [("院士工作站", "辣椒")]


def test_a_caption_names_the_kind_too(extract: Extract) -> None:
    text = "青山省博士后创新实践基地建站单位名单\n1.云岭药业有限公司\n2.青山县人民医院"
    assert [host for _, host in found(extract, text, "HOSTED_BY")] == ["云岭药业有限公司", "青山县人民医院"]


def test_what_is_only_proposed_is_run_by_nobody(extract: Extract) -> None:
    text = "关于拟认定院士工作站名单的公示\n拟同意下列单位设立院士工作站：\n1.云岭药业有限公司\n2.青山县人民医院"
    assert found(extract, text, "HOSTED_BY") == []


def test_a_notice_signed_below_its_list_is_no_entry_of_it(extract: Extract) -> None:
    signed = "中共云岭省委人才工作领导小组办公室"
    text = f"现同意下列单位设立院士工作站：\n1.云岭药业有限公司，合作院士孟广林；\n2.青山县人民医院。\n{signed}"
    assert [host for _, host in found(extract, text, "HOSTED_BY")] == ["云岭药业有限公司", "青山县人民医院"]


def test_who_is_wished_for_as_a_partner_is_none_yet(extract: Extract) -> None:
    rows = "| 企业名称 | 所属产业 | 意向合作单位 |\n| --- | --- | --- |\n| 云岭重机有限公司 | 工程机械 | 青山大学 |"
    assert found(extract, f"青山市技术需求表\n\n{rows}\n", "COOPERATES_WITH") == []


def test_she_is_not_the_teacher_of_whom_she_learnt(extract: Extract) -> None:
    text = "王建民赴青山大学研修一年，师从葡萄专家孙立群教授。去年她被授予“云岭三八红旗手”称号。"
    assert found(extract, text, "SELECTED_FOR") == [("王建民", "“云岭三八红旗手”")]


def test_whom_somebody_visited_are_not_both_sides(extract: Extract) -> None:
    text = "县委组织部走访了青山大学和云岭茶叶有限公司，双方就茶叶产销对接达成共识。"
    assert ("青山大学", "云岭茶叶有限公司") not in found(extract, text, "COOPERATES_WITH")


def test_a_repealed_policy_is_issued_by_nobody(extract: Extract) -> None:
    text = "青山市人才办法\n第九条　本办法自印发之日起施行，《青山市人才聚集计划实施意见》同时废止。"
    assert all(target != "《青山市人才聚集计划实施意见》" for _, target in found(extract, text, "ISSUED"))


def test_a_town_lies_in_the_county_that_heads_its_paragraph(extract: Extract) -> None:
    text = "简报\n【青山县】选派专家蹲点猫场镇，帮助茶农。\n【云岭县】引进博士3名。"
    assert ("猫场镇", "青山县") in found(extract, text, "LOCATED_IN")


def test_people_behind_the_title_of_a_notice_are_those_who_were_chosen(extract: Extract) -> None:
    text = "关于公布“云岭英才”入选人员的通知\n现将名单公布如下：\n周海波　白水钢铁集团炉前工\n吴梦琪　青山大学教授"
    assert sorted(found(extract, text, "SELECTED_FOR")) == [("吴梦琪", "“云岭英才”"), ("周海波", "“云岭英才”")]


def test_people_to_whom_a_title_is_given_in_a_list(extract: Extract) -> None:
    text = "决定授予以下同志“云岭工匠”称号：\n周海波　白水钢铁集团炉前工\n吴梦琪　青山大学教授"
    assert sorted(found(extract, text, "SELECTED_FOR")) == [("吴梦琪", "“云岭工匠”"), ("周海波", "“云岭工匠”")]


def test_who_leads_a_scheme_runs_it_rather_than_the_county(extract: Extract) -> None:
    text = "云岭县2024年人才工作要点\n一、实施“归雁”工程。县委组织部牵头，引进人才50名。"
    assert found(extract, text, "RUNS") == [("县委组织部", "“归雁”工程")]
