"""``zhunsheng guide``: the service guide of an item, or of every item of a workspace."""

from __future__ import annotations

from datetime import date

from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "guide",
    T("服务指南：谁能办、能得到什么、要带什么、多久、去哪里"),
    Argument(
        ["target"], type=PathWord(), metavar="REF|DIR",
        words=T("事项的引用（如 standards/yuexiu#elder_health），或工作区文件夹"),
    ),
    Option(["--out"], type=PathWord(), metavar="FILE|DIR", words=T("写到这里；工作区写到文件夹里，每个事项一份")),
    Option(["--as", "kind"], type=Choice(("pdf", "docx", "html", "md")), words=T("文件的种类；默认按 --out 的后缀，否则 pdf")),
    Option(["--large"], is_flag=True, words=T("大字版，给年长的读者")),
    Option(["--site"], metavar="URL", words=T("二维码通向的网站地址；默认用工作区自己的")),
    Option(["--on"], type=DayType(), words=T("写哪一天有效的规定；默认今天")),
    story=T("由标准生成，不增加任何条件、材料、费用或到场。\n不写 --out 时，把一个事项的指南显示在屏幕上。"),
    examples=(
        "zhunsheng guide standards/yuexiu#elder_health",
        "zhunsheng guide standards/yuexiu#longevity_allowance --large --out longevity.pdf",
        "zhunsheng guide standards/yuexiu --out guides",
    ),
)  # fmt: skip
def command(
    session: Session, target: str, out: str | None, kind: str | None, large: bool, site: str | None, on: date | None
) -> int:
    """Write the guides; exit code 1 when one could not be made or a standard could not be read."""
    from zhunsheng.cli.documents import Job, check_address
    from zhunsheng.cli.producing import produce, targeted
    from zhunsheng.publish.guide import service_guide

    day = on or today()
    check_address(site)
    library, items, single = targeted(target)
    suffix = (".large" if large else "") + ("" if session.language == "zh" else f".{session.language}")

    def job(item: str) -> Job:
        return Job(
            item + suffix,
            lambda: service_guide(library, item, day, session.language, size="large" if large else "normal", site=site),
        )

    return produce(session, "guide", library, [job(item) for item in items], single, out, kind, T("做服务指南"))
