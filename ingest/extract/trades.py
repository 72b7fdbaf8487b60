"""Industries by name: of carriers, of growers' cooperatives, and of who runs a base for a product."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.extract import implicit, industries
from ingest.extract.implicit import Located
from ingest.extract.mentions import Mention, inside, outermost
from ingest.extract.regexes import regex
from ingest.extract.sectors import common
from ingest.extract.structure import Claim, for_office, intended, without_trade
from ingest.extract.text import Sentence

_GROWERS = regex(
    r"(.{2,}?)(?:产业|种植|养殖|种养殖|种养|加工|生产|锻制)*(?:农民)?(?:专业)?合作(?:社|联社)(?:联合社)?$|"
    r"(.{1,}?)(?:加工|生产|养殖|种植|良种)?(?:厂|作坊|场|庄园)$|"
)
_FIRM = regex(
    "(.{4,}?)(?:股份|有限|责任|公司|集团|控股|科技|农业|生物|开发|发展|技术|实业|家庭农场|厂|业|庄园|食品|饮品|制品|制造|种植|"
    "养殖|产业|加工|装备|工具|服务|[（(][^（）()]*[）)])+$"
)
"""A firm's name up to its trade: 青山远航|无人机|技术有限公司."""
_BUSY = frozenset({"HOSTED_BY", "COOPERATES_WITH", "SERVES"})
"""A firm of which such things are told is not in the text for its trade."""
_FOUNDED = regex(
    "^(?!.*大学).*(?:(?:产业|技术)[\u4e00-\u9fff]{0,6}研究院|联盟|协会|学会|促进会|商会|产业(?:发展|服务|促进|管理)+局)"
    "(?:[（(][^（）()]*[）)])?$"
)
_GROUND = regex(
    "(?:(?<!孵化)(?<!实训)(?<!实习)(?<!培训)(?<!中试)(?<!引智)基地|[繁培]育[场圃]|育苗中心|车间|良种场|试验田|示范园)”?$"
)

_SERVES = regex("(?:活动|行|特派员|副总|服务|帮扶|协作)[”）)]*$")


def claims(sentences: list[Sentence], found: list[list[Mention]], said: list[Located]) -> list[Located]:
    """What names say of industries that the document speaks of, beside what has been said."""
    named = list(named_after(sentences, found, said))
    return [*named, *trades(sentences, found), *firms(sentences, found, said), *grown_there([*said, *named])]


def trades(sentences: list[Sentence], found: list[list[Mention]]) -> Iterator[Located]:
    """A growers' cooperative called after a product that the document speaks of is in that industry."""
    known = {industries.base(m.name): m for mentions in found for m in mentions if m.type == "Industry"}
    for sentence, mentions in zip(sentences, found, strict=True):
        for body in outermost(mentions):
            grown = _GROWERS.search(body.name) if body.type == "Enterprise" else None
            name = next((part for part in grown.groups() if part), "") if grown else ""
            names = (name, f"{name}叶") if name.endswith("茶") else (name,)
            product = max((n for n in known if name and any(name.endswith(n) for name in names)), key=len, default=None)
            if product is not None:
                trade = Mention("Industry", 0, 0, product, "cooperative", 0.6)
                yield sentence, Claim("IN_INDUSTRY", body, trade, "name:IN_INDUSTRY", 0.6, 0, len(sentence.text))


def firms(sentences: list[Sentence], found: list[list[Mention]], said: list[Located]) -> Iterator[Located]:
    """A firm called after an industry of which the document speaks outside of firms' names is in it, if the document
    tells nothing else of the firm.
    """
    busy = {name for _, c in said if c.type in _BUSY for name in (c.source.name, c.target.name)}
    known = {
        industries.base(m.name)
        for mentions in found
        for m in mentions
        if m.type == "Industry" and not _of_firm(m, mentions)
    } - common()
    for sentence, mentions in zip(sentences, found, strict=True):
        for body in outermost(mentions):
            called = _FIRM.fullmatch(body.name) if body.type == "Enterprise" and body.name not in busy else None
            trade = max((n for n in known if called and called[1].endswith(n)), key=len, default=None)
            if trade is not None:
                target = Mention("Industry", 0, 0, trade, "firm", 0.6)
                yield sentence, Claim("IN_INDUSTRY", body, target, "firm:IN_INDUSTRY", 0.6, 0, len(sentence.text))


def _of_firm(mention: Mention, mentions: list[Mention]) -> bool:
    return any(m.type == "Enterprise" and m.covers(mention) for m in mentions)


def named_after(sentences: list[Sentence], found: list[list[Mention]], claims: list[Located]) -> Iterator[Located]:
    """A carrier whose name holds industries that the document speaks of serves them, where no rule saw them there;
    a scheme supports them, and a “茶匠” or “茶师” one tea.
    """
    told: dict[str, set[str]] = {}
    for _, claim in claims:
        if claim.type in {"SERVES", "SUPPORTS"} and claim.target.type == "Industry":
            told.setdefault(claim.source.name, set()).add(claim.target.name)
    known = {industries.base(m.name) for mentions in found for m in mentions if m.type == "Industry"}
    for sentence, mentions in zip(sentences, found, strict=True):
        for carrier in outermost(mentions):
            kind = _named_kind(carrier)
            if (
                kind is None
                or implicit.unreal(sentence)
                or intended(sentence, carrier)
                or for_office(sentence, carrier)
            ):
                continue
            name = carrier.name
            for inner in inside(mentions, carrier):
                if inner.type not in {"Industry", "Platform"}:
                    name = name.replace(inner.name, "　")
            for topic in sorted(known, key=lambda name: (-len(name), name)):
                called = topic.removesuffix("叶") if kind == "SUPPORTS" and topic == "茶叶" else topic
                if called in name and not any(called in other for other in told.get(carrier.name, ())):
                    name = name.replace(called, "　")
                    target = Mention("Industry", 0, 0, topic, "named-after", 0.6)
                    yield sentence, Claim(kind, carrier, target, f"name:{kind}", 0.7, 0, len(sentence.text))


def _named_kind(carrier: Mention) -> str | None:
    """What a name that holds an industry says: a carrier serves it, a scheme that is no service supports it."""
    if without_trade(carrier):
        return None
    if carrier.type == "Platform" or (carrier.type == "Organization" and _FOUNDED.search(carrier.name)):
        return "SERVES"
    scheme = carrier.type == "Programme" and not _SERVES.search(carrier.name)
    return "SUPPORTS" if scheme or carrier.type == "Policy" else None


def grown_there(claims: list[Located]) -> Iterator[Located]:
    """Who runs a base or works for a product (肉牛良种繁育基地) produces it."""
    named = [(c.source.name, c.target) for _, c in claims if c.type == "SERVES" and c.method == "name:SERVES"]
    for sentence, claim in claims:
        if claim.type != "HOSTED_BY" or claim.target.type != "Enterprise" or not _GROUND.search(claim.source.name):
            continue
        for carrier, industry in named:
            if carrier == claim.source.name and industry.type == "Industry":
                yield sentence, Claim("IN_INDUSTRY", claim.target, industry, "name:IN_INDUSTRY", 0.6, 0, claim.end)
