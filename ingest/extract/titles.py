"""What the title of a policy says that it supports: the carrier of that kind of which the document speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.extract.mentions import Mention, outermost
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

_KIND = re.compile(
    "((?:科技|专家|人才|院士|博士后?|大师|名医|名师|顾问|服务|创新|创业|企业|产业|特派|镇长|科研|团队)+)"
    "(工作站|[团队]|小院|驿站|工作室|飞地|孵化器|空间|中心|实验室|产业园|站点)"
)
_LEVEL = re.compile("^“?(?:国家|自治区|[省市县区])级")
"""A kind and no carrier: 省级专家工作站."""
_REVOKED = re.compile("废止|失效|停止执行")
_MAIN = 2


def claims(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """《青山市专家工作站管理办法》 supports 青山茶叶专家工作站 where the document speaks of no other such station."""
    carriers = {m.name: m for mentions in found for m in outermost(mentions) if m.type == "Platform"}
    kinds = {name: kind for name in carriers if (kind := _kind(name)) is not None}
    often = Counter(m.name for mentions in found for m in outermost(mentions))
    told: set[str] = set()
    for sentence, mentions in zip(sentences, found, strict=True):
        for policy in outermost(mentions):
            kind = _kind(policy.name) if policy.type == "Policy" and policy.name not in told else None
            if kind is None or _REVOKED.search(sentence.text, policy.end):
                continue
            told.add(policy.name)
            meant = sorted((n for n, other in kinds.items() if _same(kind, other)), key=lambda n: -often[n])
            if len(meant) == 1 or (meant and often[meant[0]] > _MAIN * often[meant[1]]):
                carrier = carriers[meant[0]]
                yield sentence, Claim("SUPPORTS", policy, carrier, "title:SUPPORTS", 0.7, 0, len(sentence.text))


def _kind(name: str) -> tuple[str, str] | None:
    """What a name calls a carrier (专家, 工作站), by the last that it calls so."""
    named = _KIND.findall(re.sub("[“”]", "", name))
    return named[-1] if named and not _LEVEL.match(name) else None


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two kinds are one, though one of them may be told more fully (专家创新工作站)."""
    return one[1] == other[1] and (set(one[0]) <= set(other[0]) or set(other[0]) <= set(one[0]))
