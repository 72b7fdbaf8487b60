"""Invented ID numbers, credit codes and telephone numbers: right check digits, and nobody's.

ID numbers have the province's own code instead of a county's and a sequence from 981 on, which no office issues.
Credit codes have a body of the letters MAAAA. Telephone numbers begin with 13800000.
"""

from __future__ import annotations

from stdnum.cn import ric, uscc

_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # GB 11714
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def resident(birth: str, sex: str) -> str:
    """An ID number for a birth date (ISO) and 男 or 女."""
    head = f"530000{birth.replace('-', '')}98{1 if sex == '男' else 2}"
    return head + str(ric.calc_check_digit(f"{head}0"))


def credit(serial: int, *, kind: str = "91") -> str:
    """A credit code; `kind` 93 is a cooperative."""
    body = f"MAAAA{serial:03}"
    check = (11 - sum(_SIGNS.index(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True)) % 11) % 11
    head = f"{kind}530000{body}{'X' if check == 10 else check}"
    return head + str(uscc.calc_check_digit(head))


def phone(serial: int) -> str:
    """A mobile number."""
    return f"13800000{serial:03}"
