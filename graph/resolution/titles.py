"""What the name of an enterprise, organization or platform is made of: place, number, proper name, legal form.

贵州省绿源香料（集团）有限责任公司   place 贵州省, core 绿源香料, form company
省级顾明远专家工作站                 level 省, core 顾明远, form 专家工作站
青禾州第二人民医院                   place 青禾州, number 二, core 人民医院
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.model.names import normalise_name
from graph.ontology import ontology

LEVELS = "国省州市县区乡镇"
LONGEST_PLACE = 16
# Legal forms by what they are a form of; names of one class differ in how exact they are, not in what they name.
_FORMS = {
    "company": "(?:股份)?(?:有限)?(?:责任)?(?:总|集团|股份)?公司|(?:有限|责任)+公司|集团",
    "cooperative": "(?:农民)?(?:专业)?合作(?:社|联社|社联合社)",
    "farm": "家庭农场|农场|林场|牧场|养殖场|种植场|茶场|果园|庄园",
    "works": "厂|工厂|加工坊|工坊|作坊",
    "shop": "经营部|门市部|商行|商店|店|批发部|超市",
}
_FORM = re.compile("|".join(f"(?P<{name}>(?:{words})$)" for name, words in _FORMS.items()))
_BRANCH = re.compile("(.{2,12}?)分(?:公司|厂|店|社|院|校|中心)$")
_ALMOST_FORM = re.compile("集团|股份|控股")  # before or within the form: 绿源集团股份有限公司
_BRACKETED = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PLACE = re.compile("(.{2,}?)(?:(?:.{1,3}族)*自治[区州县旗]|特别行政区|[省市州县区盟旗乡镇村])")
_UNKNOWN_PLACE = re.compile("(?:(?!公司|学校).){2,6}?(?:自治[州县旗]|[省州县市])")
_LEVEL = re.compile("(国家|[省州市县区乡镇])(?:级|直属?|属)?")
_NUMBER = re.compile(r"第([一二三四五六七八九十]+)|([一二三四五六七八九十])(?=[中小幼院医厂队分期号])|(\d+)")
_LEAST = {"Organization": 3}  # characters that a core must keep, else the place is a part of the proper name

Places = Mapping[str, str]  # a place's name or short name → what it stands for


@dataclass(frozen=True, slots=True)
class Title:
    """The parts of one name. `whole` is the name without its form, `core` without place, level and number too; where
    too little would be left, the place stays. `level` and `branch` may be empty, `form` too (not told)."""

    whole: str
    core: str
    places: frozenset[str]
    level: str
    numbers: frozenset[str]
    form: str
    branch: str

    @property
    def variants(self) -> frozenset[str]:
        """The forms in which the name may be another's short or long form."""
        return frozenset({self.whole, self.core})


def place_forms(name: str) -> Iterator[str]:
    """A normalised place name and its short forms: 三都水族自治县, 三都县, 三都."""
    yield name
    if found := _PLACE.fullmatch(name):
        yield found[1] + name[-1]
        yield found[1]


def parse_title(kind: str, name: str, places: Places) -> Title:
    """The parts of a normalised name of an entity of a type; `places` are those that the ledger knows."""
    found: set[str] = set()
    rest, bracketed = _without_brackets(name)
    for text in bracketed:
        if text in places:
            found.add(places[text])
        elif _UNKNOWN_PLACE.fullmatch(text):
            *_, short = place_forms(text)
            found.add(short)
    rest, form, branch = _without_form(kind, rest)
    whole = rest
    numbers = frozenset(next(filter(None, match)) for match in _NUMBER.findall(rest))
    rest = _NUMBER.sub("", rest) or rest
    core, leading, level = _without_places(rest, places, _LEAST.get(kind, 2))
    return Title(whole, core, frozenset(found | leading), level, numbers, form, branch)


def _without_brackets(name: str) -> tuple[str, list[str]]:
    inside = _BRACKETED.findall(name)
    bare = _BRACKETED.sub("", name)
    return (bare, inside) if len(bare) > 1 else (name, [])


def _without_form(kind: str, name: str) -> tuple[str, str, str]:
    """(what is left, the form, the branch). A form that is the whole name stays."""
    branch = ""
    if found := _BRANCH.search(name):
        head = _FORM.search(name[: found.start(1)]) or re.search("公司|合作社|医院|学校|大学", name)
        branch = name[head.end() : found.end()] if head else found[0]
        name = name[: head.end()] if head and head.end() > 1 else name[: found.start()] or name
    if kind == "Platform":
        ending = next((w for w in _platform_words() if name.endswith(w) and len(name) > len(w)), "")
        return (name.removesuffix(ending), ending, branch) if ending else (name, "", branch)
    if kind == "Enterprise" and (ended := _FORM.search(name)) and ended.start() > 1:
        bare = _ALMOST_FORM.sub("", name[: ended.start()])
        return (bare if len(bare) > 1 else name[: ended.start()]), str(ended.lastgroup), branch
    return name, "", branch


def _without_places(text: str, places: Places, least: int) -> tuple[str, set[str], str]:
    """(what is left, the places in front, the administrative level that the name gives itself)."""
    found: set[str] = set()
    level = ""
    while step := _leading_place(text, places, least):
        length, place = step
        level = text[length - 1] if text[length - 1] in LEVELS else ""
        found.add(place)
        text = text[length:]
    if not found and (match := _LEVEL.match(text)) and len(text) - match.end() >= least:
        level, text = match[1][0], text[match.end() :]
    return text, found, level


def _leading_place(text: str, places: Places, least: int) -> tuple[int, str] | None:
    """The length of the place that a name begins with, and what it stands for."""
    for length in range(min(LONGEST_PLACE, len(text) - least), 1, -1):
        if text[:length] in places:
            return length, places[text[:length]]
    unknown = _UNKNOWN_PLACE.match(text)
    if unknown and len(text) - unknown.end() >= least:
        *_, short = place_forms(unknown[0])
        return unknown.end(), places.get(short, short)
    return None


@lru_cache(maxsize=1)
def _platform_words() -> tuple[str, ...]:
    """Words for kinds of platforms, longest first."""
    codes = ontology().vocabularies["platform_kind"].codes.values()
    words: Iterable[str] = {normalise_name(word) for code in codes for word in (code.label, *code.synonyms)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
