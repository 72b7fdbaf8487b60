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
