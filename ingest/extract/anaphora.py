"""该团, 该公司: what was named last of that kind, in the same block or the one before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.extract.mentions import Mention, outermost
from ingest.extract.text import Sentence

_BACK = re.compile(
    r"该(?:(?P<Platform>工作站|服务团|特派[团队]|平台|基地|实验室|[团队站])|(?P<Enterprise>公司|企业|合作社|集团)"
    r"|(?P<Organization>大学|学院|医院|研究[院所]|[局院所校]))(?![长里内])"
)


@dataclass(slots=True)
class Recent:
    """The last mention of each type, and its block. One reading of one document fills it."""

    last: dict[str, tuple[int, Mention]] = field(default_factory=dict)

    def remember(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Take note of a sentence that has been read."""
        for mention in outermost(mentions):
            self.last[mention.type] = (sentence.block, mention)

    def find(self, sentence: Sentence) -> Iterator[Mention]:
        """What the sentence refers back to."""
        for match in _BACK.finditer(sentence.text):
            kind = str(match.lastgroup)
            block, mention = self.last.get(kind, (-9, None))
            if mention is not None and sentence.block - block <= 1 and mention.name[-1] == match.group()[-1]:
                yield Mention(kind, match.start(), match.end(), mention.name, "anaphora", 0.6)
