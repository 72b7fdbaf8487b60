"""Which columns a template has, and what is said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from stdnum.cn import ric

from graph.ontology import ontology
from ingest.mapping.definition import SUFFIX, ColumnSpec, TableSpec

_HEAD = "52270119900307981"
_ID = _HEAD + str(ric.calc_check_digit(_HEAD + "0"))  # nobody's: its order number is not given to people
_PEOPLE = "姓名后用括号注明单位，多人用顿号隔开，如 李晓明（某某大学）、王芳（某某研究所）"
# How a cell of each parser is written, and an invented example.
_HOW: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "person_name": ("姓名全称，不加空格", "李晓明"),
        "name": ("全称", "某某县草果产业协会"),
        "text": ("文字", "按实际情况填写"),
        "list": ("多项用分号隔开", "其他名称"),
        "code": ("从下拉列表中选择", ""),
        "known_code": ("从下拉列表中选择，没有合适的可填写文字", ""),
        "birth": ("年月或年月日，如 1990-03", "1990-03"),
        "date": ("年月或年月日，如 2024-08-15", "2024-08-15"),
        "event": ("年月日，如 2024-08-15；多日活动填写 2024-08-15至2024-08-17", "2024-08-15"),
        "until": ("年月或年月日；没有截止日期的填写“长期”", "2026-08"),
        "period": ("起止年月，如 2024.1-2026.12；尚未结束的填写“2024.1至今”", "2024.1-2026.12"),
        "validity": ("起止年月，如 2025.1-2025.12", "2025.1-2025.12"),
        "integer": ("阿拉伯数字，不带单位", "2"),
        "number": ("阿拉伯数字，不带单位", "30"),
        "id_number": ("18 位公民身份号码，单元格设为文本格式；没有可不填", _ID),
        "credit_code": ("18 位统一社会信用代码；没有可不填", "91350100M000100Y43"),
        "phone": ("11 位手机号码，或带区号的固定电话", "13800000000"),
        "workplace": ("单位全称，其后可写部门和职务；多个单位用分号隔开", "某某大学农学院教授"),
        "units": ("单位全称，多个用顿号隔开", "某某农业科技有限公司"),
        "owners": ("单位全称，一行一个单位", "某某农业科技有限公司"),
        "receivers": ("接受服务的单位全称，或县（市、区）、乡镇、村", "某某农业科技有限公司"),
        "platforms": ("团队全称", "某某县草果科技特派团"),
        "titles": ("职称全称，多项用顿号隔开", "高级农艺师"),
        "skills": ("从下拉列表中选择", "高级技师"),
        "people": (_PEOPLE, "李晓明（某某大学）、王芳（某某研究所）"),
        "providers": (_PEOPLE, "李晓明（某某大学）、王芳（某某研究所）"),
        "region": ("县（市、区）全称，或省、市、县连写", "贵州省都匀市"),
        "address": ("从县（市、区）写起", "都匀市某某镇某某路1号"),
        "industry": ("产业名称，多项用分号隔开", "茶叶"),
        "field": ("多项用顿号隔开", "茶树栽培、茶叶加工"),
        "selections": ("名称后用括号注明年份，多项用顿号隔开", "某某人才计划（2021）"),
        "needs": ("岗位和人数，多项用顿号隔开，如 工艺工程师2名、质检员1名", "工艺工程师2名、质检员1名"),
        "post": ("一行一个岗位", "茶叶加工工程师"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A column of a template: its heading, whether it must be filled, how, an example, and the words of its list."""

    name: str
    heading: str
    required: bool
    how: str
    example: str
    options: tuple[str, ...] = ()


def template_columns(spec: TableSpec) -> tuple[TemplateColumn, ...]:
    """The columns of a kind's template, the required ones first: one for each property, relation or qualifier, and none
    that only stands in for another."""
    said: set[tuple[object, ...]] = set()
    chosen = []
    for column in spec.columns.values():
        # A unit that has a column of its own beside the people is written in brackets instead.
        meaning = (
            column.attribute or column.relation,
            column.to,
            column.qualifies,
            column.inverse,
            *column.qualifiers.values(),
        )
        wanted = column.target is not None or column.name in spec.named_by
        if not wanted or column.unless or meaning in said or column.parser not in _HOW:
            continue
        if column.describes and column.relation == "WORKS_AT":
            continue
        said.add(meaning)
        chosen.append(_column(spec, column))
    return tuple(sorted(chosen, key=lambda column: not column.required))


def _column(spec: TableSpec, column: ColumnSpec) -> TemplateColumn:
    heading = next(h for h in column.headings if h[0] != SUFFIX and "/" not in h)
    how, example = _HOW[column.parser]
    options = _options(column)
    return TemplateColumn(
        column.name,
        heading,
        column.name in spec.required,
        how,
        column.example or (options[0] if options else example),
        options,
    )


def _options(column: ColumnSpec) -> tuple[str, ...]:
    if column.datatype is None or column.datatype.vocabulary is None:
        return ()
    return tuple(code.label for code in ontology().vocabularies[column.datatype.vocabulary].codes.values())
