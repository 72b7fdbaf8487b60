"""该团, 该公司, 公司, 他: what was named last of that kind, in the sentence, the same block or the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.extract.mentions import Mention, outermost
from ingest.extract.text import Sentence

_BACK = re.compile(
    r"该(?:(?P<Platform>工作站|服务团|特派[团队]|平台|基地|实验室|中心|[团队站])|(?P<Enterprise>公司|企业|合作社|集团)"
    r"|(?P<Organization>大学|学院|医院|研究[院所]|[局院所校])|(?P<Programme>计划|行动|工程|项目))(?![长里内])"
    r"|(?:(?<=[，。；：])|^)(?:(?P<Enterprise2>公司|合作社|企业)(?=建|拥|与|联合|先后|主|现|获|已|被|从事|年|成立|专|董事长|总经理|负责人|副总)"
    r"|(?P<Organization2>医院|研究[院所])(?=设|与|联合|位|现|获|建|先后|由)|(?P<Talent>[他她])(?=[^们]))"
)
_GENERAL = frozenset({"企业", "公司"})


@dataclass(slots=True)
class Recent:
    """The last mention of each type, and its block. One reading of one document fills it."""

    last: dict[str, tuple[int, Mention]] = field(default_factory=dict)

    def remember(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Take note of a sentence that has been read."""
        for mention in outermost(mentions):
            self.last.pop(mention.type, None)
            self.last[mention.type] = (sentence.block, mention)

    def within(self, block: int) -> list[Mention]:
        """The last mention of each type in this block so far, in the order of their sentences."""
        return [mention for at, mention in self.last.values() if at == block]

    def find(self, sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
        """What the sentence refers back to."""
        for match in _BACK.finditer(sentence.text):
            kind = str(match.lastgroup).rstrip("2")
            before = [m for m in outermost(mentions) if m.type == kind and m.end <= match.start()]
            block, mention = (sentence.block, before[-1]) if before else self.last.get(kind, (-9, None))
            if mention is None or sentence.block - block > 1:
                continue
            word = match.group().removeprefix("该")
            if kind == "Talent" or word in _GENERAL or mention.name[-1] == word[-1]:
                yield Mention(kind, match.start(), match.end(), mention.name, "anaphora", 0.6)
