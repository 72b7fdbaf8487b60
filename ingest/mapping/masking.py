"""What of a cell may be shown: personal values are reduced to a hint, wherever they stand."""

from __future__ import annotations

import re
import unicodedata

# Headings of columns whose content is about a person's private life or accounts; their cells are never shown.
_PERSONAL = re.compile(
    "证件号|身份证|护照|证号|电话|手机|联系方式|邮箱|电子邮件|email|微信|qq|账号|帐号|账户|卡号|开户|住址|通讯地址|家庭(?!农场)|邮政编码"
    "|出生(?!地)|生日|年龄|健康[状情]况|婚姻|配偶|子女|宗教|政治面貌|入党"
)
_NOT_PERSONAL = re.compile("统一社会信用代码|证书")
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{15,}[\dXx]?(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?\d{4}[- ]?\d{4}(?!\d)")
_WIDE = {0xFF10 + i: 0x30 + i for i in range(10)} | {0xFF21 + i: 0x41 + i for i in range(26)}
HIDDEN = "****"
SHOWN_LENGTH = 40
_MARGIN = 20_000


def narrow(text: str) -> str:
    """Full-width digits and capitals in their usual form; all else as it was written."""
    return text.translate(_WIDE)


def personal_heading(heading: str) -> bool:
    """Whether a column of this heading holds personal values, mapped or not."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", heading)).casefold()
    return _PERSONAL.search(text) is not None and _NOT_PERSONAL.search(text) is None


def mask_number(number: str) -> str:
    """An ID number as `53****34`, a mobile number as `138****0000`; anything else gives nothing away."""
    text = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", number))
    if re.fullmatch(r"1\d{10}", text):
        return f"{text[:3]}{HIDDEN}{text[-4:]}"
    if re.fullmatch(r"\d{14,17}[\dXx]", text):
        return f"{text[:2]}{HIDDEN}{text[-2:]}"
    return HIDDEN


def mask_text(text: str) -> str:
    """Free text with the ID, account and mobile numbers in it masked."""
    text = _LONG_NUMBER.sub(lambda found: mask_number(found.group()), narrow(text))
    return _MOBILE.sub(lambda found: f"{found.group(1)}{HIDDEN}{found.group()[-4:]}", text)


def blotted(text: str) -> str:
    """Running text with the ID, account and mobile numbers in it blotted out, character for character."""
    for pattern in (_LONG_NUMBER, _MOBILE):
        text = pattern.sub(lambda found: "█" * len(found.group()), text)
    return text


def shown(text: str, *, personal: bool, limit: int = SHOWN_LENGTH) -> str:
    """A cell's text as a report or passage may show it: on one line, masked, at most `limit` characters and `…`."""
    if not text.strip():
        return ""
    if personal:
        return mask_number(text)
    # Masked before it is cut: half a number would not be recognised. What is beyond the margin cannot come into view.
    line = " ".join(mask_text(text[:_MARGIN]).split())
    return line if len(line) <= limit and len(text) <= _MARGIN else line[:limit] + "…"
