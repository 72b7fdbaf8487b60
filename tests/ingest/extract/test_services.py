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


def test_officials_reporters_and_speakers_serve_nobody(extract: Extract) -> None:
    assert not relations(extract("青山县委书记王建民到云岭绿野茶业有限公司指导生产。"), "SERVES")
    told = extract("王建民教授介绍，服务茶叶产业的专家有20名。")
    assert not [pair for pair in relations(told, "SERVES") if pair[0] == "王建民"]
