"""Names that the tagger cuts wrongly or takes for something else, and how a reader would cut them."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract

NAMES = [
    ("Enterprise", "学院与青岳铸造、中岭长客、富山东润等52家企业合作。", ["青岳铸造", "中岭长客", "富山东润"]),
    (
        "Enterprise",
        "泰州九和生物、泰兴奥云导管、靖江明和光学等11家企业参加。",
        ["泰州九和生物", "泰兴奥云导管", "靖江明和光学"],
    ),
    ("Enterprise", "扶持江苏云澜重工、康润（连云）药业等企业与青山大学合作。", ["江苏云澜重工", "康润（连云）药业"]),
    ("Enterprise", "与长江晖岳、楚青资本、和岭创投等16家投资机构见面。", ["长江晖岳", "楚青资本", "和岭创投"]),
    ("Enterprise", "产业园运营方抚州云程企业管理有限公司到会。", ["抚州云程企业管理有限公司"]),
    ("Enterprise", "无锡共有江苏中岳环保科技有限公司入选。", ["江苏中岳环保科技有限公司"]),
    ("Enterprise", "推行入厂即入校，建变电站，带动蚕农合作社和分拣厂。", []),
    ("Organization", "来源：云岭先锋 时间：2024-10-23", ["云岭先锋"]),
    ("Organization", "来源：合作处", []),
    ("Organization", "图片来源：青山融媒微信公众号", ["青山融媒"]),
    ("Organization", "德州日报/德州网讯（记者 王建民）", ["德州日报", "德州网"]),
    ("Organization", "云溪新闻网 2024-10-16 08:12:00", ["云溪新闻网"]),
    (
        "Organization",
        "建强青山乡村振兴学院，我院生态经济与区域发展研究所到会。",
        ["青山乡村振兴学院", "生态经济与区域发展研究所"],
    ),
    (
        "Organization",
        "中国农科院果树所派出专家，与南宁海关、市云山矿产地质大队会商。",
        ["中国农科院果树所", "南宁海关", "市云山矿产地质大队"],
    ),
    (
        "Organization",
        "由全国博士后管理委员会办公室公布，青山市人民政府侨务办公室承办。",
        ["全国博士后管理委员会办公室", "青山市人民政府侨务办公室"],
    ),
    ("Organization", "从讲课中学到许多，机关党委、九大协会和乡村卫生室都来了，选出第四届理事会。", []),
    ("Region", "深入实施科教兴市战略，把茶叶做成富民强县的产业，建人才生态最优县。", []),
    ("Region", "夜校办进小山村，从幕后走到台前，加强在资源领域的合作。", []),
    ("Region", "瑞丽市、芒市、盈江县参加。", ["瑞丽市", "芒市", "盈江县"]),
    ("Region", "在左贡、八宿、类乌齐三县巡诊。", ["左贡", "八宿", "类乌齐"]),
    ("Programme", "遂溪县实施对虾种业产业人才发展项目。", ["对虾种业产业人才发展项目"]),
    ("Platform", "其和林格尔数据标注基地投用。", ["和林格尔数据标注基地"]),
    ("Platform", "省指挥部组织“海岳专家援青团”，市里组成“园区服务专班”。", ["“海岳专家援青团”", "“园区服务专班”"]),
    ("Platform", "王建民领衔的“特种玻璃创新团队”到会。", ["“特种玻璃创新团队”"]),
    ("Platform", "王建民院士团队与企业签约，孙立群教授团队到会，专家团队座谈。", ["王建民院士团队", "孙立群教授团队"]),
    ("Platform", "建成2.5万亩石泉茶叶示范园、26人科技创新团队，区、镇两级人才驿站开放。", ["石泉茶叶示范园"]),
    ("Platform", "王建民走上“五个基地”的路子，“电商平台”畅销，是国家级生态示范区。", []),
    ("Platform", "来宾参观了学校国家级茶叶加工实训基地。", ["国家级茶叶加工实训基地"]),
    ("Platform", "国家级高新技术产业开发区和经济开发区选派干部。", []),
    ("Enterprise", "园内企业青山云岭茶业有限公司牵头。", ["青山云岭茶业有限公司"]),
    (
        "Platform",
        "走进石泉黄牛养殖庄园、云岭国际人才街区，专家教授组到会。",
        ["石泉黄牛养殖庄园", "云岭国际人才街区", "专家教授组"],
    ),
    ("Platform", "老工业基地转型，智库平台、异地研发中心投用，众创空间、省级工程技术中心各一家。", []),
    ("Region", "来宾在哈尔滨新区考察。", ["哈尔滨新区"]),
    ("Programme", "王建民入驻“青山英才计划”企业专家工作站。", ["“青山英才计划”"]),
    ("Platform", "来宾在三江新区考察，走进浦东新区和上海农业技术创新区。", ["三江新区", "上海农业技术创新区"]),
    (
        "Region",
        "来宾在三江新区考察，走进浦东新区、湘江新区和青岛西海岸新区。",
        ["浦东新区", "湘江新区", "青岛西海岸新区"],
    ),
    ("Region", "三江新区管委会印发通知。新区还将建设医院。", ["三江新区"]),
    ("Region", "安徽池州市的做法得到推广。", ["安徽", "池州市"]),
    ("Region", "专家从陕西安康赶来。", ["陕西", "安康"]),
    ("Region", "团队赴湖南溆浦指导。", ["湖南", "溆浦"]),
    ("Region", "大别山区的茶农受益。", ["大别山区"]),
    ("Region", "服务覆盖猫营镇、板当镇等6个乡镇。", ["猫营镇", "板当镇"]),
    ("Region", "在清油河镇耀昌、赵川镇东岳坡等村带领农民种茶。", ["清油河镇", "耀昌", "赵川镇", "东岳坡"]),
    ("Region", "来到天山脚下。", []),
    ("Region", "向他们颁发荣誉村民证书。", []),
    ("Enterprise", "平利站设在平利县云岭茗茶有限责任公司。", ["平利县云岭茗茶有限责任公司"]),
    ("Enterprise", "推广到同宁煤矿和石脊梁矿。", ["同宁煤矿", "石脊梁矿"]),
    ("Enterprise", "美资企业青山美恩超导公司入驻，它是一家生物科技公司，大型电站已经应用。", ["青山美恩超导公司"]),
    ("Region", "华东区总部及研发中心落户。", []),
    ("Enterprise", "青岛啤酒、云岭火腿等17家山东企业落户。", ["青岛啤酒", "云岭火腿"]),
    ("Enterprise", "在石泉县羊肚菌种植农民专业合作社试种。", ["石泉县羊肚菌种植农民专业合作社"]),
    ("Enterprise", "肉鸡产业组与贵州云岭牧业股份有限公司共建实验室。", ["贵州云岭牧业股份有限公司"]),
    (
        "Organization",
        "人力资源社会保障部留学人员与专家服务中心主任到会。",
        ["人力资源社会保障部留学人员与专家服务中心"],
    ),
    ("Organization", "青山市总工会成立青山市劳模创新工作室联盟。", ["青山市总工会", "青山市劳模创新工作室联盟"]),
    ("Organization", "会议在研发大楼三楼报告厅召开。", []),
    ("Talent", "这家企业由来自江苏南通的季明建投资兴办。", ["季明建"]),
    ("Talent", "浙江科技大学教授沙力行兼任院长。", ["沙力行"]),
    ("Talent", "市社会保险中心主任李景镇出席。", ["李景镇"]),
    ("Organization", "龙坪县那谷镇百布村党总支书记王建民到会。", ["百布村党总支"]),
    ("Organization", "各乡镇党委、街道党工委：（青人才办发〔2024〕5号）", []),
    ("Organization", "2020年底，王建民经区科技局副局长陈立群牵线来到这里。", ["区科技局"]),
    ("Enterprise", "园区管理方青山县城投集团有限公司提供优惠。", ["青山县城投集团有限公司"]),
    (
        "Talent",
        "（一）古丽巴哈尔·托合提，女，维吾尔族，细纱工。\n（二）喻兆平，男，汉族，机务长。",
        ["古丽巴哈尔·托合提", "喻兆平"],
    ),
    ("Talent", "3.储光明，退休眼科医生，到乡里坐诊。", ["储光明"]),
    ("Talent", "青山学院食品工程学院教授郑远之接招。", ["郑远之"]),
    ("Talent", "研发中心主任荆远然本人就是引进的博士。", ["荆远然"]),
    ("Talent", "青山大学青年教授赫连珊则带着苗上山。", ["赫连珊"]),
    ("Talent", "青山大学研究员濮阳敬当场认领两题。", ["濮阳敬"]),
    ("Talent", "团长由青山大学教授和仕诚担任。", ["和仕诚"]),
    ("Talent", "青山省副市长蒲云远、东北大学副校长荀绍远以及22家企业的负责人到场。", ["蒲云远", "荀绍远"]),
    ("Talent", "联系人：市科学技术局成果科 楼含章，电话0575", ["楼含章"]),
    ("Talent", "（图文：林浅）", ["林浅"]),
    ("Talent", "硕士毕业生到岗，村民代表会通过，产品有海藻肥。", []),
    ("Talent", "青山师范学院校长全洪山、县委副书记王志远揭牌。", ["全洪山", "王志远"]),
    ("Talent", "柯城区科技局党组副书记、副局长刘海云陪同。", ["刘海云"]),
    ("Region", "据苏科区发〔2020〕213号文件，与来宾座谈，到建制镇调研。", []),
    ("Enterprise", "仪式在我市青山云岭精工股份有限公司举行。", ["青山云岭精工股份有限公司"]),
    ("Organization", "代表市委市政府表示感谢。", ["市委", "市政府"]),
    ("Talent", "华北电力大学教授律方正任站长。", ["律方正"]),
    ("Talent", "熊远　青山省云岭市第一中学", ["熊远"]),
    ("Talent", "云岭绿野食品有限公司技术顾问赵民，", ["赵民"]),
    ("Talent", "（记者陈远怡　吴晓静）本报讯　通讯员陈怡报道", ["陈远怡", "吴晓静", "陈怡"]),
    ("Talent", "青山省科协部长樊天成为小院揭牌。", ["樊天成"]),
    ("Talent", "硕士生谭瑶蹲在田埂上，大家叫他叶部长。", ["谭瑶"]),
    ("Region", "据嘉兴市委组织部统计，原来是深圳一家公司的程序员。", ["嘉兴市", "深圳"]),
    ("Enterprise", "与甲山公司和思远（中国）创新科技有限公司合作。", ["甲山公司", "思远（中国）创新科技有限公司"]),
    ("Enterprise", "北航远天科技创始人王远到会。", ["北航远天科技"]),
    ("Organization", "来自复旦大学、同济大学所属医院的专家。", ["复旦大学", "同济大学"]),
    (
        "Organization",
        "县茶业发展中心、农广校和青山职业中专学校参加。",
        ["县茶业发展中心", "农广校", "青山职业中专学校"],
    ),
    ("Region", "福建省南平市政和县石屯镇开座谈会。", ["福建省", "南平市", "政和县", "石屯镇"]),
    ("Region", "上海市长宁区教育局选派6名骨干。", ["上海市", "长宁区"]),
    ("Region", "康保县照阳河镇的村民在家。洛川县旧县镇产苹果。", ["康保县", "照阳河镇", "洛川县", "旧县镇"]),
    ("Region", "他住在炎陵县中村瑶族乡。", ["炎陵县", "中村瑶族乡"]),
    ("Region", "课讲到了阿古拉镇白音查干嘎查。", ["阿古拉镇", "白音查干嘎查"]),
    ("Region", "托克逊县夏乡南湖村的能手来了。", ["托克逊县", "夏乡", "南湖村"]),
    ("Region", "海东市六县推开了“陇原乡土人才”和乡旅课。", ["海东市"]),
    ("Region", "产品卖到巴黎和纽约。", ["巴黎", "纽约"]),
    ("Talent", "首席科学家陆景和目前把半数时间花在厂里。", ["陆景和"]),
    ("Talent", "领办人马彩英早年在外打工。", ["马彩英"]),
    ("Talent", "公司董事长兼总工程师费远到会，26名专家与58名本院医师结对。", ["费远"]),
    ("Talent", "青山大学教授特木尔巴图的皮卡车停在村口，校长吉克伍果感慨不已。", ["特木尔巴图", "吉克伍果"]),
    ("Organization", "省茶叶学会成立，会长一职由青山省农业厅副厅长王建民兼任。", ["省茶叶学会", "青山省农业厅"]),
    ("Organization", "青山农业大学牵头组建服务团，由该校林学院教授王建民领衔。", ["青山农业大学"]),
    ("Organization", "原青山医院医生王建民到会，经商市委组织部同意。", ["青山医院", "市委组织部"]),
    ("Talent", "根据文件（鲁组发〔2014〕49号）要求选派。", []),
    ("Talent", "大家都说段大夫带得好。", []),
    ("Talent", "今年夏收测产，夏玉米长势好。", []),
    ("Talent", "中新网6月16日电（周鹃　何馥宁）这台设备到了。", ["周鹃", "何馥宁"]),
]


@pytest.mark.parametrize(("kind", "text", "expected"), NAMES)
def test_names(extract: Extract, kind: str, text: str, expected: list[str]) -> None:
    assert [entity.name for entity in extract(text).entities if entity.type == kind] == expected


def test_an_autonomous_county_and_its_short_name_are_one(extract: Extract) -> None:
    regions = [e for e in extract("来到东乡族自治县。东乡县有茶，恩施州没有。").entities if e.type == "Region"]
    assert [(e.name, e.aliases) for e in regions] == [("东乡族自治县", ("东乡县",)), ("恩施州", ())]


def test_a_college_is_another_name_of_its_university(extract: Extract) -> None:
    result = extract("青山理工大学与县农业农村局签约。\n学校党委重视。机电工程学院讲师周远、市科协学会部何明到会。")
    bodies = [(e.name, e.aliases) for e in result.entities if e.type == "Organization"]
    assert bodies == [
        ("青山理工大学", ("学校党委", "机电工程学院")),
        ("县农业农村局", ()),
        ("市科协", ("市科协学会部",)),
    ]


def test_a_medium_that_signs_is_an_organization(extract: Extract) -> None:
    result = extract("青山网记者　周远山　通讯员　何明远\n中新网甘肃新闻6月16日电　这台设备到了。")
    assert [e.name for e in result.entities if e.type == "Organization"] == ["青山网", "中新网"]


def test_a_county_hospital_is_the_people_s_hospital_of_the_county(extract: Extract) -> None:
    result = extract("青山县人民医院挂牌。县医院的医生说好。县中医院没有来。")
    bodies = [(e.name, e.aliases) for e in result.entities if e.type == "Organization"]
    assert bodies == [("青山县人民医院", ("县医院",)), ("县中医院", ())]


def test_a_company_lies_in_the_division_at_the_front_of_its_name(extract: Extract) -> None:
    result = extract("浙江省人社厅到浙江云岭新材料有限公司和青山县云岭茶业有限公司调研。")
    placed = {(r.source[1], r.target[1]) for r in result.relations if r.type == "LOCATED_IN"}
    assert placed == {
        ("浙江省人社厅", "浙江省"),
        ("浙江云岭新材料有限公司", "浙江省"),
        ("青山县云岭茶业有限公司", "青山县"),
    }


def test_a_kind_beside_those_that_are_called_after_it_is_none_of_them(extract: Extract) -> None:
    result = extract("青山茶叶科技小院、白水核桃科技小院授牌。科技小院是连接高校和企业的纽带。")
    assert [e.name for e in result.entities if e.type == "Platform"] == ["青山茶叶科技小院", "白水核桃科技小院"]


def test_a_countryside_is_no_township(extract: Extract) -> None:
    result = extract("科技小院助力恩施乡村振兴。")
    assert [e.name for e in result.entities if e.type == "Region"] == ["恩施"]


def test_a_name_gives_back_the_letter_of_the_verb_behind_it(extract: Extract) -> None:
    result = extract("青山师范大学副校长孙正参会并致辞。")
    assert [e.name for e in result.entities if e.type == "Talent"] == ["孙正"]


def test_a_draft_is_issued_by_nobody(extract: Extract) -> None:
    result = extract("会议审议了《青山县拔尖人才选拔管理办法（送审稿）》。")
    assert [e.type for e in result.entities if "办法" in e.name] == ["Policy"]
    assert not [r for r in result.relations if r.type in {"ISSUED", "SUPPORTS"}]


def test_a_guest_s_university_is_not_that_of_the_college(extract: Extract) -> None:
    result = extract("水产与生命学院院长王建民到村，特别邀请青山大学孙立群教授参加。")
    works = {(r.source[1], r.target[1]) for r in result.relations if r.type == "WORKS_AT"}
    assert works == {("王建民", "水产与生命学院"), ("孙立群", "青山大学")}


def test_a_university_in_short_says_as_little_of_its_place(extract: Extract) -> None:
    result = extract("青山市落地了上海交大四川研究院，上海的朋友来了。")
    assert not [r for r in result.relations if r.type == "LOCATED_IN"]


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("连续申报“云岭省院士专家工作站”。", "Talent", []),
        ("一头头安格斯牛正吃着草料。", "Talent", []),
        ("成立“青山永平外专成果农业发展股份有限公司”。", "Enterprise", ["青山永平外专成果农业发展股份有限公司"]),
        ("推动模式破局，他只有高中学历。", "Organization", []),
        ("市高技能人才工作联席会办公室制定如下实施意见。", "Policy", []),
        (
            "建有梦润返乡创业园、云岭集团梦润还原土猪养殖示范基地、国家级梦润鹌鹑示范区。",
            "Platform",
            ["梦润返乡创业园", "云岭集团梦润还原土猪养殖示范基地", "国家级梦润鹌鹑示范区"],
        ),
        ("公司是省委组织部干部学院教育培训基地。", "Platform", ["省委组织部干部学院教育培训基地"]),
        ("青山市科技类社会组织孵化培育基地成立。", "Platform", ["青山市科技类社会组织孵化培育基地"]),
        ("拉开了苏州百名教授专家青山行活动的帷幕。", "Programme", ["苏州百名教授专家青山行活动"]),
        ("开展对口交流活动和志愿服务活动，实施六大人才行动计划。", "Programme", []),
        ("将企业家王建民认定为“中国返乡创业第一人”。", "Honor", ["“中国返乡创业第一人”"]),
        ("与青山大学的李国省教授签订协议。", "Region", []),
        ("与青山大学的李国省教授签订协议。", "Talent", ["李国省"]),
        ("几位博士代表也谈了看法，给予安家补助。", "Talent", []),
        ("请青山市科协杨晓副主席讲话。", "Talent", ["杨晓"]),
        ("从事工程机械、农业机械等高新技术装备的研发制造。", "Industry", ["工程机械", "农业机械"]),
        ("引进的企业负责人上海云岭农业科技有限公司总经理参加。", "Enterprise", ["上海云岭农业科技有限公司"]),
        ("这是深圳市委市政府的主要思路。", "Organization", ["深圳市委", "市政府"]),
        ("《青山市委青山市人民政府关于人才的意见》", "Organization", ["青山市委", "青山市人民政府"]),
        ("市人才工作领导小组办公室主任到会，建设好特色产业学院。", "Organization", ["市人才工作领导小组办公室"]),
        ("依据青市委人才办〔2009〕10号文件，与市级有关部门（单位）党委联系，取得互联网医院认证。", "Organization", []),
        ("搭建优质创新平台，建成1个市级星创天地，创建国家级高新区、国家级经开区。", "Platform", []),
        ("获得省（部）级科技进步二等奖。", "Honor", []),
        ("先后获有“省级文明学校”、“省级园林单位”等称号。", "Honor", ["“省级文明学校”", "“省级园林单位”"]),
        ("提供“一人一策”专项支持。", "Programme", []),
        ("医院位于中山路68号，嘉宾企业代表出席。", "Region", []),
        ("（林学院供稿　　审核：李方）", "Talent", ["李方"]),
        ("责任编辑：吴　佳", "Talent", ["吴佳"]),
        ("青山大学何炳林正高级农艺师专家工作站揭牌。", "Platform", ["何炳林正高级农艺师专家工作站"]),
        ("来源：青山人才网  时间：2019-04-12", "Organization", ["青山人才网"]),
        ("传达学习省委有关会议精神，为茶产业发展贡献科协力量，与受援医院结对。", "Organization", []),
        ("落实林长制，做到林有人护，送到农户家门口。", "Talent", []),
        ("一审：黄海  二审：万虎", "Talent", ["黄海", "万虎"]),
        ("公布招聘计划96名，列入全县干部教育培训计划。", "Programme", []),
        ("培训林农540人次，与会部门负责同志作了解答。", "Talent", []),
        ("来到三都水乡菌业有限公司，抓好森林抚育。", "Region", []),
        ("加强林业人才队伍建设，有的做起了笔记。", "Industry", []),
        ("深入实施创新驱动发展战略。", "Programme", ["创新驱动发展战略"]),
        (
            "针对《青山县大理石粉体废料综合利用与开发》项目提出建议。",
            "Programme",
            ["《青山县大理石粉体废料综合利用与开发》"],
        ),
        ("他继续在青山临空建设投资有限公司任副总经理。", "Talent", []),
        ("加入此轮院士工作站的专家到会。", "Platform", []),
        ("在革命老区县（中央苏区县）车田镇服务。", "Region", ["车田镇"]),
        ("利用全球制药产业链转移的机会。", "Industry", ["制药"]),
        ("蚕桑大县依托五丰省级蚕桑产业园等平台发展蚕桑产业。", "Industry", ["蚕桑"]),
        ("市高技能人才工作联席会办公室印发通知。", "Organization", ["市高技能人才工作联席会办公室"]),
    ],
)
def test_what_only_ends_like_a_name_is_none(extract: Extract, text: str, kind: str, names: list[str]) -> None:
    assert [e.name for e in extract(text).entities if e.type == kind] == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年，王建民入选“泰山学者”。", "Programme"),
        ("王建民获评“泰山学者”。", "Honor"),
        ("王建民入选“全国模范教师”。", "Honor"),
    ],
)
def test_a_scheme_that_everybody_knows_is_one_in_quotation_marks_too(extract: Extract, text: str, kind: str) -> None:
    assert [e.type for e in extract(text).entities if e.name.startswith("“")] == [kind]
