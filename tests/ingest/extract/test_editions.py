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
