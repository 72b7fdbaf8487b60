"""What a document itself is: the policy that it prints or explains, or the scheme that it announces or reports on."""

from __future__ import annotations

from ingest.extract import regions
from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.text import Sentence

_EXPLAINS = regex("的?[（(]?(?:政策)?(?:解读|问答|图解|一图读懂|起草说明)")
_ABOUT = regex("(?:解读|图解|读懂|详解)$")
_PRINTS = regex("关于(?:印发|发布|公布|修订)$")
_ANNOUNCES = regex(
    "关于[^，。；]{0,4}(?:申报|下达|征集|公布|开展|做好|实施|启动|选拔|遴选|评审|推荐|报名|拨付)[^，。；]{0,30}$"
)
_ON_SCHEME = regex(
    "[^，。；]{0,4}(?:申报|实施|管理|评审|征集|立项|揭榜|榜单|工作|年度|绩效)*[^，。；]{0,6}"
    "(?:指南|公告|公示|办法|细则|情况报告|工作报告|总结|自评报告|问答|启事)$"
)


_TOWNSHIP = 4
_OPENING = regex(
    "(?:近年来|近日|日前|连日来|目前|今年(?:以来)?|去年(?:以来)?|(?:自?[\\d]{4}年)?(?:[\\d]{1,2}月)?(?:[\\d]{1,2}日)?(?:起|以来)?)?，?"
)
_GOVERNS = regex(
    "，?(?:近年来|今年以来|去年以来|每年|先后|已|还)?，?(?:始终|坚持|积极|紧紧|深入|扎实|全面|大力|结合|立足|聚焦|围绕|着力|持续|创新|高度重视|认真|切实|不断|加快|强化|"
    "深化|实施|推行|推进|印发|出台|制定|启动|开展|选派|组建|建立|健全|完善|探索|依托|以|把|将|抓住|按照|突出|统筹|主动|全力|紧扣|锚定|瞄准|"
    "充分发挥|率先|柔性|引进|打造|构建|设立|整合|用好|借助|发挥|厚植|念好|做好|做强)"
)
"""青山县|深入实施…: what a place does that governs, not what lies or happens in it (青山县|石泉镇的茶园里)."""


def opening_place(sentences: list[Sentence], found: list[list[Mention]]) -> str | None:
    """The county, city or province that acts in the first sentence of a text: the text goes on about it."""
    if not sentences:
        return None
    text, at = sentences[0].text, 0
    places = {m.start: m for m in found[0] if m.type == "Region"}
    opening = _OPENING.match(text)
    at = opening.end() if opening and opening.end() in places else 0
    name = None
    while at in places:
        name, at = places[at].name, places[at].end
    governs = name is not None and _GOVERNS.match(text, at) is not None
    return name if governs and name and (regions.level(name) or 0) < _TOWNSHIP else None


def document(sentences: list[Sentence], found: list[list[Mention]]) -> Mention | None:
    """The policy, else the scheme, that the title tells of."""
    titles = [m for mentions in found[:8] for m in mentions if m.method == "document-title"]
    before = ("", *(s.text for s in sentences))
    titles += [
        m for s, ms, line in zip(sentences[:3], found, before, strict=False) for m in ms if _explained(s, m, line)
    ]
    return next((m for m in titles if not m.name.endswith("通知")), None) or _scheme(sentences, found)


def _explained(sentence: Sentence, mention: Mention, before: str) -> bool:
    """《…若干措施》政策解读, 关于印发《…若干措施》的通知 (also over two lines): a text that explains or prints a policy
    says what it does.
    """
    if mention.type != "Policy":
        return False
    lead = sentence.text[: mention.start] or before
    printed = _PRINTS.search(lead) and sentence.text.startswith("的通知", mention.end)
    explains = _EXPLAINS.match(sentence.text, mention.end) or (
        mention.end == len(sentence.text) and _ABOUT.search(lead)
    )
    return bool(printed or explains)


def _scheme(sentences: list[Sentence], found: list[list[Mention]]) -> Mention | None:
    """The one scheme in the title of a call or a report (关于组织申报“青山英才”项目的通知, “青山英才”项目申报指南)."""
    for sentence, mentions in zip(sentences[:4], found, strict=False):
        schemes = outermost([m for m in mentions if m.type == "Programme"])
        if len(schemes) != 1 or sentence.text[-1] in "。；":
            continue
        scheme = schemes[0]
        if _ANNOUNCES.search(sentence.text, 0, scheme.start) or _ON_SCHEME.match(sentence.text, scheme.end):
            return scheme
    return None
