"""Words that guides, manuals and printed standards share: channels, forms, levels, how a list is punctuated."""

from __future__ import annotations

from zhunsheng.standard.document import Category, Level, Stage
from zhunsheng.standard.service import Channel
from zhunsheng.standard.wording import T, Text

CHANNELS: dict[Channel, Text] = {
    "window": T("窗口"),
    "online": T("网上"),
    "app": T("手机"),
    "phone": T("电话"),
    "mail": T("邮寄"),
    "home": T("上门"),
    "self_service": T("自助终端"),
    "community": T("社区"),
}
FORMS: dict[str, Text] = {
    "original": T("原件"),
    "copy": T("复印件"),
    "electronic": T("电子件"),
    "shown": T("出示即可，不收取"),
}
CASE_TYPES: dict[str, Text] = {"on_spot": T("即办件"), "promised": T("承诺件")}
ONLINE_DEPTHS: dict[str, Text] = {
    "none": T("不能网上办"),
    "information": T("网上可查办事信息"),
    "pre_check": T("网上预审，现场办结"),
    "full": T("全程网上办"),
}
LEVELS: dict[Level, Text] = {
    "national": T("国家标准"),
    "industry": T("行业标准"),
    "provincial": T("省级地方标准"),
    "city": T("市级地方标准"),
    "group": T("团体标准"),
    "internal": T("内部标准"),
}
CATEGORIES: dict[Category, Text] = {
    "general": T("通用基础标准"),
    "provision": T("服务提供标准"),
    "management": T("管理标准"),
    "post": T("工作岗位标准"),
}
STAGES: dict[Stage, Text] = {
    "preliminary": T("预研"),
    "approval_of_project": T("立项"),
    "drafting": T("起草"),
    "comment": T("征求意见稿"),
    "review": T("送审稿"),
    "approval": T("报批稿"),
    "trial_run": T("试行稿"),
    "publication": T("出版"),
    "published": T("已发布"),
    "systematic_review": T("复审"),
    "withdrawn": T("已废止"),
}
#: The provenance mark beside a title; in brackets: drawn with a dashed outline, not the real thing.
PROVENANCE_MARKS: dict[str, Text] = {
    "official": T("正式文本"),
    "official_facts": T("依正式文件整理"),
    "reported_by_press": T("据媒体报道"),
    "imported": T("导入待核"),
    "illustrative": T("示例内容"),
}
