"""Which of several places of one name a roster means: by its columns, its title, its file, its other rows."""

from __future__ import annotations

from graph.privacy import Vault
from ingest.content import Workbook
from ingest.mapping import MappedRoster, RosterMapper
from tests.ingest.mapping.rosters import Cells, keys, kinds, lines, sheet_of

ENTERPRISES: Cells = ["企业名称", "统一社会信用代码", "所在地区", "主营产品", "成立时间"]
PEOPLE: Cells = ["姓名", "性别", "工作单位", "籍贯", "职称"]


def mapped(*rows: Cells, file: str = "名册.xlsx", region: str | None = None) -> MappedRoster:
    book = Workbook(file, (sheet_of(*rows),))
    return RosterMapper(Vault(b"test key")).map(book, origin="f", region=region)


def located(*rows: Cells, file: str = "名册.xlsx", region: str | None = None) -> tuple[list[str], list[str]]:
    """Keys of the regions, and the kinds of the warnings."""
    result = mapped(*rows, file=file, region=region)
    return keys(result, "Region"), [kind for _, kind in kinds(result.sheets[0])]


def firm(place: str, name: str = "香谷农业有限公司") -> Cells:
    return [name, None, place, "茶叶", "2015"]


def test_a_title_a_file_name_or_the_given_region_settles_a_district() -> None:
    settled: tuple[list[str], list[str]] = (["Region|鼓楼区|@320302"], [])
    assert located(["徐州市企业名录"], ENTERPRISES, firm("鼓楼区")) == settled
    assert located(ENTERPRISES, firm("鼓楼区"), file="徐州市企业.xlsx") == settled
    assert located(ENTERPRISES, firm("鼓楼区"), region="江苏徐州") == settled
    assert located(["福建省企业名录"], ENTERPRISES, firm("鼓楼区"), region="江苏徐州")[0] == ["Region|鼓楼区|@350102"]


def test_without_context_it_stays_text_and_is_reported_with_row_column_and_candidates() -> None:
    result = mapped(["企业名录"], ENTERPRISES, firm("鼓楼区"))
    warning = result.sheets[0].warnings[0]
    assert (warning.row, warning.column, warning.cell, warning.kind) == (3, "所在地区", "C3", "ambiguous_region")
    assert "江苏省南京市鼓楼区、江苏省徐州市鼓楼区" in warning.detail
    assert keys(result, "Region") == ["f|Region|鼓楼区|"]  # one of this file, no other's
    assert "香谷农业有限公司 LOCATED_IN Region:鼓楼区" in lines(result)


def test_a_row_s_own_columns_come_before_the_title() -> None:
    header: Cells = ["企业名称", "统一社会信用代码", "所属市州", "所在县区", "乡镇街道", "主营产品"]
    row: Cells = ["香谷农业有限公司", None, "开封市", "鼓楼区", "城关镇", "茶叶"]
    regions, warnings = located(["徐州市企业名录"], header, row)
    # 城关镇 is not known in 开封市鼓楼区: it is that district's all the same, and nobody else's.
    assert regions == ["Region|鼓楼区|@410204", "Region|城关镇|@410204"] and not warnings


def test_most_of_a_column_settles_the_rest() -> None:
    others: list[Cells] = [firm("徐州市云龙区"), firm("泉山区", "甲公司"), firm("铜山区", "乙公司")]
    regions, warnings = located(ENTERPRISES, *others, firm("鼓楼区", "丙公司"))
    assert regions[-1] == "Region|鼓楼区|@320302" and not warnings


def test_where_someone_was_born_is_not_where_the_unit_lies() -> None:
    header: Cells = ["姓名", "性别", "工作单位", "所在市", "籍贯", "职称"]
    result = mapped(header, ["严松柏", "男", "鼓楼区农业农村局", "徐州市", "鼓楼区", "农艺师"])
    assert keys(result, "Organization") == ["Organization|鼓楼区农业农村局|@320302"]
    assert kinds(result.sheets[0]) == [(2, "ambiguous_region")]


def test_bodies_of_a_common_name_are_one_body_only_where_the_place_is_one() -> None:
    row: Cells = ["严松柏", "男", "城关镇卫生院", None, "主治医师"]
    here = mapped(["永登县人才信息表"], PEOPLE, row)
    there = mapped(["人才信息表"], PEOPLE, row, region="永登县")
    nowhere = mapped(["人才信息表"], PEOPLE, row)
    assert keys(here, "Organization") == keys(there, "Organization") == ["Organization|城关镇卫生院|@620121100"]
    assert keys(nowhere, "Organization") == ["f|Organization|城关镇卫生院|"]
    assert kinds(nowhere.sheets[0]) == [(3, "ambiguous_region")]


def test_a_village_is_its_county_s() -> None:
    header: Cells = ["服务日期", "专家姓名", "专家单位", "服务对象", "服务内容", "服务地点"]
    row: Cells = ["2024.3.1", "李娜", "云岭大学", "新华村", "培训", "长顺县"]
    result = mapped(header, row)
    assert keys(result, "Region") == ["Region|新华村|@522729", "Region|长顺县"]
    assert kinds(mapped(header[:5], row[:5]).sheets[0]) == [(2, "ambiguous_region")]


def test_a_former_name_and_an_old_code_are_the_division_of_today() -> None:
    result = mapped(ENTERPRISES, firm("520321"))
    assert "520321 code 520304" in lines(result)


def test_a_year_in_the_title_tells_which_division_bore_the_name() -> None:
    old, _ = located(["济宁市2010年企业名录"], ENTERPRISES, firm("市中区"))
    assert old == ["Region|市中区|@370811"]
