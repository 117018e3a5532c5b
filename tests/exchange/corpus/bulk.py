"""Long documents made by the hundred, for measuring speed: 20 pages, 120 clauses, 20 tables, all different.

The words are put together from stock sentences with a seed, so that every run measures the same files.  Written as text
of WordprocessingML, not through python-docx, which would take longer than reading them.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from tests.exchange.corpus.numbering import CLAUSES, Level
from tests.exchange.corpus.paper import Paper

CHAPTERS, CLAUSES_EACH = 10, 11  # 10 titles and 110 clauses
_SERVICES = (
    "助餐",
    "助浴",
    "康复",
    "托育",
    "阅览",
    "就业援助",
    "法律咨询",
    "健康管理",
    "巡访",
    "文体活动",
    "租房补贴",
    "入学登记",
)
_BODIES = ("街道公共服务办公室", "社区服务站", "区民政部门", "服务机构", "责任医师", "窗口受理岗", "审核岗")
_PEOPLE = ("老年人", "残疾人", "失业人员", "儿童", "孕产妇", "退役军人", "低保家庭成员")
_TITLES = (
    "服务对象",
    "服务内容",
    "申请与受理",
    "审核与确认",
    "服务要求",
    "人员",
    "场所与设施",
    "安全",
    "费用与补贴",
    "监督与改进",
)
_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
_HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_TAIL = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>'
#: Sentences: {n} a number, {m} a second one, {body}, {people}, {service}.
_SENTENCES = (
    "{body}应在收到申请后{n}个工作日内完成核查，情况复杂的可延长{m}个工作日，并书面告知申请人延长的理由。",
    "{service}服务面向{age}周岁及以上{people}，不应附加与服务无关的条件，也不应以户籍为由拒绝提供服务。",
    "{body}每年对{service}服务至少检查{n}次，检查结果应向社会公布，发现的问题应逐项登记并跟踪到解决为止。",
    "补贴标准为每人每月{money}元，由区财政承担{share}%，其余由街道承担，按月通过银行发放到本人账户。",
    "投诉应在{n}个工作日内答复，答复率不低于{share}%；对答复不满意的，可向上一级管理部门申请复核。",
    "场所的通道、出入口和卫生间应便于{people}使用，标识应清楚、连续，灯光和噪声不应影响正常活动。",
    "工作人员应经培训合格后上岗，着装整洁，用语文明，对{people}的询问应耐心解答，不应推诿。",
    "每季度应组织一次由{people}参加的座谈，听取对{service}服务的意见，形成记录，作为改进的依据。",
    "遇有突发情况的，{body}应在{m}分钟内到场处置，在{n}小时内报告，并在事后分析原因、完善预案。",
)


def _number(rng: random.Random) -> Callable[[], dict[str, object]]:
    return lambda: {
        "n": rng.randint(2, 20), "m": rng.randint(3, 30), "age": rng.choice((55, 60, 65, 70, 75, 80)),
        "money": rng.randrange(50, 3000, 10), "share": rng.randint(60, 99), "body": rng.choice(_BODIES),
        "people": rng.choice(_PEOPLE), "service": rng.choice(_SERVICES),
    }  # fmt: skip


def _p(text: str, style: str = "") -> str:
    held = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else '<w:pPr><w:spacing w:line="420"/></w:pPr>'
    half = len(text) // 2  # Word cuts a paragraph into several runs wherever it was edited
    runs = "".join(
        f'<w:r><w:rPr><w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
        for part in (text[:half], text[half:])
        if part
    )
    return f"<w:p>{held}{runs}</w:p>"


def _table(rng: random.Random) -> str:
    rows = [("序号", "环节", "岗位", "时限", "材料")]
    rows += [
        (str(i), rng.choice(("受理", "核查", "评估", "公示", "发放")), rng.choice(_BODIES), f"{rng.randint(1, 15)}个工作日",
         rng.choice(("居民身份证", "申请表", "户口簿", "评估报告", "委托书")))
        for i in range(1, rng.randint(5, 9))
    ]  # fmt: skip
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * 5}</w:tblGrid>{cells}</w:tbl>"


def _blocks(seed: int) -> Iterator[str]:
    rng = random.Random(seed)
    values = _number(rng)
    form = ("styles", "typed", "full-width", "articles")[seed % 4]
    service = rng.choice(_SERVICES)
    yield _p(f"Q/YSBZ {seed // 100 + 1}.{seed % 100 + 1:03}—{rng.randint(2018, 2023)}")
    yield _p(f"{service}服务规范（第{seed}号演示文件）")
    yield _p(f"2022-{rng.randint(1, 6):02}-01发布  2022-{rng.randint(7, 12):02}-01实施")
    yield _p("云杉区标准化演示编制组  发布")
    count = 0
    for chapter, title in enumerate(_TITLES[:CHAPTERS], 1):
        yield _chapter(form, chapter, title)
        for clause in range(1, CLAUSES_EACH + 1):
            count += 1
            text = rng.choice(_SENTENCES).format(**values()) + rng.choice(_SENTENCES).format(**values())
            yield _clause(form, chapter, clause, count, text)
            if clause in (4, 9):
                yield _table(rng)


def _chapter(form: str, chapter: int, title: str) -> str:
    if form == "styles":
        return _p(title, "Heading1")
    if form == "articles":
        return _p(f"第{'一二三四五六七八九十'[chapter - 1]}章  {title}")
    return _p((f"{chapter}　{title}").translate(_FULL) if form == "full-width" else f"{chapter} {title}")


def _clause(form: str, chapter: int, clause: int, count: int, text: str) -> str:
    if form == "styles":
        return _p(text, "Heading2")
    if form == "articles":
        return _p(f"第{count}条  {text}")
    label = f"{chapter}.{clause}"
    return _p(f"{label.translate(_FULL)}　{text.translate(_FULL)}" if form == "full-width" else f"{label} {text}")


def _template() -> dict[str, bytes]:
    """The parts of a package with numbered heading styles, as python-docx writes them."""
    paper = Paper()
    number = paper.numbering.add(
        [Level(level.text, style=f"Heading{depth}") for depth, level in enumerate(CLAUSES[:2], 1)]
    )
    paper.tie("Heading 1", number, 0)
    paper.tie("Heading 2", number, 1)
    held = io.BytesIO()
    paper.save(held)
    with zipfile.ZipFile(held) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_many(folder: Path, number: int) -> list[Path]:
    """Write `number` documents to the folder; each has its own words, and one of four forms of numbering."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = _template()
    paths = []
    for seed in range(number):
        path = folder / f"{seed + 1:03}-服务规范.docx"
        parts["word/document.xml"] = (_HEAD + "".join(_blocks(seed)) + _TAIL).encode()
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        paths.append(path)
    return paths
