"""Bytes to text: the encodings in which Chinese offices save text, tried in the order of how surely they are told."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from ingest.readers import faults
from ingest.readers.limits import ReadLimits

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = frozenset({"gb18030", "big5", "big5hkscs", "shift_jis", "euc_jp", "euc_kr"})
_SAMPLE = 20_000
_PLAUSIBLE = 0.7
_MAX_LOST = 0.002
# Exports of databases hold a stray control character now and then; in binary data they are a tenth.
_MAX_CONTROLS = 0.01
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\r\x0b\x0c\x1a\x1b")


def decode(data: bytes, name: str, limits: ReadLimits, *, declared: bool = False) -> tuple[str, tuple[str, ...]]:
    """The text without its byte order mark, newlines as they are, and notes on what had to be guessed or replaced.

    `declared` says that the file may name its encoding itself, as HTML does; it is believed where the bytes allow it.

    Raises UnreadableFile if no encoding fits, TooLarge beyond `limits.max_characters`.
    """
    text, notes = _decode(data, name, _declaration(data) if declared else None)
    controls = _CONTROLS.intersection(text)
    if "\0" in controls or sum(map(text.count, controls)) > _MAX_CONTROLS * len(text):
        raise faults.not_text(name)
    if len(text) > limits.max_characters:
        raise faults.too_large(name, "字符数", "number of characters", limits.max_characters, ("个", "characters"))
    return text, notes


def _declaration(data: bytes) -> str | None:
    """The encoding that a page names; GB18030 for its older subsets, as browsers have it."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        encoding = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    return "gb18030" if encoding in {"gb2312", "gbk"} else encoding


def _decode(data: bytes, name: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, name)
    if b"\0" in data:
        return _unmarked_utf16(data, name), ()
    text = _try(data, "utf-8")
    # One-byte code pages take any bytes; a page of Chinese that names one was left with the default of some program.
    if text is None and declared in _MULTIBYTE:
        text = _try(data, declared)
    if text is None:
        text = _best_chinese(data)
    if text is not None:
        return text, ()
    return _with_losses(data) or _guess(data, name)


def _unmarked_utf16(data: bytes, name: str) -> str:
    """UTF-16 without a byte order mark: told by line feeds, spaces and Latin letters, whose other byte is zero."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text and "\0" not in text and _share(text, "gb18030", 0xB0, 0xD7) > _PLAUSIBLE:
            return text
    raise faults.not_text(name)


def _strict(data: bytes, encoding: str, name: str) -> tuple[str, tuple[str, ...]]:
    """Decode what a byte order mark announces; a file cut in the middle of a character loses that one only."""
    text = _try(data, encoding)
    if text is not None:
        return text, ()
    replaced = _replaced(data, encoding)
    if replaced is None:
        raise faults.not_text(name)
    return replaced


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _best_chinese(data: bytes) -> str | None:
    """GB18030, unless the characters it gives are rare ones and Big5 gives common ones.

    Nearly every Big5 file is also valid GB18030, so validity decides nothing. In running text the characters of the
    first level of either standard make up most of it; in text decoded by the wrong one they do not.
    """
    simplified, traditional = _try(data, "gb18030"), _try(data, "big5hkscs")
    if simplified is None or traditional is None:
        return simplified if simplified is not None else _only_if_likely(traditional)
    common = _share(simplified, "gb18030", 0xB0, 0xD7)
    if common < _PLAUSIBLE and _share(traditional, "big5hkscs", 0xA4, 0xC6) > max(common, _PLAUSIBLE):
        return traditional
    return simplified


def _only_if_likely(text: str | None) -> str | None:
    return text if text is not None and _share(text, "big5hkscs", 0xA4, 0xC6) > _PLAUSIBLE else None


def _share(text: str, encoding: str, first: int, last: int) -> float:
    """How many of the first non-ASCII letters have a lead byte of the level of common characters (0 to 1)."""
    letters = [c for c in text[:_SAMPLE] if c > "\x7f" and c.isalpha()]
    if not letters:
        return 1.0
    codes = [c.encode(encoding, errors="replace") for c in letters]
    floor = 0xA1 if encoding == "gb18030" else 0x40
    return sum(len(c) == 2 and first <= c[0] <= last and c[1] >= floor for c in codes) / len(letters)


def _replaced(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]] | None:
    text = data.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > max(1, _MAX_LOST * len(text)) or lost >= len(text):
        return None
    return text, (f"有 {lost} 处字节无法按 {encoding.upper()} 解码，已用“\ufffd”代替。",)


def _with_losses(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """A Chinese text with a few broken bytes, such as one cut at a fixed length."""
    for encoding in ("utf-8", "gb18030"):
        found = _replaced(data, encoding)
        if found and not found[0].isascii() and _share(found[0].replace("\ufffd", ""), "gb18030", 0xB0, 0xD7) > 0.5:
            return found
    return None


def _guess(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Last resort. Only multi-byte or clean guesses count: anything can be read as some one-byte code page."""
    try:
        best = from_bytes(data).best()
        if best is None or best.chaos > 0.1:
            raise faults.not_text(name)
        text = data.decode(best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise faults.not_text(name) from error
    return text.removeprefix("\ufeff"), (f"文字编码是推测的（{best.encoding}），请核对是否有乱码。",)
