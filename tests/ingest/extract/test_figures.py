"""What a figure counts, in the forms that reports have for it."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract

FIGURES = [
    ("库存周转天数由45天压缩到28天。", [("库存周转天数", 45, "天"), ("库存周转天数", 28, "天")]),
    ("把雏鸡成活率从71%提到93%。", [("雏鸡成活率", 71, "%"), ("雏鸡成活率", 93, "%")]),
    ("日门诊量从180人次涨到300人次。", [("日门诊量", 180, "人次"), ("日门诊量", 300, "人次")]),
    ("全县28名县级领导、112名“人才专员”联系企业。", [("县级领导", 28, "名"), ("人才专员", 112, "名")]),
    ("走访了青山县云雾茶叶农民专业合作社、云岭茶业有限公司2家茶企。", [("走访茶企", 2, "家")]),
    ("育成“金蛎1号”“福蛎1号”两个牡蛎新品种。", [("牡蛎新品种", 2, "个")]),
    ("王建民、孙立群等17名工匠先后走进青山县工业园区。", [("工匠走进", 17, "名")]),
    ("学校每年有12名教师到青山县服务。", [("教师服务", 12, "名")]),
    ("研究员仲远山等13人为成员。", [("成员", 13, "人")]),
    ("每年拿出300万元，用于专家团的项目攻关。", [("拿出专家团的项目攻关", 300, "万元")]),
    ("企业三年投入科研经费500万元，首批启动3个项目。", [("科研经费", 500, "万元"), ("首批启动项目", 3, "个")]),
    ("完成60万人次培训、45万人（含技师）取得证书。", [("培训", 600000, "人次"), ("取得证书", 450000, "人")]),
    ("带动群众年收入10000多元/亩。", [("带动群众年收入", 10000, "元/亩")]),
    ("丽水市云和县、衢州市龙游县分别增长11.2%和10.8%。", [("云和县增长", 11.2, "%"), ("龙游县增长", 10.8, "%")]),
    ("派出4批医疗队。", [("派出医疗队", 4, "批")]),
    ("两家小院分别设在青山县和石泉县。", []),
    ("从“建”和“用”两个方面发力。", []),
    ("这13位专家来自多地。", []),
    ("她从两千公里外赶来。", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures(extract: Extract, text: str, expected: list[tuple[str, float, str]]) -> None:
    found = [(i.metric, i.value, i.unit) for i in extract(text).indicators]
    assert [f[1:] for f in found] == [e[1:] for e in expected]
    assert [e[0] for e in expected if not any(e[0] in f[0] or f[0] in e[0] for f in found)] == []


def test_a_heading_s_figure_counts_once(extract: Extract) -> None:
    result = extract("【荆门】60名专家进企业\n青山县请来60名专家进企业。")
    assert [(i.value, len(i.evidence)) for i in result.indicators] == [(60, 1)]
