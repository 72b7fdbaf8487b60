"""Texts that stand for a missing value."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"(?:[-—－–_/\\·.。*×?？]+|(?:名称|名字|人选|地点|时间)?(?:待定|未定|待确定|暂缺|暂无|待补)|尚未(?:确定|命名|明确)|无|没有|空|空缺|暂无|暂缺|待(?:定|聘|补|招|引进|核|确定|核实|补充|补报|补录|落实|报|明确|选派|到岗)(?:中)?|拟(?:聘|引进|招聘|招引)|空岗|暂无人选|不详|未知|未定|未填|略|缺|n/?a|null|none|tbd|某某|x{2,})",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a missing value: 待定, 无, /, ——."""
    return _PLACEHOLDER.fullmatch(re.sub(r"[\s()（）]", "", text)) is not None
