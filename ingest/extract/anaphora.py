"""该团, 该公司, 联盟, 他: what was named last with that noun, in the sentence, the same block or the one before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from ingest.extract import person_grammar
from ingest.extract.clauses import Topics
from ingest.extract.mentions import Mention, outermost
from ingest.extract.numbers import value
from ingest.extract.regexes import regex
from ingest.extract.regions import PREFECTURES, PROVINCES
from ingest.extract.rulebook import alternatives, load_cached, pattern
from ingest.extract.text import Sentence

NAMED_BY_KIND = ("Platform", "Enterprise", "Organization", "Programme", "Policy")
"""Types of things that a text goes on to call by what they are (该团, 公司, 办法)."""
_MEMORY = 12
_MAIN = 2
"""What a document names so many times as often as any other of its kind, it is about."""
_GENERAL = ("、", "助", "给", "表", "为")
"""Behind these 企业 means firms in general."""
_OWNER = regex("(?:^|[，。；：！？”年月日]|如今|目前|因此|使|让|被)(?P<noun>公司|企业|合作社|集团)$")
_WORD_BEFORE = 6
_THIS_PLACE = regex("(?:该|(?<=在)(?=[村镇乡][里上]))([村镇乡县市区州旗])(?![政委领纪组人长])")
_HOSPITAL = regex("医院|卫生院|保健院|诊疗中心")
_OWN_BODY = {"本院": "医院", "本校": "学校", "本公司": "公司"}
_PAIRED = frozenset({"医院", "院"})
"""Texts on hospitals tell of one that helps and one that is helped; 医院 is the one that the text is about."""


@dataclass(slots=True)
class Recent:
    """What was named lately, with its block. One reading of one document fills it."""

    last: dict[str, tuple[int, Mention]] = field(default_factory=dict)
    bodies: list[tuple[int, Mention]] = field(default_factory=list)
    people: list[tuple[int, Mention]] = field(default_factory=list)
    teachers: list[Mention] = field(default_factory=list)
    """Those whom the text names only as somebody's teachers."""
    places: dict[str, tuple[int, Mention]] = field(default_factory=dict)
    """The last place of each kind (镇, 村), with its block."""
    topics: Topics = field(default_factory=Topics)
    counts: Counter[str] = field(default_factory=Counter)
    """How often the document names each body."""
    own: Mention | None = None
    """The body that the document itself is about or speaks for."""
    home: str = ""
    """The document's own place, without what it is (会宁)."""
    everyone: tuple[Mention, ...] = ()
    """All bodies, platforms and programmes of the document, each once."""
    named: set[str] = field(default_factory=set)
    """Those that have been named so far."""

    def remember(self, sentence: Sentence, mentions: list[Mention]) -> None:
        """Take note of a sentence that has been read."""
        for mention in outermost(mentions):
            self.last.pop(mention.type, None)
            self.last[mention.type] = (sentence.block, mention)
            if mention.type == "Region" and _may_be(mention, mention.name[-1]):
                self.places[mention.name[-1]] = (sentence.block, mention)
            if mention.type == "Talent":
                if _TAUGHT_BY.search(sentence.text, max(0, mention.start - 30), mention.start):
                    self.teachers.append(mention)
                self.people = [*self.people[1 - _MEMORY :], (sentence.block, mention)]
            if mention.type in NAMED_BY_KIND:
                self.named.add(mention.name)
                self.bodies = [*self.bodies[1 - _MEMORY :], (sentence.block, mention)]

    def within(self, block: int) -> list[Mention]:
        """The last mention of each type in this block so far, in the order of their sentences."""
        return [mention for at, mention in self.last.values() if at == block]

    def find(self, sentence: Sentence, mentions: list[Mention]) -> Iterator[Mention]:
        """What the sentence refers back to."""
        top = outermost(mentions)
        yield from self._several(sentence, top)
        yield from self._wards(sentence, top)
        yield from self._both(sentence, top)
        yield from self._experts(sentence, top)
        for match in sentence.finditer(_back()):
            word = match.group("this") or match.group("bare") or match.group("inner") or match.group("which")
            if word == "企业" and sentence.text[: match.start()].endswith(_GENERAL):
                continue
            mention = self._meant(word, sentence.block, [m for m in top if m.end <= match.start()])
            if mention is not None:
                start = match.start("which") if match.group("which") else match.start()
                yield Mention(mention.type, start, match.end(), mention.name, "anaphora", 0.6)
        yield from self._owners(sentence, top)

    def _owners(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """公司|液压油缸的寿命, 合作社|荞麦亩产: a firm before what it makes is the one named last."""
        for made in (m for m in top if m.type == "Industry"):
            match = _OWNER.search(sentence.text, max(0, made.start - _WORD_BEFORE), made.start)
            if match is not None:
                firm = self._meant(match.group("noun"), sentence.block, [m for m in top if m.end <= match.start()])
                if firm is not None and all(m.end <= match.start("noun") or m.start >= match.end() for m in top):
                    yield Mention(firm.type, *match.span("noun"), firm.name, "anaphora", 0.6)

    def _people(self) -> list[tuple[int, Mention]]:
        """The person named last, but not who only taught the one before (师从教授孙立群)."""
        last = self.last.get("Talent")
        if last is not None and len(self.people) > 1 and self.people[-1][1] in self.teachers:
            return [self.people[-2]]
        return [last] if last is not None else []

    def _meant(self, word: str | None, block: int, here: list[Mention]) -> Mention | None:
        """What was named last with that noun, here or in the paragraph before; else what the document is about; else a
        carrier that was named last with it some paragraphs ago.
        """
        before = [*(self.bodies if word else self._people()), *((block, m) for m in here)]
        known = [e for e in before if (_called(word, e[1]) if word else e[1].type == "Talent")]
        if known and block - known[-1][0] <= 1:
            return self._main(known) if word in _PAIRED else known[-1][1]
        if not word:
            return None
        return self._only(word) or next((m for m in reversed(self.topics.carriers.values()) if _called(word, m)), None)

    def place(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """该镇, 该村: the one named last, in the sentence, its paragraph or the one before."""
        for match in sentence.finditer(_THIS_PLACE):
            here = [m for m in top if m.type == "Region" and m.end <= match.start() and _may_be(m, match.group(1))]
            block, last = self.places.get(match.group(1), (-2, None))
            meant = here[-1] if here else last if sentence.block - block <= 1 else None
            if meant is not None:
                yield Mention("Region", *match.span(), meant.name, "anaphora", 0.6)

    def ours(self, sentence: Sentence, said: Mention, top: list[Mention]) -> Mention:
        """本院|医师, 本校 in a text that speaks for no hospital and no school: the one that it named last."""
        word = _OWN_BODY.get(sentence.text[said.start : said.end])
        if said.method != "deixis" or word is None:
            return said
        meant = self._meant(word, sentence.block, [m for m in top if m.end <= said.start])
        return replace(said, type=meant.type, name=meant.name, method="anaphora") if meant is not None else said

    def _only(self, word: str) -> Mention | None:
        """What the whole document is about of all that may be called so, if it has been named before."""
        if self.own is not None and self.own.type != "Region" and _called(word, self.own):
            return self.own
        before = (m for m in self.everyone if m.name in self.named and _called(word, m))
        fitting = sorted(before, key=lambda m: -self.counts[m.name])
        if not fitting:
            return None
        first, second = fitting[0], fitting[1] if len(fitting) > 1 else None
        main = second is None or self.counts[first.name] > max(2, _MAIN * self.counts[second.name])
        return first if main else None

    def _main(self, known: list[tuple[int, Mention]]) -> Mention:
        """Of hospitals the one of the document's own place, else the one it names most, if it was named lately."""

        def rank(mention: Mention) -> tuple[bool, int]:
            return bool(self.home) and self.home in mention.name, self.counts[mention.name]

        main = max((m for _, m in reversed(known)), key=rank)
        return main if rank(main) > (False, 1) else known[-1][1]

    def _experts(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """两位专家 are the people named last, 专家们 and 11位专家 without names those of the team or activity."""
        for match in sentence.finditer(pattern("anaphora", "unnamed")):
            number = value(match.group("pair")) if match.group("pair") else 0
            if number:
                people = list({m.name: m for block, m in self.people if sentence.block - block <= 1}.values())
                meant = people[-int(number) :] if len(people) >= number else []
            else:
                named = any(m.type in {"Talent", "Platform"} and m.end <= match.start() for m in top)
                team = self.topics.team or self.topics.scheme
                meant = [team] if team is not None and not named else []
            for i, mention in enumerate(meant[: len(match.group("who"))]):
                start = match.start("who") + i
                end = match.end() if i == len(meant) - 1 else start + 1
                yield Mention(mention.type, start, end, mention.name, "anaphora", 0.6)

    def _wards(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """担任|外科主任: a ward without its hospital is one of the hospital that the text is about."""
        for match in sentence.finditer(pattern("anaphora", "ward")):
            inside_name = any(m.start < match.end() and match.start() < m.end for m in top)
            hospital = self._meant("医院", sentence.block, [m for m in top if m.end <= match.start()])
            if hospital is not None and _HOSPITAL.search(hospital.name) and not inside_name:
                yield Mention(hospital.type, *match.span(), hospital.name, "anaphora", 0.6)

    def _several(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """两家小院, 上述三家企业: as many different ones as were named last, each on a letter of the words."""
        for match in sentence.finditer(_plural()):
            number = value(match.group("number")) or 0
            here = [(sentence.block, m) for m in top if m.end <= match.start()]
            known = [e for e in [*self.bodies, *here] if _called(match.group("noun"), e[1])]
            named = list({m.name: m for block, m in known if sentence.block - block <= 1}.values())[-int(number) :]
            if len(named) != number or not 1 < number <= len(match.group()):
                continue
            for i, mention in enumerate(named):
                start = match.start() + i
                end = match.end() if i == number - 1 else start + 1
                yield Mention(mention.type, start, end, mention.name, "anaphora", 0.6)

    def _both(self, sentence: Sentence, top: list[Mention]) -> Iterator[Mention]:
        """双方 are the two bodies named last, 前者 and 后者 the two things of one type."""
        for match in sentence.finditer(_BOTH):
            parties = match.group() == "双方"
            start = match.start() if parties else self._former(sentence.text, match.start())
            here = [(sentence.block, m) for m in top if m.end <= start]
            before = [m for block, m in [*self.bodies, *here] if sentence.block - block <= 1]
            if parties:
                before = [m for m in before if m.type in _BODIES]
            last = before[-1] if before else None
            other = next((m for m in reversed(before) if last and m.name != last.name and _alike(m, last)), None)
            if last is None or other is None or (parties and _visited(sentence.text, last, here)):
                continue
            if parties:
                yield Mention(other.type, match.start(), match.start() + 1, other.name, "anaphora", 0.6)
            meant = other if match.group() == "前者" else last
            yield Mention(meant.type, match.end() - (1 if parties else 2), match.end(), meant.name, "anaphora", 0.6)

    @staticmethod
    def _former(text: str, at: int) -> int:
        """Where the two things have been named of which 后者 is the second: before 前者, if that stands before."""
        former = text.rfind("前者", 0, at)
        return former if former >= 0 else at


_TAUGHT_BY = regex("(?:师从|师承|拜师|跟随|跟着|导师(?:为|是)|得到)[^，。；]{0,24}$")
_BODIES = frozenset({"Enterprise", "Organization"})
_BOTH = regex("(?:(?<=[，。；])|^)(?:双方|前者|后者)(?!签约代表|代表|领导)")


_VISITED = regex("(?:走访|参观|拜访|考察|看望|走进)了?(?:[^，。；]{0,24}[和及、])?$")
"""走访了|甲公司和|乙公司，双方…: one of the two is who visits."""


def _visited(text: str, last: Mention, here: list[tuple[int, Mention]]) -> bool:
    """Whether the two bodies named last were both only visited."""
    return any(m is last for _, m in here) and _VISITED.search(text, 0, last.start) is not None


def _alike(one: Mention, other: Mention) -> bool:
    return one.type == other.type or {one.type, other.type} <= _BODIES


@cache
def _plural() -> re.Pattern[str]:
    noun = alternatives(list(load_cached("anaphora")["nouns"]))
    return regex(
        rf"(?:(?<=[，。；：！])|^)(?:上述|这|以上)?(?P<number>[两二三四五2345])(?:家|个|所|支|大|位)?(?P<noun>{noun})"
    )


def _may_be(place: Mention, kind: str) -> bool:
    """Whether a place may be called 该镇; 景德镇 may not."""
    return place.name.endswith(kind) and place.name not in PREFECTURES | PROVINCES


def _called(word: str, mention: Mention) -> bool:
    """Whether a thing of this name may be called 联盟 or 公司."""
    nouns = load_cached("anaphora")["nouns"]
    kind, _, ending = nouns[word].partition(" ")
    fits = mention.type in NAMED_BY_KIND if kind == "any" else mention.type in kind.split("|")
    return fits and any(_ends(ending or f"{word}[”’）)]?$").search(name) for name in (mention.name, *mention.aliases))


@cache
def _ends(source: str) -> re.Pattern[str]:
    return regex(source)


@cache
def _back() -> re.Pattern[str]:
    rules = load_cached("anaphora")
    noun = alternatives(list(rules["nouns"]))
    bare = alternatives([word for word in rules["nouns"] if len(word) > 1])
    start = "(?:(?<=[，。；：！？”、年月日])|(?<=其中)|^)"
    later = "(?<=如今|最终|目前|随后|后来|眼下|现在|于是|近日|为此|此后|当天|此外|同时)"
    goes_on = f"(?:{rules['goes_on']}|{person_grammar.title()})"
    firm = "(?:这|是一)家[^，。；]{1,24}?的(?P<which>企业|公司|合作社)"
    return regex(
        rf"{firm}|(?:该|这[项个家座支所]|此[项次]|本[届次])(?P<this>{noun})(?!{rules['other_word']})|"
        rf"(?:{start}|{later})(?P<bare>{bare})(?={goes_on})|(?<={rules['before']})(?P<inner>{bare})(?={goes_on})|"
        rf"(?:{start}|(?<=[由受经请]))[他她](?=[^们])|(?<=—)[他她](?=[^们的])"
    )
