"""How headings are compared: by their characters, whatever their spaces, brackets, asterisks and numbering."""

from __future__ import annotations

import re
import unicodedata

# The reader's white space, and marks that say something about filling in, not about the column.
_DROPPED = re.compile(r"[\s*＊:：“”\"'‘’]+")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_BRACKETS = re.compile(r"[()\[\]【】〔〕]")
_NUMBERED = re.compile(r"(?<=\D)\d{1,2}$")
SAME = 0.6  # of a heading's characters, in a known one that it resembles
_TAILS = frozenset(["数", "数量", "情况", "信息", "名称", "内容", "要求", "一览", "时间", "姓名", "说明"])
_ANOTHER = re.compile(
    "配偶|联系人|法人|法定|父亲|母亲|父母|子女|家属|家庭成员|紧急|监护|推荐|审核|填报人|填报日期|填报时间|经办|备注|银行|开户|毕业|收款"
    "|主管|发证|登记机关|上级|对接人|更新|入党|参加工作"
)
# Say nothing without the heading above them.
_GENERIC = frozenset(
    [
        "名称",
        "年份",
        "级别",
        "时间",
        "起",
        "止",
        "单位",
        "取得时间",
        "类型",
        "类别",
        "备注",
        "数量",
        "代码",
        "性质",
        "编号",
        "其他",
    ]
)


def clean(text: str) -> str:
    """A heading as shown in reports: without white space."""
    return re.sub(r"\s+", "", text)


def forms(heading: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, best first. What stands in brackets mostly explains how to fill in
    (首席专家（单位） is the expert, not the unit), so it counts second."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKC", heading)).casefold()
    inside, without = _BRACKETS.sub("", text), _BRACKETED.sub("", text)
    found = [without, inside, _NUMBERED.sub("", without)]
    return tuple(dict.fromkeys(form for form in found if form))


def of_another(heading: str) -> bool:
    """Whether a heading speaks of someone or something beside the row's entity: 配偶情况, 联系人, 毕业院校."""
    return _ANOTHER.search(heading) is not None


def resembles(form: str, known: str) -> bool:
    """Whether a heading is a known one with words put into it (企业详细名称) or behind it (从业人员情况)."""
    if len(known) < 3 or len(known) < SAME * len(form):
        return False
    if form.startswith(known):
        return form[len(known) :] in _TAILS
    signs = iter(form)
    return form[0] == known[0] and form[-1] == known[-1] and all(sign in signs for sign in known)


def lookup_forms(parent: str, child: str) -> tuple[str, ...]:
    """The forms of a heading under a parent heading (empty for none; `upper/lower` for two), best first."""
    if not parent:
        return forms(child)
    above = parent.split("/")[::-1]
    joined = [f"{p}/{c}" for a in above for p in forms(a) for c in forms(child)]
    joined += [p + c for a in above for p in forms(a) for c in forms(child)]
    alone = [form for form in forms(child) if form not in _GENERIC and not of_another(parent)]
    return tuple(dict.fromkeys((*joined, *alone)))
