"""Where places' names begin and end, what else a body with places in its name is called, and where bodies lie."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract

REGIONS = [
    ("帮扶队同长宁县大沟镇政府签下协议。", ["长宁县"]),
    ("省科协由宜兴市推荐，他去了和静县、和田县、同心县。", ["宜兴市", "和静县", "和田县", "同心县"]),
    ("我院在抚州市宜黄县举办培训。", ["抚州市", "宜黄县"]),
    ("王芳在云南西双版纳州热带作物推广中心工作。", ["西双版纳州"]),
    ("芗城、漳浦、平和、龙海都请王芳去过，要和平、团结、民主。", ["芗城", "漳浦", "平和", "龙海"]),
    ("谯城区五马、观堂、古井等乡镇的药农认得她。", ["谯城区", "五马", "观堂", "古井"]),
    ("水电、道路、住房等乡镇的设施，全县交通、住房、旅游等乡镇的设施。", []),
    ("王芳获甘肃省“园丁奖”，李明获“广西工匠”称号。", ["甘肃省"]),
    # divisions called after several peoples, which the tagger cuts behind the first word
    (
        "团队联系贡山独龙族怒族自治县，专家到孟连傣族拉祜族佤族自治县。",
        ["贡山独龙族怒族自治县", "孟连傣族拉祜族佤族自治县"],
    ),
    ("团队联系德宏傣族景颇族自治州茶产业，专家到布朗山布朗族乡指导。", ["德宏傣族景颇族自治州", "布朗山布朗族乡"]),
    ("县科技局与凉山州委人才办、那曲市委组织部、临夏州畜牧站签约。", ["凉山州", "那曲市", "临夏州"]),
    ("县人社局会同县委组织部负责，走进新疆红旗坡农场，与中关村签约。", []),
    (
        "科左中旗成立服务站，教师到塔什库尔干县、改则县支教，组织部会同县林业局发文。",
        ["科左中旗", "塔什库尔干县", "改则县"],
    ),
    ("兵团第九师白杨市在163团、一四二团办班，组建2个团，王芳是师市的专家。", ["第九师白杨市", "163团", "一四二团"]),
    ("为辽沈地区、粤西地区添一把柴，走进喀什地区。", ["喀什地区"]),
]


@pytest.mark.parametrize(("text", "expected"), REGIONS)
def test_where_a_place_begins(extract: Extract, text: str, expected: list[str]) -> None:
    assert [e.name for e in extract(text).entities if e.type == "Region"] == expected


def test_the_credit_of_a_report_is_no_part_of_a_name(extract: Extract) -> None:
    found = extract("本报南昌3月5日电（记者文洪）江西省农业农村厅介绍情况。")
    assert "江西省农业农村厅" in [e.name for e in found.entities]


def test_a_body_is_called_without_the_places_around_its_own(extract: Extract) -> None:
    result = extract("广东省佛山市顺德区水产技术推广总站站长李明、清溪镇绿野茶叶专业合作社理事长王芳到会。")
    bodies = {e.name: e.aliases for e in result.entities if e.type in {"Organization", "Enterprise"}}
    assert bodies == {
        "广东省佛山市顺德区水产技术推广总站": ("佛山市顺德区水产技术推广总站", "顺德区水产技术推广总站"),
        "清溪镇绿野茶叶专业合作社": ("绿野茶叶专业合作社",),
    }


LIES = [
    ("谯城区五马、观堂等乡镇的人种药。", {("五马", "谯城区"), ("观堂", "谯城区")}),
    ("青山职业技术学院在青山市招生，青山有茶。石泉县职业技术学校揭牌。", {("石泉县职业技术学校", "石泉县")}),
    (
        "青山市云岭茶业有限公司专家工作站揭牌。",
        {("青山市云岭茶业有限公司", "青山市"), ("青山市云岭茶业有限公司专家工作站", "青山市")},
    ),
    (
        "岷县驻武汉人才工作站和绥宁县、武汉市的代表来了，绥宁茶叶专家服务团到岷县。",
        {("岷县驻武汉人才工作站", "武汉市")},
    ),
    ("专家到广东省徐闻县，广东徐闻菠萝科技小院揭牌。", {("徐闻县", "广东省"), ("广东徐闻菠萝科技小院", "徐闻县")}),
    ("长沙县的代表来了，长沙市第八医院也来了。", {("长沙市第八医院", "长沙市")}),
    ("专家到恩施州，国家油菜产业技术体系恩施综合试验站揭牌。", {("国家油菜产业技术体系恩施综合试验站", "恩施州")}),
    (
        "岱山县秀山乡和普陀区有名，普陀秀山船业有限公司在列。",
        {("秀山乡", "岱山县"), ("普陀秀山船业有限公司", "普陀区")},
    ),
    ("汉中市上线“汉中人才云”平台，办好汉中日报。", set()),
    (
        "他们将奔赴黄南藏族自治州同仁市、尖扎县、泽库县。",
        {(county, "黄南藏族自治州") for county in ("同仁市", "尖扎县", "泽库县")},
    ),
    ("磨子乡凤形村党支部书记向腊生发言。", {("凤形村党支部", "凤形村"), ("凤形村", "磨子乡")}),
    ("潍坊高密市的客人来了，越南谅山省的黎文雄毕业于此。", {("高密市", "潍坊"), ("谅山省", "越南")}),
    (
        "内江市有名，内江的医生多，成都中医药大学名医工作室内江分站传承技艺。",
        {("成都中医药大学名医工作室内江分站", "内江市")},
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年，王建民到民勤挂职科技副县长。", ["民勤"]),
        ("专家服务团到雷波开展服务，他主动申请赴天祝支教。", ["雷波", "天祝"]),
        ("服务到位，达到同心圆，感到会同的好，来自山城的专家到会。", []),
    ],
)
def test_a_county_in_short_where_somebody_goes_to_work(extract: Extract, text: str, expected: list[str]) -> None:
    found = extract(text).entities
    assert [e.name for e in found if e.type == "Region"] == expected
    assert not [e.name for e in found if e.type == "Enterprise"]


@pytest.mark.parametrize(("text", "expected"), LIES)
def test_where_a_body_lies_by_its_name(extract: Extract, text: str, expected: set[tuple[str, str]]) -> None:
    assert {(r.source[1], r.target[1]) for r in extract(text).relations if r.type == "LOCATED_IN"} == expected


def test_an_office_in_short_is_that_of_the_same_place(extract: Extract) -> None:
    result = extract(
        "秦山区人社局的李明到会，秦山区人力资源和社会保障局发文。秦山区林业局、秦山区教育局、平山区人社局也来了。"
    )
    bodies = {e.name: e.aliases for e in result.entities if e.type == "Organization"}
    assert bodies == {
        "秦山区人力资源和社会保障局": ("秦山区人社局",),
        "秦山区林业局": (),
        "秦山区教育局": (),
        "平山区人社局": (),
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("专家到武夷山市星村镇黄村村讲课。", "黄村村"),
        ("他帮扶安吉县天荒坪镇大溪村、余村村。", "余村村"),
        ("服务地：湖州市南浔区练市镇", "练市镇"),
        ("王建民指导云溪镇石泉村核桃种植大户。", "石泉村"),
        ("博士王建民挂任德化县副县长。", "德化县"),
        ("博士骆铭挂任化州市副市长。", "化州市"),
    ],
)
def test_places_that_the_tagger_or_a_crop_hid(extract: Extract, text: str, place: str) -> None:
    assert place in {entity.name for entity in extract(text).entities if entity.type == "Region"}
