"""Lists of people: craftsmen of the countryside, flexible hires, natives away, skilled workers, a list with headings
that say little."""

from __future__ import annotations

from tests.ingest.mapping.offices.office import Office
from tests.ingest.mapping.rosters import resident

CRAFTSMEN = Office(
    file="沅口县乡土人才登记表.xlsx",
    table="talent",
    header_rows=[3],
    rows=[
        ["沅口县农村实用人才（乡土人才）登记表"],
        ["填报乡镇（盖章）：蒲溪镇", None, None, None, None, None, None, "2024年11月"],
        [
            "编号",
            "姓 名",
            "性别",
            "民族",
            "年龄（岁）",
            "文化程度",
            "住址",
            "技能特长",
            "从事产业",
            "带动农户（户）",
            "手机号",
        ],
        ["（一）种植能手"],
        [
            "XT-01",
            "向 阳",
            "男",
            "土家族",
            46,
            "初中",
            "蒲溪镇岩头村3组",
            "猕猴桃嫁接、病虫害防治",
            "猕猴桃",
            "35户",
            "13800060001",
        ],
        ["XT-02", "田小翠", "女", "苗族", 39, "高中", "蒲溪镇木枝坪村", "食用菌栽培", "食用菌", "约20户", "1380006000"],
        ["（二）能工巧匠"],
        ["XT-03", "彭 大有", "男", "汉族", 58, "小学", "沅口镇老街社区", "竹编", "竹编工艺品", 12, "13800060003"],
        ["XT-04", "暂缺", None, None, None, None, None, "银饰锻造", None, None, None],
        ["合 计", "3人"],
        ["填表人：石磊", None, None, "审核人：龙海"],
    ],
    accepted=3,
    rejected=[(9, "invalid_key")],
    warnings=[(6, "bad_phone")],
    skipped=[(4, "group_title"), (7, "group_title"), (10, "total"), (11, "footer")],
    unknown=["带动农户（户）"],
    merged=("A1:K1", "A4:K4", "A7:K7"),
    says="""
        向阳 sex male
        向阳 education junior_high
        向阳 EXPERT_IN Field:猕猴桃嫁接
        向阳 EXPERT_IN Field:病虫害防治
        向阳 EXPERT_IN Industry:猕猴桃
        田小翠 EXPERT_IN Field:食用菌栽培
        田小翠 EXPERT_IN Industry:食用菌
        彭大有 EXPERT_IN Field:竹编
        彭大有 EXPERT_IN Industry:竹编工艺品
    """,
)

FLEXIBLE = Office(
    file="临沅市柔性引才名录.xlsx",
    table="native_talent",
    header_rows=[2],
    rows=[
        ["临沅市2024年柔性引进人才名录"],
        [
            "NO.",
            "专家姓名",
            "现工作单位及职务职称",
            "引进单位",
            "合作形式",
            "合作起始时间",
            "合作截止时间",
            "每年服务天数",
            "研究专长",
        ],
        [
            "1",
            "严松柏",
            "江南理工大学机械学院教授",
            "临沅重工机械有限公司",
            "项目合作",
            "2023.9",
            "2026.8",
            "30天",
            "铸造工艺",
        ],
        [
            "2",
            "Peter Hall",
            "海桐大学食品学院教授",
            "沅口果业有限公司、蒲溪县农机站",
            "候鸟型",
            45352,
            "2027年",
            9,
            "果品保鲜；冷链物流",
        ],
        ["3", "邹  敏", "〃", "沅口果业有限公司", "周末工程师", "2024/5/1", "长期", "每月2天", "食品检测"],
        ["4", "", "江南理工大学", "临沅市人民医院", "顾问", None, None, None, None],
        ["备注：服务天数按自然年计。"],
    ],
    accepted=3,
    rejected=[(6, "missing_key")],
    warnings=[(5, "unparsed_number")],
    skipped=[(7, "note")],
    merged=("A1:I1",),
    says="""
        严松柏 WORKS_AT Organization:江南理工大学 role=机械学院教授
        严松柏 SERVES Enterprise:临沅重工机械有限公司 days_per_year=30 mode=project since=2023-09 until=2026-08
        严松柏 EXPERT_IN Field:铸造工艺
        Peter Hall WORKS_AT Organization:海桐大学 role=食品学院教授
        Peter Hall SERVES Enterprise:沅口果业有限公司 days_per_year=9 mode=seasonal_expert since=2024-03-01 until=2027
        Peter Hall SERVES Organization:蒲溪县农机站 days_per_year=9 mode=seasonal_expert since=2024-03-01 until=2027
        Peter Hall EXPERT_IN Field:果品保鲜
        Peter Hall EXPERT_IN Field:冷链物流
        邹敏 WORKS_AT Organization:海桐大学 role=食品学院教授
        邹敏 SERVES Enterprise:沅口果业有限公司 mode=weekend_engineer since=2024-05-01
        邹敏 EXPERT_IN Field:食品检测
    """,
)

NATIVES = Office(
    file="沅口籍在外人才统计表.xlsx",
    table="native_talent",
    header_rows=[3, 4],
    rows=[
        [None, "沅口籍在外人才统计表"],
        [],
        [None, "基本信息", None, None, None, "目前状况", None, None, None, "返乡意愿", "联系方式"],
        [None, "姓名", "性别", "出生", "籍贯（县乡）", "单位及职务", "行业领域", "最高学历", "所在城市", None, None],
        [
            None,
            "覃 勇",
            "男",
            "71.8",
            "沅口县蒲溪镇",
            "海桐市建筑设计研究院副院长",
            "建筑设计",
            "硕士研究生",
            "海桐市",
            "愿意",
            "13800060011",
        ],
        [
            None,
            "姚思远",
            "男",
            "1988-2",
            "沅口",
            "星桥半导体有限公司工艺总监",
            "集成电路制造",
            "博士",
            "海桐市",
            "可柔性服务",
            "13800060012",
        ],
        [
            None,
            "姚思远",
            "男",
            "1988-2",
            "沅口",
            "星桥半导体有限公司工艺总监",
            "集成电路制造",
            "博士",
            "海桐市",
            "可柔性服务",
            "13800060012",
        ],
        [None, "瞿丽", "女", "二〇〇〇年", "沅口县", "在读（海桐大学）", "法学", "本科在读", None, None, None],
        [None, "小计", "3"],
    ],
    accepted=4,
    warnings=[(7, "duplicate_row"), (8, "unknown_value")],
    skipped=[(9, "total")],
    unknown=["返乡意愿"],
    merged=("B1:K1", "B3:E3", "F3:I3", "J3:J4", "K3:K4"),
    says="""
        覃勇 birth 1971-08
        覃勇 education master
        覃勇 NATIVE_OF Region:沅口县蒲溪镇
        覃勇 WORKS_AT Organization:海桐市建筑设计研究院 role=副院长
        覃勇 EXPERT_IN Field:建筑设计
        姚思远 birth 1988-02
        姚思远 NATIVE_OF Region:沅口
        姚思远 WORKS_AT Enterprise:星桥半导体有限公司 role=工艺总监
        姚思远 EXPERT_IN Field:集成电路制造
        瞿丽 NATIVE_OF Region:沅口县
        瞿丽 WORKS_AT Organization:海桐大学
        瞿丽 EXPERT_IN Field:法学
    """,
)

SKILLED = Office(
    file="高技能人才信息采集表.xlsx",
    table="talent",
    header_rows=[2, 3, 4],
    rows=[
        ["临沅市高技能人才信息采集表（人社局）"],
        ["序号", "基本情况", None, None, None, "技能情况", None, None, None, "单位情况", None, "备注"],
        [
            None,
            "姓名",
            "性别",
            "出生年月",
            "身份证号码",
            "职业（工种）",
            "技能等级",
            "获奖情况",
            None,
            "单位名称",
            "现任职务",
            None,
        ],
        [None, None, None, None, None, None, None, "名称", "年份", None, None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"],
        [
            1,
            "龚建华",
            "男",
            "1979年12月",
            resident("19791203"),
            "焊工",
            "高级技师",
            "临沅工匠",
            "2021年",
            "临沅重工机械有限公司",
            "焊接班长",
            None,
        ],
        [2, "龚建华", "男", "1992.3", None, "数控车工", "技师", None, None, "临沅精密轴承厂", None, "与上一行同名"],
        [
            3,
            "谷雨",
            "女",
            "1990-04-20",
            resident("19900421", "女"),
            "中式烹调师",
            "特级技师",
            "省技术能手",
            2019,
            "临沅宾馆",
            "行政总厨",
            None,
        ],
    ],
    accepted=3,
    warnings=[(8, "birth_id_mismatch")],
    skipped=[(5, "repeated_header")],
    unknown=["备注"],
    merged=(
        "A1:L1",
        "A2:A4",
        "B2:E2",
        "F2:I2",
        "J2:K2",
        "L2:L4",
        "B3:B4",
        "C3:C4",
        "D3:D4",
        "E3:E4",
        "F3:F4",
        "G3:G4",
        "H3:I3",
        "J3:J4",
        "K3:K4",
    ),
    says="""
        龚建华 professional_title 高级技师
        龚建华 specialty 焊工
        龚建华 post 焊接班长
        龚建华 SELECTED_FOR Honor:临沅工匠 year=2021
        龚建华 WORKS_AT Enterprise:临沅重工机械有限公司
        龚建华 WORKS_AT Enterprise:临沅精密轴承厂
        谷雨 SELECTED_FOR Honor:省技术能手 year=2019
        谷雨 WORKS_AT Organization:临沅宾馆
        谷雨 birth 1990-04-21
    """,
)

VAGUE = Office(
    file="专家库名单.xlsx",
    table="talent",
    header_rows=[1],
    rows=[
        ["序号", "名单", "所在", "号码", "联络", "技术方向", "评审"],
        [1, "冉启明", "江南理工大学", resident("19680714"), "13800060021", "岩土工程", "是"],
        [2, "殷素", "临沅市水利勘测设计院", resident("19810302", "女"), "13800060022、0735-8220011", "水工结构", "是"],
        [3, "查良", "海桐大学", resident("19770520"), "13800060023", "环境工程、水处理", "否"],
    ],
    accepted=3,
    unknown=["评审"],
    says="""
        冉启明 WORKS_AT Organization:江南理工大学
        冉启明 EXPERT_IN Field:岩土工程
        殷素 WORKS_AT Organization:临沅市水利勘测设计院
        殷素 EXPERT_IN Field:水工结构
        查良 WORKS_AT Organization:海桐大学
        查良 EXPERT_IN Field:环境工程
        查良 EXPERT_IN Field:水处理
    """,
)
