"""Persons as public pages name them: in credits, in lists, spaced out or cut by the tagger; and what is none."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("（责编：吕文、方舟）", ["吕文", "方舟"]),
        ("（林岚 供稿）", ["林岚"]),
        ("【编辑：单雅】", ["单雅"]),
        ("秘书长：盛 民　　副秘书长：顾文生", ["盛民", "顾文生"]),
        ("（青山县委组织部 侯 平 胡文学）", ["侯平", "胡文学"]),
        ("来自青山大学的向小芬，留任青山县科技局副局长。", ["向小芬"]),
        ("普明辉、者文兰、杨秋鸿等老师到村。", ["普明辉", "者文兰", "杨秋鸿"]),
        ("云岭公司主要生产三元前驱体，公司总工程师马占福被聘为青山学院产业教授。", ["马占福"]),
        ("全面落实习近平总书记重要指示。", ["习近平"]),
    ],
)
def test_persons_in_credits_and_lists(extract: Extract, text: str, persons: list[str]) -> None:
    assert [e.name for e in extract(text).entities if e.type == "Talent"] == persons


@pytest.mark.parametrize(
    "text",
    [
        "以邓小平理论为指导，让左邻右舍学会。",
        "座谈会上，武处长表示满意。",
        "全县联系罗田籍博士20人。",
        "4000名大学生回青川就业。",
        "养殖大户边走边聊。",
        "赴昌都、左贡等地看望。",
        "青年驿站·湖畔站开了自习室。",
    ],
)
def test_phrases_places_and_offices_are_no_persons(extract: Extract, text: str) -> None:
    assert [e.name for e in extract(text).entities if e.type == "Talent"] == []


def test_members_of_an_academy_do_not_work_there(extract: Extract) -> None:
    extraction = extract("中国科学院王建民、孙立群院士到会。县委副书记、县长何文清代表县政府致辞。")
    assert [r for r in extraction.relations if r.type == "WORKS_AT" and r.target[1] not in {"县委", "县政府"}] == []


def test_colleges_of_no_named_university_stay_apart(extract: Extract) -> None:
    extraction = extract("参加的有制药学院王建民、电气信息学院孙立群等5位博士。")
    works = {(r.source[1], r.target[1]) for r in extraction.relations if r.type == "WORKS_AT"}
    assert works == {("王建民", "制药学院"), ("孙立群", "电气信息学院")}


def test_who_signs_a_report_is_not_chosen_for_what_it_tells_of(extract: Extract) -> None:
    text = "本报讯（记者 王建民 通讯员 周明远）“青山英才计划”名单公布，孙立群入选“青山英才计划”。"
    chosen = {r.source[1] for r in extract(text).relations if r.type == "SELECTED_FOR"}
    assert chosen == {"孙立群"}


def test_a_breed_with_a_number_is_no_person(extract: Extract) -> None:
    found = extract("王建民先后选育桂热芒82号等品种4个，他牵头的石泉芒果试验站获奖。")
    assert {e.name for e in found.entities if e.type == "Talent"} == {"王建民"}


def test_who_takes_office_in_a_place_keeps_his_name(extract: Extract) -> None:
    found = extract("青山大学博士后骆铭挂任化州市副市长。")
    assert {e.name for e in found.entities if e.type == "Talent"} == {"骆铭"}


def test_reporters_are_at_the_one_medium_that_the_document_names(extract: Extract) -> None:
    extraction = extract("来源：青山日报\n专家下乡忙\n本报讯（记者 王建民 通讯员 周明远）青山县来了专家。")
    assert {(r.source[1], r.target[1]) for r in extraction.relations} == {("王建民", "青山日报")}
    two = extract("来源：青山日报\n本报讯（记者 王建民）云岭县来了专家。\n转自：云岭晚报")
    assert not [r for r in two.relations if r.type == "WORKS_AT"]


def test_a_line_of_a_list_says_where_who_heads_it_works(extract: Extract) -> None:
    found = extract(
        "云岭省2022年享受国务院政府特殊津贴人员名单\n李梅（女）　云岭石化公司高级技师\n"
        "2　马有福（东乡族）　青山县农技推广中心　研究馆员\n阿依古丽·买买提　云岭大学教授"
    )
    works = {(r.source[1], r.target[1]) for r in found.relations if r.type == "WORKS_AT"}
    assert works == {("李梅", "云岭石化公司"), ("马有福", "青山县农技推广中心"), ("阿依古丽·买买提", "云岭大学")}
    chosen = {r.source[1] for r in found.relations if r.type == "SELECTED_FOR"}
    assert chosen == {"李梅", "马有福", "阿依古丽·买买提"}
