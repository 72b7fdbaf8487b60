"""Divisions that are called after the peoples who live there, which the tagger cuts behind their first word:
贡山|独龙族怒族自治县, 德宏|傣族|景颇族自治州, 布朗山|布朗族乡."""

from __future__ import annotations

from ingest.extract.recut import with_word
from ingest.extract.regexes import regex
from ingest.extract.tagger import Token
from ingest.reference import regions as reference

ENDS = regex("[族各]自治[州县旗]|族[乡镇]")
_LONGEST = 16
"""双江拉祜族佤族布朗族傣族|自治县: the longest of these names before its end."""


def whole(tokens: list[Token]) -> list[Token]:
    """The tokens with each of these names as one, where it is an official one."""
    text = "".join([t.text for t in tokens])
    found = tokens
    for match in ENDS.finditer(text):
        for at in range(max(0, match.start() - _LONGEST), match.start()):
            if _is_official(text[at : match.end()]):
                begins = tokens[0].start + at
                word = Token(text[at : match.end()], "LOC", begins, tokens[0].start + match.end())
                found = with_word(found, word)
                break
    return found


def _is_official(name: str) -> bool:
    if name[-1] in "乡镇":
        return bool(reference().townships(name))
    return reference().full_name(name) == len(name)
