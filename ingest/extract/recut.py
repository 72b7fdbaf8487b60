"""Words that are known better than the tagger knows them, put in the place of its own."""

from __future__ import annotations

from ingest.extract.tagger import Token

_NAMED = frozenset({"ORG", "PER"})
"""A word of these tags that reaches out of the known one is a name of its own: 文山|牛志强, 罗非鱼|研究所."""


def with_word(tokens: list[Token], word: Token) -> list[Token]:
    """The tokens with this one, and of those at its edges what reaches out of it."""
    inside = [t for t in tokens if t.start < word.end and t.end > word.start]
    if not inside or any(t.tag in _NAMED and (t.start < word.start or t.end > word.end) for t in inside):
        return tokens
    first, last = inside[0], inside[-1]
    cut = [word]
    if first.start < word.start:
        cut.insert(0, Token(first.text[: word.start - first.start], first.tag, first.start, word.start))
    if last.end > word.end:
        cut.append(Token(last.text[word.end - last.start :], last.tag, word.end, last.end))
    return [*(t for t in tokens if t.end <= word.start), *cut, *(t for t in tokens if t.start >= word.end)]
