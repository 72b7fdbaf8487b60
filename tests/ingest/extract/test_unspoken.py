"""Industries that stand nowhere but in longer names: which names tell of one."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract


def industries(extract: Extract, text: str) -> list[str]:
    return [e.name for e in extract(text).entities if e.type == "Industry"]


@pytest.mark.parametrize(
    "text",
    [
        "考察组到青山农产品冷链物流园座谈。",
        "园内设有五轴加工中心。",
        "“柔性触觉手套”项目获一等奖。",
        "走访青山省肉牛产业协会。",
        "公司与学校共建热成形联合实验室。",
        "举办“闽嫂家政”培训班。",
    ],
)
def test_a_thing_that_only_such_a_name_holds_is_no_industry(extract: Extract, text: str) -> None:
    assert industries(extract, text) == []


def test_what_the_document_also_speaks_of_stays(extract: Extract) -> None:
    assert industries(extract, "走访青山省肉牛产业协会。县里大力发展肉牛产业。") == ["肉牛"]


def test_stations_and_workshops_are_called_after_their_field(extract: Extract) -> None:
    assert industries(extract, "青山县设立琉璃工艺专家工作站。") == ["琉璃工艺"]


def test_what_a_college_of_a_trade_or_a_class_teaches_is_one(extract: Extract) -> None:
    assert industries(extract, "县里成立油茶产业学院，职教中心开办“蜡染技艺班”。") == ["油茶", "蜡染"]


def test_what_a_league_or_a_scheme_of_talents_furthers_is_one(extract: Extract) -> None:
    assert industries(extract, "县里组建白酒产业技术创新联盟。") == ["白酒"]
    assert industries(extract, "县里实施富硒茶人才振兴工程。") == ["富硒茶"]
