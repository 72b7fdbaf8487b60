"""Industries that stand in lists, in names of carriers, schemes and policies, and beside what is done about them."""

from __future__ import annotations

import pytest

from tests.ingest.extract.support import Extract

NAMES = [
    # what is grown or bred is one word, also where the tagger takes it for a person or cuts it, and by itself
    ("青山县聘请专家指导农户养殖罗非鱼、卵形鲳鲹。", {"罗非鱼", "卵形鲳鲹"}),
    ("该团队服务青山县化橘红产业，指导农户种植麦冬，栽培冬荪。", {"化橘红", "麦冬", "冬荪"}),
    ("工坊里的绣娘学会了苗绣和蜡染。", {"苗绣", "蜡染"}),
    ("该村传承人把古法造纸、油纸伞教给村民。", {"古法造纸", "油纸伞"}),
    ("合作社养殖大花白猪、三黄鸡。", {"大花白猪", "三黄鸡"}),
    # the other items of a list of what is made, and what something is made into
    ("合作社主打姜汁饮料、姜茶和姜糖。", {"姜汁饮料", "姜糖"}),
    ("公司把旧胎变成再生胶。", {"再生胶"}),
    ("她牵头开发羊肉汤、羊蝎子预制菜等新品18款。", {"羊蝎子预制菜"}),
    # what things that are made end like, and more verbs of making and growing
    ("这家主攻3D打印和医用植入器械的企业获批设立基地。", {"医用植入器械"}),
    ("公司瞄准滑雪羽绒服，聘请专家。", {"滑雪羽绒服"}),
    ("公司新上莲子饮料和中药茶饮两个系列产品。", {"中药茶饮"}),
    # what a firm's product does
    ("公司的黄精饮片去年卖到了东南亚。", {"黄精饮片"}),
    ("公司去年高端阻燃剂销售收入达到8200万元。", {"高端阻燃剂"}),
    # where the place and the topic are one word of the tagger, a direction before it, a centre behind it
    ("聊城市铜基新材料专家工作站挂牌。", {"铜基新材料"}),
    # a carrier is for what the document speaks of by itself
    ("青山县种植大姜12万亩。青山县大姜现代农业产业园开园。", {"大姜"}),
    # lists before what is counted
    ("团队下设海参、对虾、金鲳鱼三个专业组。", {"海参", "对虾", "金鲳鱼"}),
    ("研究院下设电动叉车、无人矿卡两个研究室。", {"电动叉车", "无人矿卡"}),
    ("学院开出木工数控、智能涂装、家具电商直播等9个专业方向。", {"木工数控", "智能涂装", "家具电商直播"}),
    ("培育工程围绕集装箱装卸、内河航运、智慧公路三条战线开展。", {"集装箱装卸", "内河航运", "智慧公路"}),
    ("水暖阀门、汽摩配、家具是青山的三大当家产业。", {"水暖阀门", "汽摩配", "家具"}),
    ("文件要求，以滩羊、黄花菜、小杂粮三大产业为重点推进工作。", {"滩羊", "小杂粮"}),
    ("公司建成风干牛肉和酱卤牛肉两条生产线。", {"风干牛肉", "酱卤牛肉"}),
    ("这笔钱专为白酒、矿山装备两类企业设立。", {"白酒", "矿山装备"}),
    # what a firm or a place has, and where it goes on to
    ("公司的产品涵盖大豆分离蛋白、大豆多肽和卵磷脂。", {"大豆分离蛋白", "大豆多肽", "卵磷脂"}),
    ("经过两年试制，苹果醋、冻干苹果脆片相继下线。", {"苹果醋", "冻干苹果脆片"}),
    ("青山家底厚实：锦纶、经编、花边样样齐全。", {"锦纶", "经编", "花边"}),
    ("集团近年又向茶饮料、茶点延伸。", {"茶饮料", "茶点"}),
    # lists before a kind, before firms and growers
    ("依托田七、青蒿、金银花等道地药材资源。", {"青蒿", "金银花"}),
    ("给青山区的抛光粉、储氢合金企业做免费体检。", {"抛光粉", "储氢合金"}),
    ("加强文艺、非遗、旅游、体育人才队伍建设。", {"非遗", "旅游", "体育"}),
    # lists of as many items as are counted behind them
    ("公司今年建成风干牛肉和低温酱卤牛肉两条生产线。", {"风干牛肉", "低温酱卤牛肉"}),
    ("中心为坡改梯、淤地坝、经果林三类工程供图。", {"坡改梯", "淤地坝", "经果林"}),
    ("她在通花瓷、潮彩两门手艺里干了二十五年。", {"通花瓷", "潮彩"}),
    # what firms are called by, live by and are known for
    ("他义务为9家饮片企业做诊断。", {"饮片"}),
    ("王建民主攻坡耕地治理和土壤改良。", {"坡耕地治理", "土壤改良"}),
    ("这家公司做的是古建筑修缮。", {"古建筑修缮"}),
    ("青山数据公司靠算力调度起家。", {"算力调度"}),
    ("县里把藏红花、红景天列为优先扶持品种。", {"藏红花", "红景天"}),
    ("藤编、竹编是石泉镇的老行当。", {"藤编", "竹编"}),
    ("青山县素称“菱镁之乡”。", {"菱镁"}),
    ("农场在网上卖羊肉汤料包。", {"羊肉汤料包"}),
    ("半年就让涂层刀具寿命延长四成。", {"涂层刀具"}),
    ("全市冷链物流人才紧缺。", {"冷链物流"}),
    ("产品涵盖大豆分离蛋白、大豆多肽和卵磷脂。", {"大豆分离蛋白", "大豆多肽", "卵磷脂"}),
    # whose industry it is and what is to be done for it belong to no name
    ("公司助力我国汽车零部件产业技术进步。", {"汽车零部件"}),
    ("全市托育产业起步，云岭县打造远洋捕捞产业链。", {"托育", "远洋捕捞"}),
    ("设立青山县何首乌专家工作站，指导农户种植何首乌，王建民长期从事江鳕研究。", {"何首乌", "江鳕"}),
    ("围绕花椒全产业链开展攻关，推广卤虫养殖技术。", {"花椒", "卤虫"}),
    ("国家桃产业技术体系岗位科学家到会。", {"桃产业"}),
    # what is done about it belongs to the name
    ("双方共建枸杞精深加工引智基地。", {"枸杞精深加工", "枸杞"}),
    ("王建民主持的青稞育种联合实验室挂牌。", {"青稞育种", "青稞"}),
    ("王建民服装制版技能大师工作室成立。", {"服装制版", "服装"}),
    # carriers
    ("青山市获批稀土永磁材料自治区企业重点实验室。", {"稀土永磁材料"}),
    ("他带领的固态电解质研发团队获奖。", {"固态电解质"}),
    ("王建民学前教育名师工作室揭牌。", {"学前教育"}),
    ("省级养老护理实训基地建成。", {"养老护理"}),
    ("自治区级锦鸡儿饲料化利用工程技术研究中心建成。", {"锦鸡儿饲料化利用"}),
    ("霞浦县设立海带海参产业科技小院。", {"海带", "海参"}),
    ("王建民领衔的手工纸科学与保护联合实验室挂牌。", {"手工纸"}),
    ("双方共建中哈物流基地。", {"物流"}),
    ("津台功能性食品联合研发中心成立。", {"功能性食品"}),
    ("青山市日用陶瓷绿色制造工程技术研究中心获批。", {"日用陶瓷"}),
    # of which sort it is
    ("市里引进新能源、现代煤化工、羊绒等产业急需人才。", {"现代煤化工", "煤化工"}),
    # schemes and policies
    ("青山区印发《青山区养老护理人才引育八项措施》。", {"养老护理"}),
    ("印发《青山县非遗人才扶持办法》。", {"非遗"}),
    # with the letter before it that makes it another thing, and without the village it comes from
    ("园区围绕印染装备、泛半导体、生物医药等产业招商。", {"泛半导体"}),
    ("企业就无醛胶项目签订协议。", {"无醛胶"}),
    ("合作社种植高油酸花生，养殖黑牦牛。", {"高油酸花生", "黑牦牛"}),
    ("带动谭山村桂味荔枝、琅东村萝卜干等特色产业发展。", {"桂味荔枝", "萝卜干"}),
    ("青山县生命健康产业发展迅速。", {"生命健康"}),
    ("公司一直做市政给排水管材。", {"市政给排水管材"}),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_an_industry_is_found(extract: Extract, text: str, expected: set[str]) -> None:
    found = [{e.name, *e.aliases} for e in extract(text).entities if e.type == "Industry"]
    assert all(any(name in names for names in found) for name in expected), found


NONE = [
    "两地在劳务对接、人才互派、品牌打造、招商推介等领域合作。",
    "请来邮政公司电商经理夏长河。",
    "持续为粤东粤西粤北产业发展提供智力支持。",
    "鼓励两地企业常来常往，拜会桂商企业。",
    "公司从两张办公桌起步。",
    "企业专注于技术创新和市场开拓。",
    "入选“名士之乡”计划。",
    "青山县茶叶产业发展中心选派干部王建民到村。",
    "她带队到果园为果树疏果。",
    "国家现代农业产业技术体系岗位专家到县指导。",
    "县里选聘38名特派员，按繁育、防疫、加工三个方向分组。",
    "青山县有龙头企业9家、高新技术企业12家。",
    "王建民主攻包虫病、高原消化道出血。",
    "温宿产业园区建成。",
    "发展落后产业链条，推动做强产业、延伸产业链。",
    "青山大学茶学重点实验室揭牌。",
    "青山县医疗队到岗。",
    "青山县医疗人才“组团式”帮扶工作启动。",
    "牟代英小学语文名师工作室揭牌。",
    "青山县印发《青山县高层次人才引进办法》。",
    "青山市青年人才揭榜挂帅项目启动。",
    "以开放融合、汇聚英才、创新跨越为核心，健全人才工作模式。",
    "基金会向青山县捐赠2辆新能源汽车。",
    "公司与外国院士工作站签约。",
    "驻高校工作站、异地研发中心相继挂牌。",
    "云岭老工业基地转型。",
    # a product in a short quotation, a season's harvest, who grows, a step of work
    "合作社里挂着一面“金果果”锦旗，专家常来。",
    "大户提出春茶采后恢复慢，专家当即作答。",
    "石泉县把养殖状元编成组，派到各村。",
    "县里选拔从事产前、产中、产后服务的能人。",
    "专家用“五个一”的办法服务产业。",
]


@pytest.mark.parametrize("text", NONE)
def test_who_is_sent_or_taught_is_no_industry(extract: Extract, text: str) -> None:
    assert [e.name for e in extract(text).entities if e.type == "Industry"] == []


def test_what_is_made_of_a_product_is_another_one(extract: Extract) -> None:
    text = "合作院士王建民，研究方向：辣椒红素提取；合作院士孙立群，研究方向：玉米收获机械。"
    assert sorted(e.name for e in extract(text).entities if e.type == "Industry") == ["玉米收获机械", "辣椒红素"]


def test_an_industry_is_also_called_by_its_place_and_its_work(extract: Extract) -> None:
    text = "县里发展芜湖铁画和农机维修产业，合作社从事牦牛短期育肥。"
    names = {name for e in extract(text).entities if e.type == "Industry" for name in (e.name, *e.aliases)}
    assert {"芜湖铁画", "农机维修", "牦牛"} <= names


def test_a_list_of_what_projects_are_about_is_one_of_industries(extract: Extract) -> None:
    text = "36个项目集中在数字文创、智能制造等方向，新能源、医疗器械类占了七成多。"
    found = [e.name for e in extract(text).entities if e.type == "Industry"]
    assert found == ["数字文创", "智能制造", "新能源", "医疗器械"]
