"""Rosters written after the rules, without looking at them: each was run once before anything was changed for it."""

from __future__ import annotations

from tests.ingest.mapping.offices.office import Office

TEACHERS = Office(
    file="教体系统骨干教师摸底表.xlsx",
    table="talent",
    header_rows=[3],
    rows=[
        ["白沙县教体系统骨干教师摸底表"],
        ["制表单位：白沙县教育体育局"],
        ["No", "教师姓名", "性别", "生于", "老家", "所在学校", "任教学科", "取得职称情况", "最后学历",
         "曾获荣誉（年度）", "本人手机"],
        [1, "符  玉", "女", "1981.7", "白沙县", "白沙中学", "高中化学", "高级教师（2016.12）", "本科",
         "省级教学能手（2019）", "13800060041"],
        [2, "韩 东", "男", "1990年2月", "海口市", "白沙县第一小学", "小学数学", "一级教师", "大专", None,
         "13800060042"],
        [3, "待确定", None, None, None, "白沙中学", "高中物理", None, None, None, None],
        ["共计2人"],
    ],
    accepted=2,
    rejected=[(6, "invalid_key")],
    skipped=[(7, "total")],
    merged=("A1:K1",),
    says="""
        符玉 WORKS_AT Organization:白沙中学
        符玉 NATIVE_OF Region:白沙县
        符玉 EXPERT_IN Field:高中化学
        符玉 SELECTED_FOR Honor:省级教学能手 year=2019
        符玉 title_level deputy_senior
        韩东 WORKS_AT Organization:白沙县第一小学
        韩东 NATIVE_OF Region:海口市
        韩东 EXPERT_IN Field:小学数学
        韩东 title_level intermediate
        韩东 education college
    """,
)  # fmt: skip

CARRIERS = Office(
    file="人才载体建设进展.xlsx",
    table="platform",
    header_rows=[2],
    rows=[
        ["澄江片区人才载体建设进展"],
        ["序", "载体（平台）", "性质", "承载单位", "挂牌时间", "牵头专家（单位）", "骨干成员", "主攻产业", "属地乡镇"],
        [1, "抚仙湖蓝莓科技小院", "科技小院", "澄江蓝果农业有限公司", "2023.4", "郝建（云南农业大学）", "毛宁、车晓",
         "蓝莓", "右所镇"],
        [2, "澄江藕粉产业研究院", "产业研究院", "澄江市藕业协会", "2022年11月", "金鑫（江南大学）", "—", "莲藕加工",
         "龙街街道"],
    ],
    accepted=2,
    merged=("A1:I1",),
    says="""
        抚仙湖蓝莓科技小院 HOSTED_BY Enterprise:澄江蓝果农业有限公司
        郝建 WORKS_AT Organization:云南农业大学
        郝建 MEMBER_OF Platform:抚仙湖蓝莓科技小院 role=首席专家
        毛宁 MEMBER_OF Platform:抚仙湖蓝莓科技小院 role=成员
        车晓 MEMBER_OF Platform:抚仙湖蓝莓科技小院 role=成员
        抚仙湖蓝莓科技小院 SERVES Industry:蓝莓
        抚仙湖蓝莓科技小院 LOCATED_IN Region:右所镇
        抚仙湖蓝莓科技小院 approved 2023-04
        澄江藕粉产业研究院 HOSTED_BY Organization:澄江市藕业协会
        金鑫 WORKS_AT Organization:江南大学
        金鑫 MEMBER_OF Platform:澄江藕粉产业研究院 role=首席专家
        澄江藕粉产业研究院 SERVES Industry:莲藕加工
        澄江藕粉产业研究院 LOCATED_IN Region:龙街街道
        澄江藕粉产业研究院 approved 2022-11
    """,
)  # fmt: skip

VACANCIES = Office(
    file="园区企业用工缺口.csv",
    table="need",
    header_rows=[2],
    rows=[
        ["产业园区企业高层次人才缺口统计"],
        ["用才企业", "缺口岗位", "缺口数", "学历门槛", "对口专业", "拟采取的引才方式", "希望到岗时间", "提供待遇"],
        ["永昌锂能材料有限公司", "电化学研发工程师", "3名", "硕士以上", "电化学、材料学", "柔性引进", "2025年9月",
         "年薪30万"],
        ["〃", "设备主管", "1", "本科", "机械", "全职", "2025.6.30", "面谈"],
        ["永昌果蔬有限公司", None, "2", None, None, None, None, None],
    ],
    accepted=2,
    rejected=[(5, "missing_key")],
    says="""
        永昌锂能材料有限公司 HAS_NEED Need:电化学研发工程师
        电化学研发工程师 count 3
        电化学研发工程师 NEEDS Field:电化学
        电化学研发工程师 NEEDS Field:材料学
        电化学研发工程师 mode flexible
        永昌锂能材料有限公司 HAS_NEED Need:设备主管
        设备主管 count 1
        设备主管 NEEDS Field:机械
        设备主管 mode full_time
    """,
    delimiter=",",
)  # fmt: skip

VISITS = Office(
    file="专家走基层记录.xlsx",
    table="service",
    header_rows=[2, 3],
    rows=[
        ["2025年上半年“专家走基层”记录"],
        ["开展日期", "参与专家", None, "帮扶对象", "帮扶内容", "效果", None],
        [None, "名单", "来自单位", None, None, "培训（人次）", "备注"],
        ["3月12日", "魏征程、邱实", "西南大学", "黑井镇", "花椒修剪", 60, None],
        ["2025/4/2", "邱实", "西南大学", "禄丰花椒专业合作社", "病虫害防治", "35人", "下雨改期"],
    ],
    accepted=2,
    warnings=[(4, "year_from_title")],
    merged=("A1:G1", "A2:A3", "B2:C2", "D2:D3", "E2:E3", "F2:G2"),
    says="""
        魏征程 WORKS_AT Organization:西南大学
        邱实 WORKS_AT Organization:西南大学
        魏征程 PROVIDED Service:花椒修剪
        邱实 PROVIDED Service:花椒修剪
        黑井镇 RECEIVED Service:花椒修剪
        花椒修剪 date 2025-03-12
        花椒修剪 trained 60
        邱实 PROVIDED Service:病虫害防治
        禄丰花椒专业合作社 RECEIVED Service:病虫害防治
        病虫害防治 date 2025-04-02
        病虫害防治 trained 35
    """,
)  # fmt: skip
