"""Texts that stand for a missing value."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"(?:[-—－–_/\\·.。*×?？]+|无|没有|空|空缺|暂无|暂缺|待定|待聘|待引进|待补充|待招|不详|未知|未定|未填|略|缺|n/?a|null|none|tbd|某某|x{2,})",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a missing value: 待定, 无, /, ——."""
    return _PLACEHOLDER.fullmatch(re.sub(r"[\s()（）]", "", text)) is not None
