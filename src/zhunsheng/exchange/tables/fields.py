"""What columns can mean: every field of a detail table and of an item list, with the names that people give it.

Sources: GB/T 13016—2018 (detail table of a standards system), GB/T 39554.1 and .2—2020 (elements of service items and
their implementation lists), the five columns of the national catalogue of basic public services; the other names are
those that districts use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhunsheng.standard.wording import T, Text

#: framework: a detail table.  items: a list of service items, with or without rows of materials.
TableKind = Literal["framework", "items"]
TABLE_KINDS: dict[TableKind, Text] = {"framework": T("体系明细表"), "items": T("事项清单")}


@dataclass(frozen=True)
class Field:
    """A field: its name for ``--column``, what people call it, the headers that mean it.

    test: what its cells look like, a name in `content`.  alone: whether the cells alone give it away.  mark: whether
    it tells one kind of table from the other.  many: whether several columns may mean it.
    """

    name: str
    label: Text
    heads: tuple[str, ...]
    test: str = ""
    alone: bool = False
    mark: bool = False
    many: bool = False


def _field(
    name: str, label: Text, heads: str, test: str = "", *, alone: bool = False, mark: bool = False, many: bool = False
) -> Field:
    return Field(name, label, tuple(heads.split()), test, alone, mark, many)


FRAMEWORK: tuple[Field, ...] = (
    _field("order", T("序号"), "序号 顺序号 no. no 行号", "count"),
    _field(
        "number", T("体系编号"),
        "体系编号 体系编码 体系代码 体系号 标准体系编号 标准体系代码 标准体系编码 体系表编号 标准体系表编号 体系位置编号 "
        "分类编号 分类代码 编号 系统编号 systemnumber number 体系内编号",
        "number", alone=True, mark=True,
    ),
    _field(
        "code", T("标准号"),
        "标准号 标准编号 标准代号 标准代码 标准号及年代号 标准编号及年号 现行标准号 国标号 标准文号 标准号文号 标准代号和编号 文号 文件号 文件编号 标准文件编号 code "
        "standardcode standardnumber",
        "code", alone=True, mark=True,
    ),
    _field(
        "title", T("标准名称"),
        "标准名称 标准中文名称 中文名称 名称 标准文件名称 文件名称 标准题目 标准项目名称 拟制定标准名称 拟定标准名称 标准规范名称 标准制度名称 标准题名 title name",
        "title", mark=True,
    ),
    _field("title_en", T("英文名称"), "英文名称 标准英文名称 外文名称 英文标准名称 englishtitle titleinenglish", "latin"),
    _field(
        "level", T("级别"), "级别 标准级别 标准层级 层级 宜定级别 拟定级别 标准层次 标准等级 适用级别 level", "level", alone=True,
        mark=True,
    ),
    _field("nature", T("标准性质"), "标准性质 性质 约束力 强制推荐 强制性推荐性 标准属性 属性", "nature", alone=True),
    _field(
        "domain", T("领域"), "领域 服务领域 所属领域 领域名称 专业领域 domain", "domain", alone=True,
    ),
    _field(
        "category", T("类别"), "类别 标准类别 标准分类 分类 类型 标准类型 标准种类 category", "category", alone=True,
    ),
    _field(
        "subsystem", T("子体系"),
        "子体系 子体系名称 所属子体系 分体系 分体系名称 体系类目 类目 所属体系 体系名称 子体系编号及名称 subsystem 体系位置",
        many=True, mark=True,
    ),
    _field("issued", T("发布日期"), "发布日期 发布时间 批准日期 颁布日期 批准发布日期 印发日期 issued", "day"),
    _field("effective", T("实施日期"), "实施日期 实施时间 施行日期 生效日期 执行日期 effective", "day", mark=True),
    _field(
        "adopted", T("采用关系"), "采用关系 采标情况 采用国际标准 采用程度 采用标准号 采用国际标准程度及标准号 采标号 采用国际国外标准程度 国际国外标准号及采用关系 是否采标",
        mark=True,
    ),
    _field(
        "replaces", T("代替"), "代替 代替标准 代替标准号 被代替标准号 代替作废 代替或作废 替代标准 作废 代替情况 替代关系 被替代标准号 "
        "代替标准编号 replaces",
        mark=True,
    ),
    _field("responsible", T("归口部门"), "归口部门 归口单位 归口 归口管理部门 主管部门 责任部门 牵头部门 牵头单位 责任单位 管理部门 提出单位 responsiblebody"),
    _field("implementing", T("实施部门"), "实施部门 实施单位 执行部门 使用部门 适用部门 应用单位 使用单位 执行单位 implementingbodies"),
    _field("drafted_by", T("起草单位"), "起草单位 编制单位 制定单位 主要起草单位 编写部门 编制部门 编写单位 起草部门"),
    _field(
        "status", T("状态"), "状态 标准状态 标准状况 编制状态 现行状态 标准现状 有效性 制修订状态 实施状态 state status 制定状态 编制情况",
        "status", alone=True, mark=True,
    ),
    _field("standing", T("效力"), "效力 效力状态 时效性 有效状态 standing validity inforce", "status"),
    _field("issuer", T("发布单位"), "发布单位 颁布单位 发布部门 批准部门 发布机构 批准单位"),
    _field("scope", T("适用范围"), "适用范围 标准简介 主要内容 范围"),
    _field("urgency", T("缓急"), "缓急 轻重缓急 紧急程度 优先级 缓急程度 制定缓急"),
    _field("planned", T("计划完成时间"), "计划完成时间 完成时间 拟编制时间 完成时限 计划时间 拟完成时间 计划制定时间 制定计划"),
    _field("items", T("对应事项"), "对应事项 服务事项 适用事项 对应服务事项 关联事项 涉及事项 所属事项 items serviceitems"),
    _field("post", T("岗位"), "岗位 对应岗位 工作岗位 适用岗位 岗位名称 post"),
    _field("count", T("项数"), "项数 数量 标准数量 条数 标准数 count places", "count"),
    _field("reason", T("原因"), "原因 空缺原因 缺失原因 未制定原因 说明 情况说明 reason explanation"),
    _field("reason_en", T("英文原因"), "英文原因 英文说明 englishreason reasoninenglish", "latin"),
    _field("replaced_by", T("被代替"), "被代替 被替代 代替它的标准 replacedby"),
    _field("upstream", T("上级要求"), "上级要求 上位标准 依据的上级标准 upstream requirementsabove"),
    _field("references", T("规范性引用"), "规范性引用 规范性引用文件 引用标准 引用文件 normativereferences"),
    _field("item_names", T("事项全称"), "事项全称 itemtitles titlesofitems"),
    _field("origin", T("出处"), "出处 来源 资料来源 origin source provenance"),
    _field("confidence", T("把握"), "把握 可信程度 confidence"),
    _field("sources", T("出处编号"), "出处编号 来源编号 sources sourceids"),
    _field("box", T("所在的格"), "所在的格 所属格 box"),
    _field("note", T("备注"), "备注 备考 附注 其他 note notes remarks", many=True),
)  # fmt: skip

ITEMS: tuple[Field, ...] = (
    _field("order", T("序号"), "序号 顺序号 no. no 行号", "count"),
    _field("number", T("编号"), "编号 事项编号 项目编号 事项序号 目录编号"),
    _field(
        "title", T("事项名称"),
        "事项名称 服务事项 服务事项名称 服务项目 服务项目名称 项目名称 项目 政务服务事项名称 政务服务事项 子项名称 事项子项名称 业务办理项名称 "
        "业务办理项 实施清单名称 名称 事项 公共服务事项 办理事项 title item",
        "title", mark=True,
    ),
    _field("parent", T("主项名称"), "主项名称 目录名称 事项主项名称 主项 基本目录名称 事项目录名称 权力事项名称", mark=True),
    _field("title_en", T("英文名称"), "英文名称 事项英文名称 englishtitle", "latin"),
    _field("domain", T("领域"), "领域 服务领域 所属领域 领域名称 domain", "domain", alone=True),
    _field("category", T("分类"), "分类 类别 事项类别 服务类别 服务大类 服务小类 事项分类 主题分类 大类 小类 category", many=True),
    _field(
        "base_code", T("基本编码"), "基本编码 事项编码 基本目录编码 事项基本编码 基本目录代码 国家基本编码", "item_code", mark=True,
    ),
    _field("local_base_code", T("地方基本编码"), "地方基本编码 地方编码 本地基本编码 省级编码", "item_code", mark=True),
    _field("implementation_code", T("实施编码"), "实施编码 实施清单编码 事项实施编码 实施目录编码", "item_code", mark=True),
    _field("handling_code", T("业务办理项编码"), "业务办理项编码 办理项编码 办理项代码", "item_code", mark=True),
    _field("version", T("版本"), "版本号 事项版本 版本 事项版本号"),
    _field("item_type", T("事项类型"), "事项类型 权力类型 职权类型 类型 事项性质", mark=True),
    _field("exercise_level", T("行使层级"), "行使层级 办理层级 实施层级 层级", "exercise_level", mark=True),
    _field("power_source", T("权力来源"), "权力来源 职权来源", mark=True),
    _field("legal_basis", T("设定依据"), "设定依据 法律依据 服务依据 政策依据 依据 实施依据 法定依据 事项依据 legalbasis", mark=True),
    _field(
        "agency", T("实施主体"),
        "实施主体 牵头负责单位 实施主体名称 牵头单位 责任单位 实施机关 主管部门 牵头部门 办理机构 负责单位 实施单位 责任部门 办理单位 "
        "实施部门 leadagency",
        mark=True,
    ),
    _field("agency_nature", T("实施主体性质"), "实施主体性质 主体性质"),
    _field("entrusted", T("委托部门"), "委托部门 受委托部门 委托单位 受委托单位"),
    _field("object", T("服务对象"), "服务对象 面向对象 办理对象 申请对象 对象 受益对象 适用对象 保障对象 object eligible", mark=True),
    _field("conditions", T("受理条件"), "受理条件 申请条件 办理条件 申报条件 准入条件 享受条件 准予批准的条件 申领条件", mark=True),
    _field("content", T("服务内容"), "服务内容 内容 保障内容 服务内容及方式 content", mark=True),
    _field("standard", T("服务标准"), "服务标准 保障标准 标准 补贴标准 服务标准及要求 服务要求 发放标准 待遇标准", mark=True),
    _field("funding", T("支出责任"), "支出责任 资金来源 经费来源 资金保障 支出责任划分 经费保障", mark=True),
    _field("quantity", T("数量限制"), "数量限制 有无数量限制 批准数量限制 审批数量限制"),
    _field("statutory", T("法定办结时限"), "法定办结时限 法定时限 法定期限 法定办理时限 法定办结期限 法定 办理时限法定 办结时限法定", "limit", mark=True),
    _field("statutory_unit", T("法定时限单位"), "法定办结时限单位 法定时限单位 法定期限单位", "unit"),
    _field("statutory_note", T("法定时限说明"), "法定办结时限说明 法定时限说明"),
    _field(
        "promise", T("承诺办结时限"),
        "承诺办结时限 承诺时限 承诺期限 承诺办理时限 办理时限 办结时限 办理期限 时限 承诺办结期限 承诺 办理时限承诺 办结时限承诺", "limit", mark=True,
    ),
    _field("promise_unit", T("承诺时限单位"), "承诺办结时限单位 承诺时限单位 承诺期限单位 时限单位 办理时限单位 办结时限单位", "unit"),
    _field("promise_note", T("承诺时限说明"), "承诺办结时限说明 承诺时限说明 办理时限说明"),
    _field(
        "channels", T("办理形式"), "办理形式 办理方式 受理方式 申请方式 办理渠道 申请渠道 申办方式 服务方式 channels", "channels", mark=True,
    ),
    _field("case_type", T("办件类型"), "办件类型 办理类型", "case_type", alone=True, mark=True),
    _field(
        "visits", T("到办事现场次数"),
        "到办事现场次数 到现场次数 到办事现场最多次数 跑动次数 最多跑动次数 现场次数 到办事窗口的最少次数 到办事大厅次数 onsitevisits",
        "count", mark=True,
    ),
    _field("visits_reason", T("到现场原因"), "必须现场办理原因说明 必须到现场办理原因 到现场办理原因 必须现场办理原因 现场办理原因"),
    _field("online_depth", T("网办深度"), "网办深度 网上办理深度 互联网办理深度 网上办事深度", mark=True),
    _field("online_url", T("网办地址"), "网办地址 在线办理地址 网上办理地址 网上办理链接 在线申办地址 办理网址"),
    _field("cross_region", T("通办范围"), "通办范围 跨域通办 是否通办 跨区域通办"),
    _field("appointment", T("预约办理"), "是否支持预约办理 预约办理 是否预约 支持预约", "yes_no"),
    _field("self_service", T("自助办理"), "是否支持自助终端办理 自助办理 自助终端 是否支持自助办理", "yes_no"),
    _field("mail", T("物流快递"), "是否支持物流快递 物流快递 是否支持邮寄 邮寄 是否支持快递", "yes_no"),
    _field("process", T("办理流程"), "办理流程 流程 办事流程 线上办理流程 线下办理流程 服务流程 办理程序 窗口办理流程 网上办理流程", many=True),
    _field("special", T("特别程序"), "特别程序 特殊程序 特殊环节"),
    _field("intermediary", T("中介服务"), "中介服务 涉及中介服务"),
    _field("result", T("办理结果"), "办理结果 结果名称 审批结果名称 结果 办理结果名称 审批结果 证照名称"),
    _field("result_type", T("结果类型"), "审批结果类型 结果类型 办理结果类型"),
    _field("result_sample", T("结果样本"), "结果样本 审批结果样本 结果样例"),
    _field("fee_charged", T("是否收费"), "是否收费", "yes_no", mark=True),
    _field("fee_amount", T("收费标准"), "收费标准 费用 收费 收费情况 收费金额 fee"),
    _field("fee_basis", T("收费依据"), "收费依据"),
    _field("fee_items", T("收费项目"), "收费项目 收费项目名称"),
    _field("online_payment", T("网上支付"), "是否支持网上支付 网上支付 是否网上支付", "yes_no"),
    _field("place", T("办理地点"), "办理地点 办公地址 受理地点 窗口地址 服务地点 地址 办理地址"),
    _field("hours", T("办理时间"), "办理时间 办公时间 服务时间 受理时间"),
    _field("phone", T("咨询电话"), "咨询电话 咨询方式 联系电话 咨询渠道 电话 联系方式", "phone"),
    _field("complaint_phone", T("监督电话"), "监督电话 投诉电话 监督投诉电话 监督投诉方式 投诉渠道 监督渠道 监督方式", "phone", mark=True),
    _field("remedies", T("复议和诉讼"), "行政复议 行政诉讼 行政复议部门 行政诉讼部门 复议和诉讼 救济途径 法律救济", many=True),
    _field("materials", T("申请材料"), "申请材料 申报材料 办理材料 所需材料 材料 材料清单 申请材料清单 提交材料 所需提供资料", mark=True),
    _field("material", T("材料名称"), "材料名称 申请材料名称 申报材料名称", "title", mark=True),
    _field("material_type", T("材料类型"), "材料类型 原件复印件 原件或复印件 材料性质", "material_type", mark=True),
    _field("material_form", T("材料形式"), "材料形式 材料介质 介质要求 纸质电子 材料介质要求", "material_form"),
    _field("copies", T("份数"), "份数 材料份数 原件份数 纸质份数 数量 份数要求 材料数量", "count"),
    _field("paper", T("纸张规格"), "纸张规格 材料规格 规格 纸质材料规格"),
    _field("source", T("来源渠道"), "来源渠道 材料来源 材料来源渠道 来源 材料来源渠道说明", "source", mark=True),
    _field("need", T("材料必要性"), "必要性 材料必要性 是否必要 材料必要性描述 是否必须 必要性及描述", "need", mark=True),
    _field("filling", T("填报须知"), "填报须知 填写说明 填报说明 填写须知"),
    _field("material_basis", T("材料依据"), "材料依据 受理标准 材料设定依据 要求提供材料的依据"),
    _field("blank_form", T("空白表格"), "空白表格 空白表单 空白表格下载"),
    _field("sample", T("示例样表"), "示例样表 样例 样表 材料样本 示例"),
    _field("faq", T("常见问题"), "常见问题 常见问题解答 注意事项 温馨提示", many=True),
    _field("note", T("备注"), "备注 备考 附注 其他 note notes remarks 说明", many=True),
)  # fmt: skip

FIELDS: dict[TableKind, tuple[Field, ...]] = {"framework": FRAMEWORK, "items": ITEMS}
#: Fields of a material, which fill rows of their own below an item.
MATERIAL = frozenset({
    "material", "material_type", "material_form", "copies", "paper", "source", "need", "filling", "material_basis",
    "blank_form", "sample",
})  # fmt: skip
#: A field that only our own workbook has, and those that it works out from others, so that they say nothing new there.
OURS = "item_names"
WORKED_OUT = frozenset({"upstream", "references", "item_names", "box", "implementing"})
#: A column that is set aside on purpose: ``--column 填表人=ignore``.
IGNORE = "ignore"


def field_named(kind: TableKind, name: str) -> Field | None:
    """The field of a kind of table by its name, or by one of its headers."""
    from zhunsheng.exchange.tables.words import squeezed

    plain = squeezed(name)
    return next((one for one in FIELDS[kind] if one.name == plain or plain in one.heads), None)
