"""Lines that a web site or a printer puts around a text and that say nothing of its own.

Told by what such lines have in common, never by the names of sites: they are short, stand alone, and offer something
to click, name the staff, claim rights, or count pages. A sentence of a report is longer, or ends like one.
"""

from __future__ import annotations

import re

_LONGEST = 80
_URL = re.compile(
    r"(?:https?://|www\.)[\w\-./?=&%#:~+@]+|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|gov)\b[\w/.-]*"
)
_BUTTON = (
    r"打印(?:本页|此页|文章)?|关闭(?:本页|窗口|此页)?|收藏(?:本页)?|分享(?:到|至)?|返回(?:顶部|首页|列表)?|回到顶部|"
    r"字[体号]|[大中小]|放大|缩小|纠错|举报|点赞|在看|复制(?:链接|网址)?|下载(?:文档|本文|附件)?|扫一扫|微信|微博|"
    r"QQ(?:空间|好友)?|朋友圈|首页|下一页|上一页|末页|尾页|展开(?:全文)?|收起|查看(?:全文|更多|原文)|阅读全文|阅读原文|登录|注册|"
    r"评论|转发|无障碍|English|繁體|简体"
)
_BUTTONS = re.compile(rf"(?:[\s|｜·:：>»/\[\]【】（）()\-—]|{_BUTTON})+", re.IGNORECASE)
_STAFF = re.compile(
    r"[\[【（(]?\s*(?:(?:责任|执行|网络|本期|值班|栏目|文字|美术)?编\s?辑|责\s?编|校\s?对|排\s?版|编\s?审|监\s?制|[初复终]\s?审|"
    r"审\s?核|录\s?入|发布(?:人|者)|信息员)\s*[:：]\s*[^。！？]{0,40}"
)
_SOURCE = re.compile(
    r"[\[【（(*※]*\s*(?:(?:本文|文章|稿件|内容|资料|素材|图片|原文)(?:来源|出处|链接|地址|网址)|转载自|转自|摘自网络|来源网络)"
    r"\s*(?:于|自)?\s*[:：]?[^。]{0,50}。?"
)
_OFFER = re.compile(
    r"更多[^。；、]{0,16}(?:敬请|请|欢迎|尽在|点击|访问|登录)|"
    r"(?:点击|点此|请到|长按|扫描|扫码|识别)[^，。；]{0,12}(?:下载|查看|进入|阅读|原文|二维码|链接|关注|全文)|"
    r"(?:关注|搜索)[^，。；]{0,12}(?:公众号|微信号|官网|视频号|小程序)[^，。；]{0,12}(?:获取|了解|查看|领取|更多|！|!|$)|"
    r"(?:本文|本站|文档|范文|资料|内容|网站)[^，。；]{0,16}(?:由[^，。；]{1,20}(?:整理|收集|提供|上传|发布|编辑)|仅供(?:参考|学习))|"
    r"^(?:相关|推荐|延伸|拓展|热门|精彩|更多)(?:阅读|文章|范文|链接|新闻|推荐|资讯)|"
    r"^(?:猜你喜欢|大家都在看|你可能(?:还)?(?:喜欢|感兴趣)|为您推荐|上一[篇条]|下一[篇条])|"
    r"^[您你]?(?:现在|目前|当前)?(?:的|所在)?(?:位置|栏目)\s*[:：]|"
    r"(?:阅读|浏览|点击|访问|下载)(?:次数|量|数|人次)?\s*[:：]\s*\d|"
    r"(?:^|\s)(?:分享到|字号|字体)\s*[:：]"
)
_RIGHTS = re.compile(
    r"(?:(?:本文|本站|本网|文章)(?:所有|全部)?)?版权(?:声明|所有|归)|未经[^，。；]{0,12}(?:授权|许可|同意|允许)[^。]{0,16}(?:转载|使用|不得|复制)|"
    r"免责声明|(?:如有|若有|如涉及?|涉嫌)(?:侵权|版权)|Copyright|©|ICP备|公安网备|网安备|ICP证"
)
_PAGE = re.compile(
    r"[-—–－]+\s*\d{1,4}\s*[-—–－]+|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|共\s*\d{1,4}\s*页\s*第\s*\d{1,4}\s*页|"
    r"page\s*\d{1,4}\s*(?:of|/)\s*\d{1,4}",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COOKIES = re.compile(r"\bcookies?\b", re.IGNORECASE)


def is_page_number(line: str) -> bool:
    """`- 3 -`, 第3页 共10页; a bare number may belong to the text and is none."""
    return _PAGE.fullmatch(line.strip()) is not None


def is_site_furniture(line: str, *, signatures: bool = True) -> bool:
    """Whether a line that stands alone is an advertisement, a button, a credit or a notice of rights.

    Without `signatures`, who wrote, edited or checked the text (责任编辑：某某) is part of it: bulletins end so.
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    if _BUTTONS.fullmatch(line) and re.search(_BUTTON, line) and (len(line) > 1 or not _CHINESE.match(line)):
        return True
    if (signatures and _STAFF.fullmatch(line)) or _SOURCE.fullmatch(line) or _is_address(line):
        return True
    # A sentence may speak of such things (群众扫描二维码…。): only one that begins with them offers them.
    latest = 0 if line.endswith("。") else len(line)
    return any(match and match.start() <= latest for match in (p.search(line) for p in (_OFFER, _RIGHTS, _COOKIES)))


def _is_address(line: str) -> bool:
    """A web address with few words beside it; an e-mail address in a sentence is left alone."""
    return _URL.search(line) is not None and len(_CHINESE.findall(_URL.sub("", line))) < 12
