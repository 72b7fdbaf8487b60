"""Whatever the text, extraction ends well and stays inside it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.ontology import ontology
from ingest.extract import Extractor
from tests.ingest.extract.support import document

WORDS = """
《关于 》 “ ” （ ） 、 ， 。 ； xx 1.5万 余 名 人次 % 我县 全市 我局 县委 书记 周明远 教授 专家工作站 科技特派团
有限公司 青山县 石泉镇 核桃 产业 养殖 计划 工程 出台 办法 与 和 等 依托 建立 申报的 围绕 开展 服务 拟 一、 （一） 亿 十
姓名 工作单位 依托单位： 以下简称 分别 任 百分之 镇
"""
PIECES = st.sampled_from(["\n", "\t", "　", *WORDS.split()])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text(extractor: Extractor, text: str) -> None:
    source = document(text)
    result = extractor.extract(source)
    keys = {(e.key, e.distinct) for e in result.entities}
    assert len(keys) == len(result.entities)
    spans = [s for e in result.entities for s in e.evidence]
    spans += [s for r in result.relations for s in r.evidence] + [s for i in result.indicators for s in i.evidence]
    for span in spans:
        assert any(b.start <= span.start < span.end <= b.start + len(b.text) for b in source.blocks)
    for relation in result.relations:
        ends = {(relation.source, relation.source_distinct), (relation.target, relation.target_distinct)}
        assert ends <= keys
        assert ontology().relations[relation.type].allows(relation.source[0], relation.target[0])
        assert relation.evidence
    assert all(e.evidence and e.name and 0 < e.confidence <= 1 for e in result.entities)
