"""What the title of a policy says that it supports: the scheme that it is about, and the carrier of that kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.structure import Claim, intended
from ingest.extract.text import Sentence

_KIND = regex(
    "((?:科技|专家|人才|院士|博士后?|大师|名医|名师|顾问|服务|创新|创业|企业|产业|特派|镇长|科研|团队)+)"
    "(工作站|[团队]|小院|驿站|工作室|飞地|孵化器|空间|中心|实验室|产业园|站点)"
)
_LEVEL = regex("^“?(?:国家|自治区|[省市县区])级")
"""A kind and no carrier: 省级专家工作站."""
_ABOUT = regex(
    r"(?:[\u4e00-\u9fff]{2,12}?[省市县区州盟旗])?(?:关于)?(?:[\dxX]{4}年)?(.{5,}?)"
    "(?:工作|管理|实施|暂行|选派|评选|建设|若干|的)*(?:办法|细则|方案|意见|规定|措施|规划|通知)"
)
_MARKS = regex("[“”《》]")
_MAIN = 2
"""Of several carriers of a kind a policy is meant for the one that is named so many times as often as the next."""


def claims(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[tuple[Sentence, Claim]]:
    """《青山市专家工作站管理办法》 supports 青山茶叶专家工作站 where the document speaks of no other such station."""
    named = [m for mentions in found for m in outermost(mentions)]
    carriers = _Carriers([m for m in named if m.type == "Platform"])
    schemes = {m.name: m for m in named if m.type == "Programme"}
    told: set[str] = set()
    for sentence, mentions in zip(sentences, found, strict=True):
        for policy in outermost(mentions):
            if policy.type != "Policy" or policy.name in told or intended(sentence, policy):
                continue
            told.add(policy.name)
            meant = [scheme for name, scheme in schemes.items() if _is_about(policy.name, name)]
            for target in [*meant, *carriers.of(policy.name)]:
                yield sentence, Claim("SUPPORTS", policy, target, "title:SUPPORTS", 0.7, 0, len(sentence.text))


def _is_about(policy: str, scheme: str) -> bool:
    """《青山市急需紧缺人才引进办法》 is about “归巢”急需紧缺人才引进."""
    title, plain = _ABOUT.match(_MARKS.sub("", policy)), _MARKS.sub("", scheme)
    about = title.group(1) if title else ""
    return about != "" and (plain.endswith(about) or (len(plain) > 4 and about.endswith(plain)))


class _Carriers:
    """The carriers of a document by what their names call them."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._often = Counter(m.name for m in mentions)
        self._named = {m.name: m for m in mentions}
        self._kinds = {name: kind for name in self._named if (kind := _kind(name)) is not None}

    def of(self, policy: str) -> list[Mention]:
        """The one whose kind the title of a policy names, or the main one; a short name is its full one."""
        kind = _kind(policy)
        fitting = [name for name, other in self._kinds.items() if kind is not None and _same(kind, other)]
        fitting = [name for name in fitting if not any(name != longer and name in longer for longer in fitting)]
        first, *others = sorted(fitting, key=lambda name: -self._often[name]) or [""]
        main = first and (not others or self._often[first] > _MAIN * self._often[others[0]])
        return [self._named[first]] if main else []


def _kind(name: str) -> tuple[str, str] | None:
    """What a name calls a carrier (专家, 工作站), by the last that it calls so."""
    named = _KIND.findall(_MARKS.sub("", name))
    return named[-1] if named and not _LEVEL.match(name) else None


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two kinds are one, though one of them may be told more fully (专家创新工作站)."""
    return one[1] == other[1] and (set(one[0]) <= set(other[0]) or set(other[0]) <= set(one[0]))
