"""Titles in 《》 (policies, projects) and programmes in quotation marks (“…”工程, 国家“千人计划”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.extract import editions, gazetteer
from ingest.extract.grammars import told_by
from ingest.extract.left_edge import left_edge
from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached, pattern
from ingest.extract.text import Sentence

_TITLE = regex(r"《([^《》]{2,80})》")
_NUMBER = regex(r"[（(]?([^（）()《》，。；、\s]{1,14}[〔\[［（(][\dxX]{2,4}[〕\]］）)][第]?[\dxX]+号)[）)]?")
_COUNTED_LIST = regex(r"(?:“[^“”，。；]{2,30}”(?:[\dxX]+[名人个位])?[、和]?(?:[\dxX]+[名位个])?)+$")
"""评选|“青山好医生”10名、: the titles before another in a list."""
_PROJECT = regex("(?:等)?(?:项目|课题)(?!组)")
"""《…综合利用与开发》|项目: what is called so behind its title."""
_QUOTED = regex(r"“([^“”，。；]{2,30})”")
_CALLED = "“[^“”，。；]{2,30}”(?:(?=“)|(?:(?![、和及])[·\u4e00-\u9fff]){0,12}?(?=[、和及等\\d]|$))"
_ITEM = regex(_CALLED + "|(?<=[、和及])[^“”、，。；]{3,20}?(?=[、和及等\\d]|$)")
"""“夜市招聘”、|“青山英才”评选、|院士专家青山行: a quotation with what it is called, or what stands between commas."""
_ITEMS = regex(f"(?:{_ITEM.pattern}|[、和及])+$")
_LONGEST_LIST = 160
_OTHERS = regex("(?:“[^“”，。；]{2,30}”)+")
_FIRM = regex(r"[\u4e00-\u9fffA-Za-z（）()]{5,}(?:有限责任公司|有限公司|专业合作社)")


@told_by(lambda: (_TITLE,))
def titles(sentence: Sentence) -> Iterator[Mention]:
    """《…》: a policy by its last word, a project by its last word or by what stands before it, else nothing."""
    for match in sentence.finditer(_TITLE):
        core = re.sub(r"[（(][^（）()]*[）)]$", "", match.group(1))
        before = sentence.text[max(0, match.start() - 24) : match.start()]
        kind = _kind(core, before) or ("Programme" if _PROJECT.match(sentence.text, match.end()) else None)
        if kind is None:
            continue
        number = _NUMBER.match(sentence.text, match.end())
        aliases = [match.group(1)] + ([core] if core != match.group(1) else [])
        if number:
            aliases.append(number.group(1))
        yield Mention(kind, match.start(), match.end(), match.group(), "title", 0.95, tuple(aliases))
        yield from _titled_scheme(core, match.start(1)) if kind == "Policy" else ()


_SCHEME = regex(
    "(?P<place>[xX\u4e00-\u9fff]{2,7}?[省市州县区旗盟])?(?P<name>[^“”（）]{4,24}?(?:行动(?![\u4e00-\u9fff]{0,8}方案)|工程|创新券|绿卡|引智项目))"
    "(?:管理|实施|暂行|试行|支持|申报|服务)+(?:办法|细则|意见|方案|规定|措施)"
)


def _titled_scheme(core: str, offset: int) -> Iterator[Mention]:
    """《青山市|汽车人才倍增行动|实施意见》: the scheme that a policy is made for; a 行动实施方案 is a plan by itself,
    and so is a 计划 or a fund of which only the rules speak.
    """
    match = _SCHEME.fullmatch(core)
    if match is not None and not match["name"].endswith("年行动"):
        place, (start, end) = match["place"] or "", match.span("name")
        alias = (match["name"],) if place else ()
        start = offset + start - len(place)
        yield Mention("Programme", start, offset + end, place + match["name"], "title:scheme", 0.8, alias)


_EXPLAINED = regex("[（(]?(?:政策)?(?:解读|问答|图解|摘要|摘录|节选|节录|全文)[）)]?$")
"""A document that explains a policy is titled so."""


def _kind(core: str, before: str) -> str | None:
    if pattern("brackets", "not_policy").search(core):
        return None
    if pattern("brackets", "project_before").search(before):
        return "Programme"
    if pattern("brackets", "policy").search(core):
        return "Policy"
    return "Programme" if pattern("brackets", "project").search(core) else None


def document_title(sentences: list[Sentence]) -> Iterator[tuple[int, Mention]]:
    """A document that is itself a policy: its title line, with the document number from the lines around it."""
    lines = [(i, s) for i, s in enumerate(sentences[:6])]
    for i, sentence in lines:
        text = _EXPLAINED.sub("", sentence.text)
        numbers = [m.group(1) for _, s in lines if len(s.text) < 30 for m in [_NUMBER.fullmatch(s.text)] if m]
        policy = pattern("brackets", "policy_title").fullmatch(text) is not None
        if "《" in text or not (policy or (numbers and pattern("brackets", "numbered_title").fullmatch(text))):
            continue
        yield i, Mention("Policy", 0, len(text), text, "document-title", 0.9, tuple(numbers[:1]))
        return


@told_by(lambda: (_QUOTED,))
def quoted(sentence: Sentence) -> Iterator[Mention]:
    """“…”工程, “…”三年计划, 省“双创人才计划”: what is quoted and how it is called decide what it is."""
    rules = load_cached("brackets")
    for match in sentence.finditer(_QUOTED):
        tail = regex(rules["programme_tail"]).match(sentence.text, match.end())
        named = tail and _names(sentence, *tail.span()) and not pattern("brackets", "no_scheme").match(match.group(1))
        tail = tail if named else None
        inner = match.group(1)
        if _FIRM.fullmatch(inner):
            yield Mention("Enterprise", match.start(1), match.end(1), inner, "quoted", 0.9)
            continue
        start = _prefix(sentence, match.start())
        policy_tail = regex(rules["policy_tail"]).match(sentence.text[match.end() :])
        if tail is None and _is_slogan(sentence.text, match):
            continue
        kind, end = None, match.end()
        if regex(rules["policy_inner"]).search(inner) or (policy_tail and tail is None):
            kind, end = "Policy", match.end() + (policy_tail.end() if policy_tail else 0)
            start = left_edge(sentence, match.start(), "Policy", {})
        elif tail is not None:
            kind, end = ("Honor", match.end()) if _is_chosen(sentence.text, match) else ("Programme", tail.end())
        else:
            kind, end = _known(sentence.text, match) or _by_itself(sentence.text, match)
            kind = "Programme" if kind is None and _shares_tail(sentence.text, end) else kind
        if kind is None:
            continue
        name = sentence.text[start:end]
        own = kind == "Programme" and regex(rules["programme_inner"]).search(inner)
        placed = _behind_place(sentence, start, match.start())
        shorter = (placed, editions.behind_year(sentence.text, start), match.start())
        aliases = (*(sentence.text[at:end] for at in shorter), *((inner,) if own else ()))
        yield Mention(kind, start, end, name, "quoted", 0.85, tuple(a for a in dict.fromkeys(aliases) if a != name))


def _known(text: str, quotation: re.Match[str]) -> tuple[str, int] | None:
    """入选“泰山学者”: a scheme or an honour that the whole country knows; who is 评为 one bears a title."""
    known, bestowed = gazetteer.kind_of(quotation.group(1)), pattern("brackets", "bestowed")
    scheme = known == "Programme" and not bestowed.search(text, 0, quotation.start())
    return (known, quotation.end()) if known is not None and (scheme or known == "Honor") else None


def _by_itself(text: str, quotation: re.Match[str]) -> tuple[str | None, int]:
    """What a quotation is that no word behind it calls a programme or a policy, and where its name ends."""
    rules, inner, end, before = load_cached("brackets"), quotation.group(1), quotation.end(), text[: quotation.start()]
    ranked = pattern("brackets", "rank").fullmatch(inner) and regex(rules["ranked"]).search(before)
    carrier = regex(rules["platform_inner"]).search(inner) and not regex(rules["counted"]).match(text[end:])
    if ranked or (carrier and regex(rules["titled"]).search(before)) or _is_appointed(before, inner):
        return "Honor", end
    if carrier:
        chosen = inner.endswith("团队") and before.endswith(("入选", "入选了", "评选", "遴选", "评选出"))
        return "Programme" if chosen else "Platform", end  # 入选“青山产业创新团队”
    if pattern("brackets", "project_named").search(before):
        return "Programme", end
    if regex(rules["honor_inner"]).search(inner):
        return "Programme" if _is_scheme_of_talents(text, quotation) else "Honor", end
    if pattern("brackets", "project").search(inner) and pattern("brackets", "project_led").search(before):
        return "Programme", end
    named = regex(rules["programme_inner"]).search(inner) and not regex(rules["slogan"]).search(inner)
    if named or _is_research(before, inner):
        return "Programme", end
    if _honors(text, quotation):
        rest = regex(rules["honor_rest"]).match(text[end:])
        return "Programme" if "·" in inner else "Honor", end + (rest.end() if rest else 0)
    return "Programme" if _is_run(text, quotation) else None, end


def _is_research(before: str, inner: str) -> bool:
    """某公司申报的“1.5MW风机偏航轴承”, “高锰钢辙叉制造技术”: what is researched, told by its end or by who does it."""
    if pattern("brackets", "research").search(inner):
        return True
    led = pattern("brackets", "research_led").search(before) is not None
    return led and pattern("brackets", "no_research").search(inner) is None


def _shares_tail(text: str, end: int) -> bool:
    """“千企进万村”|“百校联百县”工程: what the last of several quotations in a row is called, all are."""
    others = _OTHERS.match(text, end)
    tail = pattern("brackets", "programme_tail").match(text, others.end()) if others else None
    return tail is not None and not tail.group().endswith("评选")


def _is_scheme_of_talents(text: str, quotation: re.Match[str]) -> bool:
    """Whether a title is the scheme's that bestows it: 《“青山工匠”|支持办法》, 入选“青山英才”, not 评为“青山英才”."""
    if pattern("brackets", "scheme_behind").match(text, quotation.end()):
        return True
    bestowed = pattern("brackets", "bestowed").search(text, 0, quotation.start())
    called = pattern("brackets", "honor_tail").match(text, quotation.end())
    titled = text.rfind("《", 0, quotation.start()) > text.rfind("》", 0, quotation.start())
    return quotation.group(1).endswith("英才") and not (bestowed or called or titled)


def _is_slogan(text: str, quotation: re.Match[str]) -> bool:
    """从“大水漫灌”到“精准滴灌”; 从“青山人才贷”中拿出… is no slogan."""
    before = pattern("brackets", "slogan_before").search(text, 0, quotation.start())
    if before is None:
        return False
    named = regex(load_cached("brackets")["programme_inner"]).search(quotation.group(1))
    return not (named and not re.search("到|转为", text[quotation.end() : quotation.end() + 6]))


def _is_appointed(before: str, inner: str) -> bool:
    """受聘为“青山茶叶产业顾问”: a title that ends like a scheme's and is given to a person."""
    return bool(pattern("brackets", "appointed").search(inner) and pattern("brackets", "appointing").search(before))


def _is_chosen(text: str, quotation: re.Match[str]) -> bool:
    """“青山工匠”|评选: those who are chosen bear the title."""
    chosen = pattern("brackets", "chosen").match(text, quotation.end())
    return bool(chosen and regex(load_cached("brackets")["honor_inner"]).search(quotation.group(1)))


def _names(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what follows a quotation can be the rest of a name: no person in it, and no one who acts."""
    inside = [token for token in sentence.tokens if start <= token.start and token.end < end]
    return not any(
        token.tag in {"PER", "p", "c", "u"} or pattern("brackets", "acting").search(token.text) for token in inside
    )


def _is_run(text: str, quotation: re.Match[str]) -> bool:
    """推出“博士村长”“科学校长”: what is run without being called a programme, each of a list."""
    rules = load_cached("brackets")
    before = re.sub(r"(?:“[^“”，。；]{2,30}”[、和]?)+$", "", text[: quotation.start()])
    return bool(
        regex(rules["running"]).search(before)
        and not regex(rules["no_programme_behind"]).match(text[quotation.end() :])
        and not regex(rules["unquotable"]).search(quotation.group(1))
    )


def _honors(text: str, quotation: re.Match[str]) -> bool:
    """Whether a quotation is a title of honour: by the verb before it or 称号 behind it."""
    rules = load_cached("brackets")
    before = _COUNTED_LIST.sub("", text[: quotation.start()])
    awarded = regex(rules["honor_before"]).search(before)
    called = regex(rules["honor_tail"]).match(text[quotation.end() :])
    return bool(awarded or called)


@told_by(lambda: (pattern("brackets", "honored"),))
def honored(sentence: Sentence) -> Iterator[Mention]:
    """获评全国乡村振兴先锋: what someone is honoured as, without quotation marks."""
    first = pattern("brackets", "honored")
    for match in sentence.finditer(first):
        title: re.Match[str] | None = match
        while title is not None:
            start, end = title.span("honor")
            yield Mention("Honor", start, end, title.group("honor"), "honored", 0.75)
            title = _further_title().match(sentence.text, end)


@cache
def _further_title() -> re.Pattern[str]:
    """The next of several titles: 获评全国劳动模范、|县级拔尖人才."""
    source = pattern("brackets", "honored").pattern
    return regex("[、和]" + source[source.index("(?P<honor>") :])


@told_by(lambda: (pattern("brackets", "listed_programmes"), pattern("brackets", "counted_programmes")))
def listed(sentence: Sentence) -> Iterator[Mention]:
    """“科技下乡”、“科技入户”等活动: each quotation is a programme."""
    for end in sentence.finditer(pattern("brackets", "listed_programmes")):
        run = re.search(r"(?:“[^“”，。；]{2,20}”[、和]?)+$", sentence.text[: end.start()])
        for match in _QUOTED.finditer(sentence.text, run.start(), end.start()) if run else ():
            yield Mention("Programme", match.start(), match.end(), match.group(), "quoted:list", 0.75)
    for end in sentence.finditer(pattern("brackets", "counted_programmes")):
        items = _ITEMS.search(sentence.text, max(0, end.start() - _LONGEST_LIST), end.start())
        some_quoted = items is not None and "“" in items.group()
        for match in _ITEM.finditer(sentence.text, items.start(), end.start()) if items and some_quoted else ():
            yield Mention("Programme", match.start(), match.end(), match.group(), "quoted:list", 0.75)


@told_by(lambda: (pattern("brackets", "about_policy"), pattern("brackets", "issuing")))
def bare_policies(sentence: Sentence) -> Iterator[Mention]:
    """Policies named without brackets behind a verb of issuing (出台引进人才管理服务办法、…九条措施)."""
    rules = load_cached("brackets")
    for about in sentence.finditer(pattern("brackets", "about_policy")):
        start = left_edge(sentence, about.start(), "Policy", {})
        if start < about.start():
            yield Mention("Policy", start, about.end(), sentence.text[start : about.end()], "policy:about", 0.7)
    name, refused = regex(rules["bare_policy"]), regex(rules["not_bare_policy"])
    for verb in sentence.finditer(regex(rules["issuing"])):
        at = verb.end()
        while (match := name.match(sentence.text, at)) is not None:
            if not refused.search(match.group()):
                yield Mention("Policy", match.start(), match.end(), match.group(), "policy:bare", 0.65)
            if sentence.text[match.end() : match.end() + 1] not in {"、", "和", "及"}:
                break
            at = match.end() + 1


def _prefix(sentence: Sentence, at: int) -> int:
    """Names before a quotation belong to it if they say whose it is (国家, 省, 苏州) or what it is about (人才)."""
    start = left_edge(sentence, at, "Programme", {})
    edges = [t.start for t in sentence.tokens if start <= t.start < at] if start < at else []
    fits = (edge for edge in edges if pattern("brackets", "prefix").fullmatch(sentence.text, edge, at))
    field = pattern("brackets", "field").search(sentence.text, max(0, at - 16), at)
    return next(fits, _place(sentence, field.start() if field else at))


def _behind_place(sentence: Sentence, start: int, quotation: int) -> int:
    """柞水县|木耳产业“链上人才”…: where a name goes on behind the place that it begins with."""
    front = next((t for t in sentence.tokens if t.start == start and t.tag == "LOC" and t.end < quotation), None)
    return front.end if front else start


def _place(sentence: Sentence, at: int) -> int:
    for token in sentence.tokens:
        if token.end == at and (token.tag == "LOC" or token.text in {"国家", "省", "市", "州", "县", "区"}):
            return token.start
    return at
