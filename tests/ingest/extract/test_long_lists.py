"""Rules stay fast on the longest lists of names: registers of hundreds of people, bodies and places in one sentence."""

from __future__ import annotations

import time
from itertools import product

import pytest

from ingest.extract import Extractor
from ingest.extract.mentions import Mention, outermost
from ingest.extract.patterns import SLOTS, Rule, rules
from tests.ingest.extract.support import document

JOINTS = ["、", "和", "，", "与", "的"]
TAILS = ["", "等签订合作协议。", "，开展服务"]
SECONDS = 8.0
"""A pattern that backtracks over a list needs minutes where the others need hundredths of a second."""


@pytest.mark.parametrize("rule", rules(), ids=[rule.id for rule in rules()])
def test_no_rule_backtracks_over_a_list(rule: Rule) -> None:
    kinds = sorted(frozenset().union(*rule.needed)) or list(SLOTS.values())
    items = [*kinds, "".join(kinds), f"{kinds[0]}（{kinds[-1]}）"]
    for length in (24, 250):
        start = time.process_time()
        for item, joint, tail in product(items, JOINTS, TAILS):
            for _ in rule.regex.finditer(joint.join([item] * length) + tail):
                pass
            assert time.process_time() - start < SECONDS, (item, joint, tail, length)


@pytest.mark.parametrize("name", ["王建民", "青山县科技局", "云岭绿野茶业有限公司", "石泉镇", "周明远专家工作站"])
def test_a_register_without_full_stops_is_read_at_once(extractor: Extractor, name: str) -> None:
    start = time.process_time()
    extractor.extract(document("、".join([name] * 600)))
    assert time.process_time() - start < SECONDS


def test_outermost_of_hundreds_of_names() -> None:
    places = [Mention("Region", i * 4, i * 4 + 2, f"地{i}", "test") for i in range(5000)]
    bodies = [Mention("Organization", m.start, m.end + 1, f"{m.name}局", "test") for m in places[::2]]
    start = time.process_time()
    assert outermost([*places, *bodies]) == [*places[1::2], *bodies]
    assert time.process_time() - start < SECONDS
