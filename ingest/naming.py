"""From a name in a file to a mention: which names mean the same thing in every file, and which only in their own.

A name that is masked (xx县) or generic (州科技局, 省级专家工作站, 我市) says too little: it stands for one thing within
its file and is never joined with an equal name elsewhere. So does a name that several places bear (鼓楼区, 城关镇, and
城关镇卫生院 after it), unless the file tells which place is meant.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph.model.claims import Mention
from graph.model.names import normalise_name
from graph.ontology import ontology

_MASK = re.compile(r"[xX×*＊○〇]{2,}|某")
_ADMINISTRATIVE = "省|自治区|自治州|州|盟|市|地区|县|旗|区|乡|镇|街道|村"
_LEADING = re.compile(rf"(?:我|本|该|全|各)?(?:{_ADMINISTRATIVE}|国家)(?:级|直|属|辖)?")
_DEICTIC = re.compile(r"[我本该全各][省州盟市县旗区乡镇村局院校站司厅]")
_SHORT = 3  # an organization's name this short lacks the place or branch that would tell it apart


def mention_of(kind: str, name: str, *, origin: str, discriminator: str = "", place: str = "") -> Mention:
    """The mention that a name in a file stands for.

    `origin` names the file (equal in all its versions); `discriminator` tells namesakes within it apart (a credit code,
    a digest of an ID number, a row's unit); `place` is the code of the region that settles a name which several places
    bear. People are always mentions of their file: identity rules join them later.
    """
    normal = normalise_name(name)
    if place and is_common(kind, name, place):
        return Mention(kind, "|".join(filter(None, (kind, normal, f"@{place}", discriminator))), local=True)
    if ontology().types[kind].by_name == "global" and not is_generic(kind, name):
        return Mention(kind, "|".join(filter(None, (kind, normal, discriminator))))
    return Mention(kind, "|".join((origin, kind, normal, discriminator)), local=kind != "Talent")


def is_generic(kind: str, name: str) -> bool:
    """Whether an equal name in another file may well mean something else."""
    normal = normalise_name(name)
    if _MASK.search(normal) or _DEICTIC.match(normal) or is_common(kind, name):
        return True
    if kind == "Organization":
        return len(normal) <= _SHORT or _LEADING.match(normal) is not None
    if kind == "Platform":
        rest = _LEADING.sub("", normal, count=1)
        return _platform_words().sub("", rest) == ""
    return kind == "Region" and normal in _bare_regions()


def is_common(kind: str, name: str, place: str = "") -> bool:
    """Whether several places bear the name, or the name that it begins with; with `place`, also whether the name alone
    would mean another place (海南 in 青海)."""
    from ingest.reference import anywhere, common_head, is_bare_village  # loads the reference data

    if kind != "Region":
        return kind in ("Organization", "Platform") and bool(common_head(name))
    alone = anywhere(name)
    if alone.region is None:
        return alone.open or is_bare_village(name)
    return bool(place) and alone.region.code != place


@lru_cache(maxsize=1)
def _platform_words() -> re.Pattern[str]:
    """Words that name kinds of platforms and nothing else, longest first."""
    codes = ontology().vocabularies["platform_kind"].codes.values()
    words = {normalise_name(word) for code in codes for word in (code.label, *code.synonyms)}
    return re.compile("|".join(re.escape(w) for w in sorted({*words, "创新", "产业"}, key=len, reverse=True)))


@lru_cache(maxsize=1)
def _bare_regions() -> frozenset[str]:
    return frozenset(_ADMINISTRATIVE.split("|"))
