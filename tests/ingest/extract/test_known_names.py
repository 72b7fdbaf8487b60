"""Bodies by short names: known all over the country, or with the ends of firms and universities."""

from __future__ import annotations

import pytest

from ingest.extract.rulebook import load_cached
from tests.ingest.extract.support import Extract


def found(extract: Extract, text: str, kind: str) -> set[str]:
    return {entity.name for entity in extract(text).entities if entity.type == kind}


@pytest.mark.parametrize(
    "text",
    ["专家组走进云岭药业，现场查看生产线。", "云岭药业与青山大学签订合作协议。", "依托云岭药业建立博士后科研工作站。"],
)
def test_a_brand_with_its_trade_is_a_firm(extract: Extract, text: str) -> None:
    assert found(extract, text, "Enterprise") == {"云岭药业"}


@pytest.mark.parametrize("kind", ["水产企业", "茶叶企业", "龙头企业", "六堡茶企业", "茶企"])
def test_what_kind_of_firm_it_is_belongs_to_no_name(extract: Extract, kind: str) -> None:
    assert found(extract, f"{kind}长岭食品有限公司年产值3亿元。", "Enterprise") == {"长岭食品有限公司"}


def test_firms_that_serve_firms_keep_their_name(extract: Extract) -> None:
    assert found(extract, "青山企业管理有限公司年产值3亿元。", "Enterprise") == {"青山企业管理有限公司"}


@pytest.mark.parametrize("joint", ["与", "和", "联合", "携手"])
def test_a_firm_that_everybody_knows_is_no_part_of_the_body_behind_it(extract: Extract, joint: str) -> None:
    text = f"国联水产{joint}华南农业大学选育对虾。"
    assert found(extract, text, "Enterprise") == {"国联水产"}
    assert found(extract, text, "Organization") == {"华南农业大学"}


@pytest.mark.parametrize(
    "text",
    [
        "全县大力发展现代农业和高端装备。",
        "普洱茶业走向全国。",
        "南方种业产业园落户青山县。",
        "青山县科技人员下乡。",
        "文号为桂工信科技〔2021〕316号。",
    ],
)
def test_a_trade_of_no_brand_is_none(extract: Extract, text: str) -> None:
    assert not found(extract, text, "Enterprise")


def test_a_short_name_belongs_to_the_long_one(extract: Extract) -> None:
    text = "江苏恒岳药业股份有限公司是龙头企业。青岛科技大学教授王建民到恒岳药业指导，青科大还派出学生。"
    names = {entity.name: entity.aliases for entity in extract(text).entities}
    assert names["江苏恒岳药业股份有限公司"] == ("恒岳药业",)
    assert names["青岛科技大学"] == ("青科大",)


def test_universities_of_like_names_stay_two(extract: Extract) -> None:
    assert found(extract, "西南大学和西南林业大学派出教师。", "Organization") == {"西南大学", "西南林业大学"}


@pytest.mark.parametrize("kind", load_cached("gazetteer"))
def test_known_names_are_found(extract: Extract, kind: str) -> None:
    frame = {"Honor": "他先后荣获{}。", "Programme": "他入选{}。"}.get(kind, "专家组走进{}，现场交流。")
    names = load_cached("gazetteer")[kind].split()
    missed = [name for name in names[::3] if not any(name in e for e in found(extract, frame.format(name), kind))]
    assert len(missed) * 20 <= len(names[::3]), missed


@pytest.mark.parametrize(
    "text", ["这些资料去粗取精华为主线。", "中国银行业协会发布报告。", "公安部门加强管理。", "腾讯学院的学员来访。"]
)
def test_a_known_name_within_another_is_none(extract: Extract, text: str) -> None:
    assert not {e.name for e in extract(text).entities} & {"华为", "中国银行", "公安部", "腾讯"}


def test_what_belongs_to_a_title_stays_with_it(extract: Extract) -> None:
    assert found(extract, "他是黑龙江省特级教师，也是全国劳动模范。", "Honor") == {"黑龙江省特级教师", "全国劳动模范"}


@pytest.mark.parametrize("name", ["中国电科38所", "中国电科第三十八研究所"])
def test_a_numbered_institute_of_a_firm_is_a_body(extract: Extract, name: str) -> None:
    assert found(extract, f"{name}研究员王建民来访。", "Organization") == {name}


def test_a_number_of_schools_behind_a_firm_is_no_institute(extract: Extract) -> None:
    text = "学校联合华为3所高校签约。"
    assert (found(extract, text, "Enterprise"), found(extract, text, "Organization")) == ({"华为"}, set())


def test_an_institute_may_have_a_conjunction_in_its_name(extract: Extract) -> None:
    text = "清华大学核能与新能源技术研究院派出专家。"
    assert found(extract, text, "Organization") == {"清华大学核能与新能源技术研究院"}


def test_a_person_between_a_university_and_another_body_parts_them(extract: Extract) -> None:
    text = "县政府与青山大学李明教授和云岭研究院签约。"
    assert found(extract, text, "Organization") == {"县政府", "青山大学", "云岭研究院"}


def test_a_variety_in_quotation_marks_is_no_scheme(extract: Extract) -> None:
    assert not found(extract, "长岭水产有限公司联合青山大学开展“云溪3号”苗种选育。", "Programme")
