"""What parsers make of single cells."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.dates import is_partial_date
from ingest.mapping.definition import ColumnSpec
from ingest.mapping.loading import tables
from ingest.mapping.values import PARSERS, Cell, Parsed
from ingest.mapping.values.dates import birth, day, period, today
from ingest.mapping.values.lists import split
from ingest.mapping.values.people import people
from ingest.mapping.values.units import posts, unit_type
from tests.ingest.mapping.rosters import credit, resident

PLAIN = ColumnSpec("x", (), "text")
MEMBERS = ColumnSpec("member", (), "people", relation="MEMBER_OF", to=("Talent",), inverse=True)


def parse(parser: str, value: Any, column: ColumnSpec = PLAIN) -> Parsed:
    return PARSERS[parser](Cell.of(value, column))


def column(table: str, name: str) -> ColumnSpec:
    return next(t for t in tables() if t.name == table).columns[name]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1975.03", "1975-03"), ("1975年3月", "1975-03"), ("1975-3-9", "1975-03-09"), ("1975/03", "1975-03"),
        ("1975年", "1975"), (1975, "1975"), ("198502", "1985-02"), (198502, "1985-02"), (19850214, "1985-02-14"),
        ("68.04", "1968-04"), ("65年8月", "1965-08"), ("１９８９．０４", "1989-04"), ("一九九〇年六月", "1990-06"),
        ("一九八五年十二月二十三日", "1985-12-23"), (30108, "1982-06-06"), ("30108", "1982-06-06"),
        (30108.5, "1982-06-06"), (1959.12, "1959-12"), (1966.3, "1966-03"), (date(1990, 1, 2), "1990-01-02"),
        (datetime(1990, 1, 2, 8, 30), "1990-01-02"), ("1990-01-02 00:00:00", "1990-01-02"), ("1975.03出生", "1975-03"),
        ("1975年3月下旬", "1975-03"), ("1975年3月底", "1975-03"),
        ("1975年元月二十五日", "1975-01-25"), ("1975年十二月5日", "1975-12-05"),
    ],
)  # fmt: skip
def test_a_birth_date_in_any_common_form(value: Any, expected: str) -> None:
    assert birth(Cell.of(value, PLAIN)).values == (expected,)


@pytest.mark.parametrize("value", ["不详", "十月中旬", "2025.13", "1975.02.30", "春", "12345678901", True, 3.7])
def test_what_is_no_date(value: Any) -> None:
    parsed = day(Cell.of(value, PLAIN))
    assert not parsed.values and parsed.problems[0].kind == "unparsed_date"


def test_a_two_digit_year_lies_in_the_past_for_people_and_near_today_for_events() -> None:
    assert birth(Cell.of("21.7.1", PLAIN)).values == ("1921-07-01",)
    assert day(Cell.of("21.7.1", PLAIN)).values == ("2021-07-01",)


def test_a_number_that_may_be_january_or_october_gives_the_year() -> None:
    parsed = birth(Cell.of(1975.1, PLAIN))
    assert parsed.values == ("1975",) and parsed.problems[0].kind == "ambiguous_date"
    assert birth(Cell.of("1975.1", PLAIN)).values == ("1975-01",)  # the text kept its zero, had there been one


def test_nobody_is_born_in_the_future() -> None:
    parsed = birth(Cell.of(f"{today().year + 1}.05", PLAIN))
    assert not parsed.values and parsed.problems[0].kind == "implausible_date"


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2023.05-2026.04", "2023-05", "2026-04"), ("2024.01—2026.12", "2024-01", "2026-12"),
        ("2023年1月至2025年12月", "2023-01", "2025-12"), ("2024-2026", "2024", "2026"), ("2023.5至今", "2023-05", None),
        ("2022-01-01~2024-12-31", "2022-01-01", "2024-12-31"), ("2024.3起", "2024-03", None),
    ],
)  # fmt: skip
def test_periods(text: str, since: str, until: str | None) -> None:
    expected = {"since": since} | ({"until": until} if until else {})
    assert period(Cell.of(text, PLAIN)).qualifiers == expected


def test_a_period_that_ends_before_it_begins_is_reported() -> None:
    assert period(Cell.of("2026.04-2023.05", PLAIN)).problems[0].kind == "unparsed_date"


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"])
)
def test_every_day_is_read_back(when: date, form: str) -> None:
    assert day(Cell.of(when.strftime(form), PLAIN)).values == (when.isoformat(),)


@given(st.dates(date(1911, 1, 1), date(2098, 12, 31)))
def test_every_serial_number_is_the_day_that_excel_shows(when: date) -> None:
    assert day(Cell.of((when - date(1899, 12, 30)).days, PLAIN)).values == (when.isoformat(),)


@given(
    st.text(max_size=25)
    | st.integers()
    | st.floats()
    | st.from_regex(r"[0-9年月日./\-至一二十〇]{1,14}", fullmatch=True)
)
def test_whatever_a_cell_holds_a_date_is_valid_or_missing(value: Any) -> None:
    for parser in (birth, day, period):
        parsed = parser(Cell.of(value, PLAIN))
        assert all(is_partial_date(str(v)) for v in (*parsed.values, *parsed.qualifiers.values()))
        assert parsed.values or parsed.qualifiers or parsed.problems


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1,200", 1200),
        ("３５", 35),
        ("约120人", 120),
        ("3.5万", 35000),
        ("十二", 12),
        ("两名", 2),
        ("壹名", 1),
        ("2人（其中1人须主治）", 2),
        ("120余人", 120),
        (7.0, 7),
        (-3, -3),
    ],
)
def test_numbers(value: Any, expected: float) -> None:
    assert parse("number", value).values == (expected,)


@pytest.mark.parametrize("value", ["若干", "20-30", "三五个", "?", float("nan"), float("inf"), True])
def test_what_is_no_number(value: Any) -> None:
    assert parse("number", value).problems[0].kind == "unparsed_number"


@given(st.integers(0, 10**12))
def test_grouped_numbers_are_read_back(number: int) -> None:
    assert parse("integer", f"{number:,}").values == (number,)


def test_only_valid_id_numbers_are_taken() -> None:
    number = resident("19800101")
    assert parse("id_number", number.lower()).values == (number,)
    assert parse("id_number", f"'{number[:6]} {number[6:14]} {number[14:]}").values == (number,)
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert parse("id_number", wrong).problems[0].kind == "bad_id_checksum"
    assert parse("id_number", "E12345678").problems[0].kind == "not_resident_id"
    assert parse("id_number", 5.3e17).problems[0].kind == "id_precision_lost"
    assert parse("id_number", "5.3E+17").problems[0].kind == "id_precision_lost"


def test_an_old_id_number_is_the_same_as_the_new_one() -> None:
    new = resident("19680412", "女")
    assert parse("id_number", new[:6] + new[8:17]).values == (new,)


def test_credit_codes() -> None:
    code = credit()
    assert parse("credit_code", f"\t{code.lower()} ").values == (code,)
    assert parse("credit_code", code[:-1] + ("1" if code[-1] != "1" else "2")).problems[0].kind == "bad_credit_code"
    assert parse("credit_code", "530000123456789").problems[0].kind == "old_registration_no"
    assert parse("credit_code", 5.3e14).problems[0].kind == "precision_lost"


def test_phones() -> None:
    assert parse("phone", "１３８００００００００／0870-8220001".replace("／", "/")).values == (
        "13800000000",
        "0870-8220001",
    )
    assert parse("phone", "138 0000 0000").values == ("13800000000",)
    bad = parse("phone", "1380000000、13800000001")
    assert bad.values == ("13800000001",) and bad.problems[0].kind == "bad_phone"


def test_lists_are_split_outside_brackets_and_lose_their_numbering() -> None:
    separators = "、，,；;/\n"
    assert split("1.选育（早熟、抗病）\n2.加工；无", separators) == ["选育（早熟、抗病）", "加工"]
    assert split("“甲、乙”工程、丙计划", separators) == ["“甲、乙”工程", "丙计划"]


@pytest.mark.parametrize(
    ("text", "unit", "role"),
    [
        ("云岭大学农学院副教授", "云岭大学", "农学院副教授"),
        ("青禾师范学院茶学院教授", "青禾师范学院", "茶学院教授"),
        ("青禾师院化学化工学院讲师", "青禾师院", "化学化工学院讲师"),
        ("云岭省农业科学院茶叶研究所研究员", "云岭省农业科学院茶叶研究所", "研究员"),
        ("青禾州人民医院心血管内科", "青禾州人民医院", ""),
        ("云岭医科大学第一附属医院主任医师", "云岭医科大学第一附属医院", "主任医师"),
        ("松岚县农业农村局 局长", "松岚县农业农村局", "局长"),
        ("中共青禾州委组织部副部长", "中共青禾州委组织部", "副部长"),
        ("松岚县茶业管理委员会办公室", "松岚县茶业管理委员会办公室", ""),
        ("松岚绣坊文化工坊有限公司总经理", "松岚绣坊文化工坊有限公司", "总经理"),
        ("青禾香料研究院有限公司研发部部长", "青禾香料研究院有限公司", "研发部部长"),
        ("松岚青山电子有限公司雾河分公司经理", "松岚青山电子有限公司雾河分公司", "经理"),
        ("雾河县人民政府副县长", "雾河县人民政府", "副县长"),
        ("松岚县中心医院退休干部", "松岚县中心医院", "退休干部"),
        ("自由职业", "自由职业", ""),
    ],
)
def test_where_a_unit_ends(text: str, unit: str, role: str) -> None:
    (post,) = posts(text)
    assert (post.unit, post.role) == (unit, role)


def test_a_second_office_brings_a_second_unit() -> None:
    found = posts("松岚县农业农村局副局长兼县茶叶产业发展中心主任")
    assert [(p.unit, p.role) for p in found] == [("松岚县农业农村局", "副局长"), ("松岚县茶叶产业发展中心", "主任")]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("松岚草果专业合作社", "Enterprise"), ("青禾制药厂", "Enterprise"), ("青禾农村商业银行", "Enterprise"),
     ("雾河县中医院", "Organization"), ("州农科所", "Organization"), ("州委人才办", "Organization"), ("香谷农业", "?")],
)  # fmt: skip
def test_enterprises_are_told_by_their_names(name: str, kind: str) -> None:
    assert unit_type(name, "?") == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [("李?娜", ["李?娜"]), ("李娜 张伟", ["李娜", "张伟"]), ("李 娜", ["李娜"]), ("陈平 高级农艺师", ["陈平"])],
)
def test_names_apart_or_with_a_lost_character(text: str, names: list[str]) -> None:
    assert [link.thing.name for link in people(Cell.of(text, MEMBERS)).links] == names


def test_people_and_what_brackets_say_of_them() -> None:
    parsed = people(
        Cell.of("李 娜（云岭大学教授）、张伟(副研究员)；阿依·古丽（Ayi Guli）\n陈平 高级农艺师、省农科院", MEMBERS)
    )
    things = [link.thing for link in parsed.links]
    assert [t.name for t in things] == ["李娜", "张伟", "阿依·古丽", "陈平"]
    assert things[0].links[0].thing.name == "云岭大学" and ("professional_title", "教授") in things[0].facts
    assert things[0].discriminator == "云岭大学"
    deputy = ("title_level", "deputy_senior")
    assert [t.facts for t in things[1:]] == [
        (("professional_title", "副研究员"), deputy),
        (("aliases", "Ayi Guli"),),
        (("professional_title", "高级农艺师"), deputy),
    ]  # fmt: skip
    assert parsed.problems[0].kind == "invalid_value"  # an institute is nobody's name


@pytest.mark.parametrize(
    ("text", "kind", "name", "year"),
    [
        ("云岭省“百名英才”计划（2019）", "Programme", "云岭省“百名英才”计划", 2019),
        ("享受国务院政府特殊津贴（2018年）", "Honor", "国务院政府特殊津贴", 2018),
        ("享受国务院特殊津贴专家（2022年）", "Honor", "国务院政府特殊津贴", 2022),
        ("国贴", "Honor", "国务院政府特殊津贴", None),
        ("云岭省“百名英才”计划入选者", "Programme", "云岭省“百名英才”计划", None),
        ("省突出贡献专家", "Honor", "省突出贡献专家", None),
        ("２０１７年入选青禾州“头雁”工程", "Programme", "青禾州“头雁”工程", 2017),
        ("州头雁工程/2021", "Programme", "州头雁工程", 2021),
        ("省政府特殊津贴\n（2016）", "Honor", "省政府特殊津贴", 2016),
        ("荣获省劳动模范", "Honor", "省劳动模范", None),
    ],
)
def test_programmes_and_honours(text: str, kind: str, name: str, year: int | None) -> None:
    (link,) = parse("selections", text, column("talent", "selected_for")).links
    assert (link.thing.type, link.thing.name, link.qualifiers.get("year")) == (kind, name, year)


def test_an_industry_of_the_national_standard_stays_whole() -> None:
    parsed = parse("industry", "C15 酒、饮料和精制茶制造业", column("enterprise", "in_industry"))
    assert [link.thing.name for link in parsed.links] == ["酒、饮料和精制茶制造业"]
    served = parse("industry", "草果、高山茶/蔬菜", column("platform", "serves_industry"))
    assert [link.thing.name for link in served.links] == ["草果", "高山茶", "蔬菜"]


def test_the_county_of_an_address() -> None:
    parsed = parse("address", "云岭省青禾州松岚县云雾镇茶亭村3组", column("enterprise", "address"))
    assert [link.thing.name for link in parsed.links] == ["云岭省青禾州松岚县"]
