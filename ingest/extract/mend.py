"""Corrections of the tagger's tokens: a verb or a conjunction glued to a name, a person's name cut in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ingest.extract import grown, peoples
from ingest.extract.regexes import regex
from ingest.extract.rulebook import alternatives, letters, pattern, words
from ingest.extract.tagger import Token
from ingest.reference import regions as reference

_NAMED = frozenset({"ORG", "LOC", "PER"})
_NOUNS = frozenset({"n", "nz"})
_PARTED = _NAMED | _NOUNS
_CONJUNCTIONS = frozenset({"和", "同"})
_PUNCTUATION = regex(r"[，。、；：）)（(！？]")
_MARKS = regex(r"[^\u4e00-\u9fffA-Za-z0-9]+(?=[\u4e00-\u9fff])")
"""）|创新科技有限公司: a mark that the tagger glued to the word behind it."""
_FOUNDS = regex("(.{2,}(?:大学|学院|公司|集团|医院|研究院|研究所))办")
"""青山大学办|起…: what a body does, and no office of it."""
_CLOSING = regex("[）)]")
"""（|中宁）生物制药有限公司: a place in brackets that the tagger glued to what follows."""
_SPACES = regex(r"\s+")
_STATION = regex("基层|专家|院士|博士后?|教授|名医|名师|技能|大师|劳模|工作[站室]")
_BODY = regex("..(?:研究院|研究所|大学|学院|公司|医院|集团)$")
"""敦煌研究院, a person to the tagger."""
_ATTENDS = frozenset({"参会", "到会", "赴会", "与会"})
_TAKES_OFFICE = regex("[\u4e00-\u9fff]{3}(?:[任获为系今原师受管经]|(?<!日)则|任[省市州县区旗盟镇乡][委长]?)")
"""苏哲远任|实验室主任: the tagger takes a verb for the last letter of a name."""
_HOLDING = frozenset({"挂", "兼", "担", "出", "现", "聘", "调", "升"})
_PLACED = frozenset({"LOC", "ORG"})
_DIVISION = regex("[\u4e00-\u9fff]{0,7}?[县市区旗州]")
_DIVIDES = "县市区旗州"
_DOING = regex(
    "(?:联合|共同|合作|携手|合力|牵头|联手|双方|校企|校地)+(?:共建|建成|建立|建设|成立|组建|设立|开办|开设|打造|举办|创办|开发|研发|培养|申报|承担)"
)
"""联合建成 as a body: verbs and nothing else."""
_HALF_OFFICES = frozenset(
    ["健委", "健局", "计委", "计局", "社局", "社厅", "改委", "改局", "信委", "信局", "信厅", "旅局", "旅厅", "体局"]
)
"""市卫|健委: an office by its short name."""
_MAX_WORDS, _MAX_LETTERS, _FEWEST = 2, 9, 2
_NO_GIVEN_NAME = frozenset("等说道称讲问答看来去到和与及的们之系任为是在均各两三四五六七八九十")


MayMatch = Callable[[re.Pattern[str]], bool]
"""Whether an expression can match in the sentence that is being mended."""


def mended(tokens: list[Token], may_match: MayMatch) -> list[Token]:
    """The tokens of one sentence with their edges where a reader would put them."""
    tokens = [_retagged(t) if t.tag in _NAMED else t for t in tokens]
    if any(t.text in _CONJUNCTIONS for t in tokens):
        tokens = list(_led_by_conjunction(tokens))
    front, inner = (e if may_match(e) else None for e in (pattern("tokens", "front"), pattern("tokens", "inner")))
    parts: list[Token] = []
    for token in tokens:
        if _is_whole(token, front, inner):
            parts.append(token)
        else:
            parts.extend(_parted(token))
    found = _officially(list(_joined(parts)))
    found = peoples.whole(found) if may_match(peoples.ENDS) else found
    return grown.whole(found) if may_match(grown.long()) else found


def _retagged(token: Token) -> Token:
    """A body that is a person to the tagger, a verb that is a body to it."""
    if _DOING.fullmatch(token.text):
        return token._replace(tag="v")
    return token._replace(tag="ORG") if token.tag == "PER" and _BODY.search(token.text) else token


def _is_whole(token: Token, front: re.Pattern[str] | None, inner: re.Pattern[str] | None) -> bool:
    """Whether a look at a token tells that nothing in it is to be parted; most are such."""
    text = token.text
    if len(text) == 1:
        return True
    if not "\u4e00" <= text[0] <= "\u9fff" or "）" in text or ")" in text:
        return False
    if (token.tag == "PER" and len(text) > 3) or (token.tag == "ORG" and text[-1] == "办"):
        return False
    if front is not None and front.match(text):
        return False
    return inner is None or token.tag not in _PARTED or inner.search(text) is None


def _led_by_conjunction(tokens: list[Token]) -> Iterator[Token]:
    """、和|远气体有限公司, 、同|济大学: behind an enumeration comma stands no conjunction but a name that begins so;
    nor does one in 和|林格尔."""
    for i, token in enumerate(tokens):
        if token.text == "和" and i + 1 < len(tokens) and _is_county_with_and(tokens[i + 1].text):
            continue
        if i > 0 and tokens[i - 1].text == "和" and _is_county_with_and(token.text):
            yield Token("和" + token.text, "LOC" if token.tag == "PER" else token.tag, tokens[i - 1].start, token.end)
            continue
        listed = i > 0 and tokens[i - 1].text == "、"
        if listed and token.text in {"和", "同"} and i + 1 < len(tokens) and tokens[i + 1].tag in _NAMED:
            continue
        before = tokens[i - 1] if i > 1 and tokens[i - 2].text == "、" else None
        if before is not None and before.text in {"和", "同"} and token.tag in _NAMED:
            yield Token(before.text + token.text, token.tag, before.start, token.end)
        else:
            yield token


def _officially(tokens: list[Token]) -> list[Token]:
    """在|于都县, 察哈尔右翼中旗: a division of the official list that the tagger began too late."""
    found: list[Token] = []
    for token in tokens:
        taken = _letters_before(found, token) if token.tag in _PLACED else 0
        start = token.start - taken
        text = "".join(t.text for t in found[-_MAX_WORDS:])[-taken:] + token.text if taken else token.text
        while found and found[-1].end > start:
            last = found.pop()
            if last.start < start:
                found.append(Token(last.text[: start - last.start], last.tag, last.start, start))
        found.append(Token(text, token.tag, start, token.end) if taken else token)
    return found


def _letters_before(found: list[Token], token: Token) -> int:
    """How many letters before a token the name of a division begins that ends in it, two or more letters on."""
    if not found or not _DIVISION.match(token.text):
        return 0
    before = "".join(t.text for t in found[-_MAX_WORDS:])[-_MAX_LETTERS:]
    if _known(token.text) > 0 or found[-1].end != token.start:
        return 0
    begins = token.text[0] in _DIVIDES  # 那曲|市委组织部, but 会同|县委组织部
    if begins and found[-1].tag in {"v", "p", "c"}:
        return 0
    fewest = 1 if begins else _FEWEST
    return next((k for k in range(len(before), fewest == 1, -1) if _known(before[-k:] + token.text) >= k + fewest), 0)


def _known(text: str) -> int:
    """How long the official division, or the prefecture as it is mostly called (临夏州), is that a text begins with."""
    state = _states().match(text)
    return max(state.end() if state else -1, reference().full_name(text))


@cache
def _states() -> re.Pattern[str]:
    return regex(alternatives(words("regions", "prefectures")) + "州(?!市)")


@cache
def _is_county_with_and(text: str) -> bool:
    """Whether 和 and what follows begin with the name of a county of three letters or more."""
    return any(reference().find("和" + text[:length]) for length in range(2, min(5, len(text) + 1)))


def _parted(token: Token) -> Iterator[Token]:
    """共建|青山茶叶研究院, 青山茶厂|与|县科技局, 时任|县科技局: what stands before, between and behind is no name."""
    marks = (_MARKS if token.tag == "w" else _SPACES).match(token.text)
    if marks is not None and marks.end() < len(token.text):
        rest = "n" if token.tag == "w" else token.tag
        yield Token(marks.group(), "w", token.start, token.start + marks.end())
        yield from _parted(Token(token.text[marks.end() :], rest, token.start + marks.end(), token.end))
        return
    closing = _CLOSING.search(token.text, 1)
    if closing is not None and closing.end() < len(token.text):
        at = token.start + closing.start()
        yield Token(token.text[: closing.start()], "LOC", token.start, at)
        yield Token(closing.group(), "w", at, at + 1)
        yield from _parted(Token(token.text[closing.end() :], token.tag, at + 1, token.end))
        return
    if token.tag == "PER" and _TAKES_OFFICE.fullmatch(token.text):
        yield Token(token.text[:3], "PER", token.start, token.end - 1)
        yield Token(token.text[3:], "v", token.end - 1, token.end)
        return
    founds = _FOUNDS.fullmatch(token.text) if token.tag == "ORG" else None
    if founds is not None:
        yield from _parted(Token(founds.group(1), "ORG", token.start, token.end - 1))
        yield Token("办", "v", token.end - 1, token.end)
        return
    own = token.tag in _NAMED and token.text[0] in "和同"
    front = None if own else pattern("tokens", "front").match(token.text)
    inner = pattern("tokens", "inner").search(token.text) if token.tag in _PARTED else None
    tag = token.tag if token.tag in _NAMED else "n"
    if front is not None:
        yield Token(front.group(), "v", token.start, token.start + front.end())
        yield from _parted(Token(token.text[front.end() :], tag, token.start + front.end(), token.end))
    elif inner is not None:
        start, end = token.start + inner.start(1), token.start + inner.end(1)
        yield Token(token.text[: inner.start(1)], token.tag, token.start, start)
        yield Token(inner.group(1), "c" if len(inner.group(1)) == 1 else "v", start, end)
        if end < token.end:
            yield from _parted(Token(token.text[inner.end(1) :], token.tag, end, token.end))
    else:
        yield token


def _joined(tokens: list[Token]) -> Iterator[Token]:
    """董夏|至 before a comma, 储|云帆 behind one, 市卫|健委: a person's or an office's name that was cut in two."""
    surnames = letters("people", "surnames")
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        behind = tokens[at + 2].text if at + 2 < len(tokens) else "。"
        office = following is not None and token.tag == "ORG" and following.text in _HALF_OFFICES
        person = following is not None and "PER" in (token.tag, following.tag)
        if following is not None and (office or (person and _is_one_name(token, following, behind, surnames))):
            tag = "ORG" if office else "PER"
            yield Token(token.text + following.text, tag, token.start, following.end)
            at += 2
            continue
        if following is not None and person and token.tag == "PER" and token.text[2:] + following.text in _ATTENDS:
            token, tokens[at + 1] = _parting(token, following)
        if following is not None and token.text in _HOLDING and _takes_office_in(token, following):
            at_place = following.start + 1
            token = Token(token.text + "任", "v", token.start, at_place)
            tag = following.tag if following.tag in _PLACED else "LOC"
            tokens[at + 1] = Token(following.text[1:], tag, at_place, following.end)
            at += following.end == at_place
        yield token
        at += 1


def _takes_office_in(verb: Token, place: Token) -> bool:
    """挂|任化州市|副市长: the second letter of a verb that the tagger gave to the place behind it, or left alone."""
    glued = place.text == "任" or (place.text[0] == "任" and reference().full_name(place.text, 1) > 0)
    return glued and verb.end == place.start


def _parting(person: Token, verb: Token) -> tuple[Token, Token]:
    """孙正参|会: a name that took the first letter of the verb behind it."""
    at = person.end - 1
    return Token(person.text[:2], "PER", person.start, at), Token(person.text[2:] + verb.text, "v", at, verb.end)


def _is_one_name(left: Token, right: Token, behind: str, surnames: frozenset[str]) -> bool:
    """Whether two tokens are a person's name in two parts."""
    if left.tag == "PER" and len(left.text) == 2 and left.text[0] in surnames and len(right.text) == 1:
        ends = (_PUNCTUATION.match(behind) or _STATION.match(behind)) and not _PUNCTUATION.match(right.text)
        return bool(ends) and right.text not in _NO_GIVEN_NAME and right.tag not in {"w", "u"}
    parted = right.tag == "PER" and len(right.text) == 2 and right.text[0] not in surnames
    if parted and left.tag in {"p", "f"} and (left.text in surnames or left.text == "后"):
        return _PUNCTUATION.match(behind) is not None
    return parted and len(left.text) == 1 and left.text in surnames and left.tag in {"v", "n", "nz", "PER", "a", "LOC"}
