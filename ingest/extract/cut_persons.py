"""Persons whose names the tagger cut or lost: beside another in a list, or with letters given to other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.person_grammar import called, mention_of, name, title, titled, within_token
from ingest.extract.regexes import regex
from ingest.extract.rulebook import load_cached, pattern
from ingest.extract.text import Sentence

_DONE_FOR = regex("[^，。；]{1,14}(?:揭牌|授牌|颁|剪彩|授课|作了?|做了?|送|提供|把脉|答疑|赠)")
"""樊天|成为小院揭牌: what is done for somebody, so that 成 belongs to the name."""
_HANZI_NAME = regex("[\u4e00-\u9fff](?![而地得之])[\u4e00-\u9fff][^，。；、：的了说在与和等有是到]")
_ADVERBS = frozenset("曾常早先才只总靠赶忙爱帮替随陪亲重初首多新敢愿肯须勿仍刚正在拟应该经按据自起跑转参出主列")
"""What stands between a person and a verb without being the last letter of a name."""


def find(sentence: Sentence) -> Iterator[Mention]:
    """The persons of a sentence that the tagger alone does not give."""
    if any(token.tag == "PER" for token in sentence.tokens):
        yield from _beside_persons(sentence)
        yield from _split_names(sentence)
        yield from _longer(sentence)
        yield from _ended_by_word(sentence)
    yield from _titled_surnames(sentence)


@cache
def _list_item() -> re.Pattern[str]:
    return regex(rf"({name()})(?=、)")


@cache
def _last_item() -> re.Pattern[str]:
    return regex(rf"(?<=[、和与])({name()})(?={load_cached('people')['after_list']})")


@cache
def _between() -> re.Pattern[str]:
    """、者玉兰、: between two persons of a list, whatever the surname."""
    return regex(r"(?<=、)([\u4e00-\u9fff]{2,3})(?=、)")


@cache
def _item_with_unit() -> re.Pattern[str]:
    return regex(rf"(?<=[科部室院所系处])({name()})、[^、，。；]{{2,10}}?(?=[\u4e00-\u9fff]{{2,3}})")


def _beside_persons(sentence: Sentence) -> Iterator[Mention]:
    """甲、乙、丙: if a neighbour in the list is a person, so is what looks like a name. The tagger loses some."""
    known = {token.start: token.end for token in sentence.tokens if token.tag == "PER"}
    ends = set(known.values())
    for match in sentence.finditer(_list_item()):
        if match.end() + 1 not in known or match.start() in known:
            continue
        if match.start() - 1 in ends or not within_token(sentence, match):
            yield mention_of(match, "person:list", 0.65)
    for match in sentence.finditer(_last_item()):
        if match.start() - 1 in ends and match.start() not in known and not within_token(sentence, match):
            yield mention_of(match, "person:list", 0.65)
    for match in sentence.finditer(_between()):
        if match.start() - 1 in ends and match.end() + 1 in known and match.start() not in known:
            yield mention_of(match, "person:list", 0.8)
    for match in sentence.finditer(_item_with_unit()):
        if match.end() in known and not within_token(sentence, match):
            yield mention_of(match, "person:list", 0.65)


def _split_names(sentence: Sentence) -> Iterator[Mention]:
    """岩|三保, 匡|建|新: a surname that the tagger parted from its name."""
    for left, middle, right in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if left.tag != "PER":
            continue
        whole = left.text + middle.text + right.text
        if len(whole) == 3 and _HANZI_NAME.fullmatch(whole) and re.fullmatch(name(), whole):
            yield Mention("Talent", left.start, right.end, whole, "person:parted", 0.7)
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        whole = left.text + right.text
        parted = left.tag == "PER" and len(left.text) == 1 and right.tag in {"nz", "PER"}
        parted = parted and re.fullmatch(title(), right.text) is None
        if parted and len(whole) <= 3 and re.fullmatch(name(), whole):
            yield Mention("Talent", left.start, right.end, whole, "person:parted", 0.7)


_GIVEN_LAST = frozenset("之然才中全一女远图广安")
"""主任|荆蔚|然, 教授|郑允|之: words of one letter that end a given name more often than they follow a name of two."""
_GLUED = regex("成[获任入当被]")
_SUBJECT_BEHIND = frozenset({"v", "d", "ad", "TIME"})
"""首席科学家陆景|和|目前把…, 宁致|和|，: where nobody follows 和 it is the last letter of a name."""


def _longer(sentence: Sentence) -> Iterator[Mention]:
    """何先|撑与, 周志|成为, 覃业|成获: the tagger gave a name's last letter to the word behind it."""
    acting = {token.start for token in sentence.tokens if token.tag == "v" and len(token.text) > 1}
    after, refused = regex(load_cached("people")["after_person"]), load_cached("people")["no_last_letter"]
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if left.tag == "PER" and re.fullmatch(name(), left.text) and len(left.text) == 2 == right.end - left.end + 1:
            placed = right.tag == "v" and sentence.text[right.end : right.end + 1] in set("在到进着了过向")
            hanzi = (
                not placed
                and "\u4e00" <= right.text <= "\u9fff"
                and right.tag not in {"w", "u", "p", "c", "m", "r", "q"}
            )
            ends = after.match(sentence.text, right.end) or titled(sentence.text, right.end)
            ends = ends or (right.end in acting and right.text not in _ADVERBS)
            if hanzi and right.text not in refused and ends and not titled(sentence.text, left.end):
                yield Mention("Talent", left.start, right.end, left.text + right.text, "person:glued", 0.9)
    for left, right, behind in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if right.text != "和" or left.tag != "PER" or len(left.text) != 2:
            continue
        if re.fullmatch(name(), left.text) and (behind.tag in _SUBJECT_BEHIND or behind.text in "，。；）"):
            yield Mention("Talent", left.start, right.end, left.text + "和", "person:glued", 0.9)
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if left.tag != "PER" or len(left.text) != 2 or right.text[0] != "成":
            continue
        for_whom = right.text == "成为" and _DONE_FOR.match(sentence.text, right.end)
        hired = for_whom or (right.text == "成为" and re.search("聘|邀请|引进", sentence.text[: left.start]))
        if hired or _GLUED.match(sentence.text, right.start):
            yield Mention("Talent", left.start, left.end + 1, left.text + right.text[0], "person:glued", 0.9)


def _ended_by_word(sentence: Sentence) -> Iterator[Mention]:
    """主任|荆蔚|然: behind a title, a name of two and a word of one letter that rather ends a name."""
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if left.tag == "PER" and len(left.text) == 2 and sentence.text.startswith("人等", left.end):
            yield Mention("Talent", left.start, left.end + 1, left.text + "人", "person:glued", 0.85)
        if left.tag != "PER" or right.text not in _GIVEN_LAST or not re.fullmatch(name(), left.text):
            continue
        beside = called(sentence.text, left.start) or titled(sentence.text, right.end)
        if len(left.text) == 2 and beside and not titled(sentence.text, left.end):
            yield Mention("Talent", left.start, right.end, left.text + right.text, "person:glued", 0.85)


@cache
def _glued_surname() -> re.Pattern[str]:
    return regex(rf"{title()}[{load_cached('people')['surnames']}]")


def _titled_surnames(sentence: Sentence) -> Iterator[Mention]:
    """总工程师马|占福|被: a title that the tagger joined with the surname behind it, before who acts or is acted on."""
    after = pattern("people", "after_person")
    for left, right in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        given = left.tag == "n" and len(right.text) == len("占福") and right.tag in {"n", "v", "nz", "PER", "vn", "a"}
        if given and left.text[-1] not in "和同" and _glued_surname().fullmatch(left.text):
            whole = left.text[-1] + right.text
            if re.fullmatch(name(), whole) and after.match(sentence.text, right.end):
                yield Mention("Talent", left.end - 1, right.end, whole, "person:glued", 0.8)


def whole_carriers(mentions: list[Mention]) -> Iterator[Mention]:
    """解|长虹花边专家工作站: a carrier begins with the person whose name the tagger cut and the text has elsewhere."""
    persons = [m for m in mentions if m.type == "Talent"]
    for mention in mentions:
        cut = [p for p in persons if p.start < mention.start < p.end < mention.end] if persons else []
        if cut and mention.type == "Platform":
            front = cut[0].name[: mention.start - cut[0].start]
            yield replace(mention, start=cut[0].start, name=front + mention.name)
        else:
            yield mention
