"""Contests, fairs and branches of schemes by their whole names."""

from __future__ import annotations

import pytest

from .support import Extract


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王建民代表青山省参加第二届全国职业技能大赛，夺得金牌。", "第二届全国职业技能大赛"),
        ("组织参加第十三届中国创新创业大赛安徽赛区，3家企业获奖。", "第十三届中国创新创业大赛安徽赛区"),
        ("选派工业科技特派员36名进企业。", "工业科技特派员"),
        ("青山市第三批企业科技特派员名单公布。", "企业科技特派员"),
        ("现代农业产业科技特派员到村指导。", "科技特派员"),
    ],
)
def test_a_name_is_read_whole(extract: Extract, text: str, name: str) -> None:
    assert [e.name for e in extract(text).entities if e.type == "Programme"] == [name]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("第19批赴川博士服务团交出答卷。", "Platform", ["第19批赴川博士服务团"]),
        ("云岭省第十一批“博士服务团”到岗。", "Platform", ["云岭省第十一批“博士服务团”"]),
        ("医疗人才“组团式”帮扶启动以来，患者多了。", "Programme", ["医疗人才“组团式”帮扶"]),
        ("按《云岭市“云岭英才”支持办法》享受补贴。", "Programme", ["云岭市“云岭英才”"]),
        ("区人社局开通“荷才码”，合办碳材料卓越工程师班。", "Programme", ["“荷才码”", "碳材料卓越工程师班"]),
        ("组织茶产业订单班学生到企业实习。", "Programme", ["茶产业订单班"]),
        ("王建民以云南省农村科技特派员身份驻村。", "Programme", ["云南省农村科技特派员"]),
        ("设立国家马铃薯产业技术体系青山综合试验站。", "Platform", ["国家马铃薯产业技术体系青山综合试验站"]),
        ("一是建强科技小院。青山蜜橘科技小院入驻研究生6名。", "Platform", ["青山蜜橘科技小院"]),
        ("联合青山杂交水稻研究中心开展攻关。", "Organization", ["青山杂交水稻研究中心"]),
        ("青山县香菇工程技术研究中心揭牌。", "Platform", ["青山县香菇工程技术研究中心"]),
        ("课题组先后深入川井苏木、温更镇等苏木镇。", "Region", ["川井苏木", "温更镇"]),
        ("省级示范社青山绿野种植专业合作社投产。", "Enterprise", ["青山绿野种植专业合作社"]),
    ],
)
def test_names_by_their_edges(extract: Extract, text: str, kind: str, names: list[str]) -> None:
    assert [e.name for e in extract(text).entities if e.type == kind] == names


def test_a_scheme_is_known_without_the_year_of_a_round(extract: Extract) -> None:
    scheme = next(e for e in extract("2023年云溪州“英才”计划共资助32人。").entities if e.type == "Programme")
    assert "云溪州“英才”计划" in {scheme.name, *scheme.aliases}
