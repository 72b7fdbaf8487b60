"""What a document means without saying it: who issued it and who runs a programme of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.extract.frame import Frame
from ingest.extract.gazetteer import of_higher_level
from ingest.extract.mentions import Mention, outermost
from ingest.extract.regexes import regex
from ingest.extract.regions import level, stem
from ingest.extract.rulebook import pattern
from ingest.extract.structure import Claim
from ingest.extract.text import Sentence

Located = tuple[Sentence, Claim]
_FOREIGN = regex(r"^(?:国家|全国|中央|中国|自治区|省|“?(?:全国|国家|全省|三区|三北|千万工程))")
_IN_TITLE = regex(r"([\u4e00-\u9fff]{2,24}?(?:厅|局|委|委员会|政府|办公室|领导小组|部|院|会))关于")
_WON = regex("(?:入选|获评|获批|荣获|主持|列入|纳入|参与|骨干|承担|申报|考上)[^。；]{0,12}$")
_SUGGESTED = frozenset({"name:RUNS", "rule:runs.held", "rule:runs.envoy-of", "rule:runs.own"})
"""Who runs a programme by its name, or because it is held here, as long as nobody is said to run it."""
_OWN_POSTS = frozenset({"rule:work.own-department", "rule:work.own-body"})
"""A post without a body is at the document's own, unless the sentence tells another employer."""
_CALLED = frozenset({f"rule:serves.{way}" for way in ("chief", "chief-goes-on", "skilled")})
_CALLED |= {"table:SERVES", "clause:serves.charged"}
_GUESSED = frozenset({"clause:work.professor"})
"""A professor without a university is at the one named last, unless the document tells an employer."""
_SAID = ("clause:supports.", "rule:supports.")
_PRINTED = regex("关于(?:印发|发布|公布|修订)$")
_GOES_ON = regex("关于(?:印发|发布|公布|修订|调整)?$")
"""A title that goes on in the next line."""
_ACTORS = frozenset({"Organization", "Enterprise"})
_ANNOUNCED = regex(
    "关于(?:公布|公示|认定|命名|下达|开展|组织开展|启动|评选|表彰|发布|组织申报|申报|征集|做好|遴选)[^，。；《]{0,20}$"
)
_NOT_OWN = regex(
    "(?:夜校|课堂|讲堂|学堂|班|制度|机制|赛|技术|教授|专员|管家|贷)[”）)]*$|组团式|^“?行动”?$|[xX]|"
    "^(?!.*(?:人才|英才|团队|揭榜|头雁|引智|引才)).*项目[”）)]*$"
)
"""What a school, a hospital, a firm or a village does as often as the region: classes, contests, projects."""
_FOR_PLACE = ("组织部", "人才工作服务中心", "人才服务中心")
"""What these tell of without saying who does it, their whole place does."""
_HELD = regex(
    "(?:行|[周节日季]|大会|峰会|论坛|洽谈会|对接会|推介会|交流会|恳谈会|博览会|大赛|邀请赛|系列活动|招聘会)[”）)]*(?:活动)?$"
)
"""第九届青山人才项目洽谈会: what is held bears its place within its name."""
_LEANS_ON = regex("(?:借力|借助|争取|抢抓|借势|搭乘|借用)[^，。；]{0,8}$")
"""借力|“银龄教师”计划: what one makes use of is another's."""
_OTHERS = regex(
    r"发起|首创|策划|打动|他们|入选|申报|推荐|人选|获批|评为|认定为|参加|选送|考上|考取|联合举办|[园小本该学][区院校]|公司(?!“)"
)

_SENT_HERE = regex("(?:博士服务团|科技镇长团)”?$")
"""Teams that are sent to a whole region for a year or two."""
_SENDERS = regex("我[院校所]")
"""Who tells of these by such a word has members in a team that goes elsewhere."""
_OPEN_TO = regex(
    "(?:(?:优先|直接|可以?|均可|对)[^，。；荐]{0,10}(?:纳入|列入|申报|申请|入选)|(?:领取|享受|享有|(?<!主)持有?|给予|用好)[^，。；]{0,8})$"
)
_FOR_ALL = regex("[^，。；]{0,6}(?:的[^，。；]{0,10}，|持[卡券]|推荐范围|列支)")
"""对进站专家优先纳入|“青山英才”计划, 入选|“青山英才”计划的团队，: whom a region's own scheme or card is open to."""
_CHOSEN = ("已入选", "已纳入")


def settled(claims: Iterable[Located], sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[Located]:
    """Claims without what a name alone suggests where the text states otherwise; the document's issuers added."""
    everything = list(claims)
    ways = ("rule:", "clause:")
    stated = {c.target.name.strip("《》") for _, c in everything if c.type == "ISSUED" and c.method.startswith(ways)}
    runs = [c for _, c in everything if c.type == "RUNS" and c.method not in _SUGGESTED]
    runners = {c.target.name for c in runs if c.method.startswith((*ways, "table:"))}
    title = next(((i, m) for i, ms in enumerate(found[:8]) for m in ms if _is_title(sentences[i], m)), None)
    issuers = _issuers(sentences, found, title[0]) if title else []
    employed = {(s.start, c.source.name) for s, c in everything if c.type == "WORKS_AT" and c.method not in _OWN_POSTS}
    told = {c.source.name for _, c in everything if c.type == "WORKS_AT" and c.method not in _GUESSED}
    announced = _announced(title[0], sentences, found, runners) if issuers and title is not None else []
    runners |= {scheme.name for scheme in announced}
    for sentence, claim in everything:
        if claim.method in _OWN_POSTS and (sentence.start, claim.source.name) in employed:
            continue
        if claim.method in _GUESSED and claim.source.name in told:
            continue
        own = issuers and title is not None and claim.target.name == title[1].name
        by_name = claim.type == "ISSUED" and claim.method.startswith("name:")
        run = claim.method in _SUGGESTED and (claim.target.name in runners or _won(sentence, claim))
        if not run and not (by_name and (own or claim.target.name.strip("《》") in stated)):
            yield sentence, claim
    for issuer in issuers:
        if title is not None:
            sentence = sentences[title[0]]
            yield sentence, Claim("ISSUED", issuer, title[1], "title", 0.85, 0, len(sentence.text))
            for scheme in announced:
                yield sentence, Claim("RUNS", issuer, scheme, "title", 0.7, 0, len(sentence.text))


def _announced(title: int, sentences: list[Sentence], found: list[list[Mention]], runners: set[str]) -> list[Mention]:
    """The schemes of whose list, start or call a title tells, if nobody else is said to run them."""
    return [
        m
        for m in found[title]
        if m.type == "Programme"
        and m.name not in runners
        and not _FOREIGN.match(m.name)
        and _ANNOUNCED.search(sentences[title].text, 0, m.start)
    ]


def unrepeated(claims: list[Located]) -> list[Located]:
    """Claims without the industries that people are said to serve as members of a carrier that serves them, unless
    they are called so themselves (茶叶首席专家); and without what a policy supports by a scheme of its own.
    """
    served = {(c.source.name, c.target.name) for _, c in claims if c.type == "SERVES" and c.target.type == "Industry"}
    carriers: dict[str, set[str]] = {}
    for _, claim in claims:
        if claim.type == "MEMBER_OF":
            carriers.setdefault(claim.source.name, set()).add(claim.target.name)

    supported = {(c.source.name, c.target.name) for _, c in claims if c.type in {"SUPPORTS", "SERVES"}}
    schemes = {c.target.name for _, c in claims if c.type == "SUPPORTS" and c.target.type == "Programme"}

    def repeats(claim: Claim) -> bool:
        if claim.method.startswith(_SAID) and (claim.source.type, claim.target.type) == ("Policy", "Industry"):
            ends = claim.source.name, claim.target.name
            return any((ends[0], scheme) in supported and (scheme, ends[1]) in supported for scheme in schemes)
        own = claim.type == "SERVES" and claim.method not in _CALLED
        return own and any((carrier, claim.target.name) in served for carrier in carriers.get(claim.source.name, ()))

    return [located for located in claims if not repeats(located[1])]


def _won(sentence: Sentence, claim: Claim) -> bool:
    """获评省“雏鹰计划”: a text on who was chosen tells nothing of whose programme it is; 入选绍兴市“名士计划” does."""
    before = sentence.text[: claim.target.start]
    plain = before.endswith(("入选", "入选了")) and not claim.target.name.startswith("省")
    return claim.method == "name:RUNS" and not plain and _WON.search(before) is not None


def _is_title(sentence: Sentence, mention: Mention) -> bool:
    """Whether a policy is what the document itself is (or prints: 关于印发《…》的通知)."""
    printed = _PRINTED.search(sentence.text, 0, mention.start)
    below = mention.start == 0 and sentence.text.startswith("的通知", mention.end)
    return mention.method == "document-title" or (mention.type == "Policy" and (below or printed is not None))


def _issuers(sentences: list[Sentence], found: list[list[Mention]], title: int) -> list[Mention]:
    """The bodies that stand alone on the lines above the title or under the document."""
    above = sentences[title - 1].text if title else ""
    named = _IN_TITLE.match(above if _GOES_ON.search(above) else sentences[title].text)
    if named:
        return [Mention("Organization", 0, named.end(1), named.group(1), "title", 0.8)]
    places = [*range(title), *range(max(title + 1, len(sentences) - 5), len(sentences))]
    alone = [m for i in places for m in found[i] if m.type == "Organization" and _only(sentences[i], found[i])]
    return list({m.name: m for m in alone}.values())


def _only(sentence: Sentence, mentions: list[Mention]) -> bool:
    """Whether a line holds names of organizations and nothing else."""
    text = list(sentence.text)
    for mention in outermost(mentions):
        if mention.type == "Organization":
            text[mention.start : mention.end] = " " * (mention.end - mention.start)
    return not "".join(text).strip()


def runs(
    sentences: list[Sentence], found: list[list[Mention]], frame: Frame, claims: list[Located]
) -> Iterator[Located]:
    """A programme that a document tells of as its own, with no other runner stated, is run by its region or body."""
    own = frame.own
    run = {c.target.name for _, c in claims if c.type == "RUNS"}
    told = run | {c.target.name for _, c in claims if c.type == "SELECTED_FOR"}
    if own is None:
        return
    place = Mention("Region", 0, 0, frame.region, "here", 0.6) if frame.region else own
    own = place if own.name.endswith(_FOR_PLACE) else own
    for sentence, mentions in zip(sentences, found, strict=True):
        top = outermost(mentions)
        if sentence.cell is not None or unreal(sentence, top):
            continue
        for mention in top:
            quoted = mention.type == "Programme" and mention.method == "quoted"
            if not quoted or mention.name in run or _FOREIGN.match(mention.name) or _NOT_OWN.search(mention.name):
                continue
            if of_higher_level(mention.name, own.name):
                continue
            actor = any(m.type in _ACTORS and m.start < mention.start and m.name != own.name for m in mentions)
            if _LEANS_ON.search(sentence.text, 0, mention.start):
                continue
            granted = _is_granted(sentence.text, mention)
            if granted or not (actor or mention.name in told or sentence.search(_OTHERS)):
                run.add(mention.name)
                told.add(mention.name)
                runner = place if granted else own
                yield sentence, Claim("RUNS", runner, mention, "implicit:runs", 0.6, 0, len(sentence.text))


def _is_granted(text: str, scheme: Mention) -> bool:
    """Whether a scheme or a card is held out to whoever meets the terms: it is the region's whose policy this is."""
    if _OPEN_TO.search(text, 0, scheme.start):
        return True
    chosen = text.endswith(("入选", "纳入"), 0, scheme.start) and not text.endswith(_CHOSEN, 0, scheme.start)
    card = scheme.name.rstrip("”")[-1] in "卡券"
    return (chosen or card) and _FOR_ALL.match(text, scheme.end) is not None


def unreal(sentence: Sentence, names: Iterable[Mention] = ()) -> bool:
    """Whether a sentence or its heading speaks of plans, wishes or denials, but for what stands in `names`."""
    heading = any(pattern("relations", "planned_heading").search(h) for h in sentence.headings)
    text = sentence.text
    for name in names:
        text = f"{text[: name.start]}{'”' * (name.end - name.start)}{text[name.end :]}"
    return heading or pattern("relations", "unreal").search(text) is not None


def named_after(sentences: list[Sentence], found: list[list[Mention]], claims: list[Located]) -> Iterator[Located]:
    """“荔丰英才”计划 is run by 荔丰县, of which the document speaks, if nobody else is said to run it."""
    told = {c.target.name for _, c in claims if c.type == "RUNS"}
    places = {m.name: m for mentions in found for m in mentions if m.type == "Region" and level(m.name) is not None}
    for sentence, mentions in zip(sentences, found, strict=True):
        top = outermost(mentions)
        for mention in () if unreal(sentence, top) else top:
            name = mention.name.lstrip("“")
            held = _HELD.search(name) is not None
            if mention.type != "Programme" or mention.name in told or _NOT_OWN.search(mention.name):
                continue
            fits = name.__contains__ if held else name.startswith
            place = next((p for p in places.values() if len(stem(p.name)) > 1 and fits(stem(p.name))), None)
            if place is not None:
                told.add(mention.name)
                yield sentence, Claim("RUNS", place, mention, "implicit:named-after", 0.6, 0, len(sentence.text))


def sent_here(
    sentences: list[Sentence], found: list[list[Mention]], frame: Frame, claims: list[Located]
) -> Iterator[Located]:
    """The first 博士服务团 of which a region's own report tells serves the region, if none is said to serve anybody."""
    own = frame.own
    told = any(c.type == "SERVES" and _SENT_HERE.search(c.source.name) for _, c in claims)
    if told or own is None or own.type != "Region" or own.method != "here" or level(own.name) is None:
        return
    if any(sentence.search(_SENDERS) for sentence in sentences):
        return
    for sentence, mentions in zip(sentences, found, strict=True):
        top = outermost(mentions)
        for mention in () if unreal(sentence, top) else top:
            sent = mention.type == "Platform" and _SENT_HERE.search(mention.name)
            if sent and stem(own.name) not in mention.name:
                yield sentence, Claim("SERVES", mention, own, "implicit:sent-here", 0.6, 0, len(sentence.text))
                return
