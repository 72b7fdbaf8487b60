"""How persons are called: a regular expression for names of the common form, and for titles."""

from __future__ import annotations

import re
from functools import cache

from ingest.extract.mentions import Mention
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, load_cached, words
from ingest.extract.text import Sentence


@cache
def title() -> str:
    """A regular expression for one or more titles in a row (党组书记、局长)."""
    one = "(?:常务|代|挂职|科技|党组|党委)?副?" + alternatives(words("people", "titles")) + "(?:助理)?"
    return rf"{one}(?:[、兼]{one})*"


@cache
def name() -> str:
    """A regular expression for a surname and one or two letters."""
    rules = load_cached("people")
    first = f"(?:{alternatives(rules['compound'])}|[{rules['surnames']}])"
    return first + "[\u4e00-\u9fff](?:(?![说道称的了是与和等])[\u4e00-\u9fff])?"


@cache
def _title_at_end() -> re.Pattern[str]:
    return regex(title() + "$")


def title_before(text: str, at: int) -> bool:
    """Whether a title stands right before a position."""
    return _title_at_end().search(text, max(0, at - 12), at) is not None


def titled(text: str, at: int) -> bool:
    """Whether a title stands at a position."""
    return re.match(title(), text[at : at + 12]) is not None


@cache
def calling() -> re.Pattern[str]:
    """What a person may be called, up to the name itself: a title or another calling (绣娘, 飞手, 领队为)."""
    callings = alternatives(load_cached("people")["callings"].split())
    return regex(f"(?:{title()}|{callings})(?:[为是系：:中]|”)?[ 　]{{0,2}}")


@cache
def _calling_at_end() -> re.Pattern[str]:
    return regex(calling().pattern + "$")


def called(text: str, at: int) -> bool:
    """Whether right before a position stands what a person is called."""
    return _calling_at_end().search(text, max(0, at - 10), at) is not None


def within_token(sentence: Sentence, match: re.Match[str]) -> bool:
    """A common word of the same letters (、高校、) is one token with another tag."""
    return any(t.start <= match.start(1) and match.end(1) <= t.end and t.tag != "PER" for t in sentence.tokens)


def mention_of(match: re.Match[str], method: str, confidence: float) -> Mention:
    """The person that group 1 of a match names; a short name is often spaced out (李　方)."""
    spelled = re.sub("[ 　]", "", match.group(1))
    return Mention("Talent", match.start(1), match.end(1), spelled, method, confidence)
