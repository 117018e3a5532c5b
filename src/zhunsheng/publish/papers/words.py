"""Words of the papers: states of a register, kinds of text and of clauses, aspects, and the names that data may use."""

from __future__ import annotations

from zhunsheng.standard.wording import T, Text

STATUS: dict[str, Text] = {
    "in_force": T("现行"),
    "replaced": T("已被代替"),
    "withdrawn": T("已废止"),
    "not_checked": T("未核"),
}
UNREGISTERED = T("未登记")
TEXT_KINDS: dict[str, Text] = {
    "specification": T("规范"),
    "procedure": T("规程"),
    "guideline": T("指南"),
    "evaluation": T("评价"),
}
NEEDS: dict[str, Text] = {"required": T("必要"), "optional": T("非必要"), "deferred": T("容缺后补")}
ASPECTS: dict[str, Text] = {
    "object": T("服务对象"),
    "content": T("服务内容"),
    "level": T("服务标准"),
    "time": T("流程时限"),
    "burden": T("材料收费"),
}
CLAUSE_KINDS: dict[str, Text] = {
    "clause": T("条款"),
    "note": T("注"),
    "example": T("示例"),
    "footnote": T("脚注"),
    "annex_normative": T("规范性附录"),
    "annex_informative": T("资料性附录"),
}

#: What a Chinese name in a data file or at the head of a column means.
DATA_NAMES: dict[str, str] = {
    "序号": "number", "章条": "clause", "条款": "clause", "章条编号": "clause", "条款号": "clause",
    "原文": "original", "原文内容": "original", "建议": "proposal", "意见": "proposal", "修改建议": "proposal",
    "意见内容": "proposal", "意见或建议": "proposal", "提出单位": "proposer", "意见提出单位": "proposer",
    "单位": "proposer", "处理": "handling", "处理意见": "handling", "理由": "reason", "处理理由": "reason",
    "回函": "replied",
    "日期": "on", "岗位": "post", "标准内容": "content", "条款内容": "content", "是否符合": "conforms",
    "符合情况": "conforms", "问题": "problem", "存在问题": "problem", "原因": "cause", "原因分析": "cause",
    "措施": "measure", "改进措施": "measure", "责任人": "owner", "验证": "verified", "验证结果": "verified",
    "意见表": "comments", "记录表": "checks", "发函数": "sent", "回函数": "replied",
    "任务来源": "task_source", "起草人": "drafters", "编制过程": "process", "阶段": "stage", "内容": "what",
    "编制原则": "principles", "主要依据": "basis", "与法律法规的关系": "law", "主要差异": "differences", "重大分歧意见": "disagreements",
    "专利": "patents", "实施建议": "measures", "过渡办法": "transition", "废止建议": "withdrawal",
    "其他事项": "others", "联系人": "contact", "电话": "phone", "实施情况": "implementation",
    "适用性": "suitability", "协调性": "coordination", "结论": "conclusion", "复审方式": "method",
    "主送": "addressee", "文号": "document", "附件": "annexes", "实施部门": "unit",
    "记录时段": "period", "记录人": "recorder",
}  # fmt: skip
#: Columns of the table of comments and of the implementation record.
COMMENT_FIELDS = ("number", "clause", "original", "proposal", "proposer", "handling", "reason")
CHECK_FIELDS = (
    "on", "post", "clause", "content", "conforms", "problem", "cause", "measure", "owner", "verified",
)  # fmt: skip
