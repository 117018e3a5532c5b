"""``zhunsheng print``: a standard in the form of GB/T 1.1—2020, or a paper of its drafting process."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import Language, T

if TYPE_CHECKING:
    from zhunsheng.cli.documents import Job
    from zhunsheng.cli.opening import Opened
    from zhunsheng.standard.document import Standard
    from zhunsheng.standard.load import Loaded


@verb(
    "print",
    T("印标准：按 GB/T 1.1—2020 的格式排出标准文本，或填写编制过程的文书"),
    Argument(
        ["target"], type=PathWord(), metavar="FILE|REF|DIR",
        words=T("标准文件、事项的引用（如 standards/yuexiu#elder_health，印它所在的标准），或工作区文件夹"),
    ),
    Option(["--out"], type=PathWord(), metavar="FILE|DIR", words=T("写到这里；工作区写到文件夹里，每个标准一份")),
    Option(["--as", "kind"], type=Choice(("pdf", "docx", "html", "md")), words=T("文件的种类；默认按 --out 的后缀，否则 pdf")),
    Option(["--paper"], metavar="NAME", words=T("不印标准，印这种文书，如 compilation-note；名称见 --papers")),
    Option(["--papers"], is_flag=True, words=T("列出有哪些文书，模板各来自哪里")),
    Option(["--data"], type=PathWord(), metavar="FILE", words=T("文书里只有人知道的内容：CSV 表格（如征求来的意见）或 YAML 文件")),
    Option(["--on"], type=DayType(), words=T("文书写哪一天的情况；默认今天")),
    story=T(
        "标准文本由标准文件生成：封面、目次、前言、条文、附录、参考文献，一字不增。"
        "不是正式文本的，封面和每一页都写明。\n不写 --out 时，把一个标准显示在屏幕上。"
    ),
    examples=(
        "zhunsheng print standards/yuexiu#elder_health --out elder-health.docx",
        "zhunsheng print standards/yuexiu --as docx --out printed",
        "zhunsheng print standards/yuexiu#elder_health --paper compilation-note --out note.docx",
    ),
)  # fmt: skip
def command(
    session: Session,
    target: str,
    out: str | None,
    kind: str | None,
    paper: str | None,
    papers: bool,
    data: str | None,
    on: date | None,
) -> int:
    """Write standards or papers; exit code 1 when one could not be made or a file could not be read."""
    from zhunsheng.cli.papers import list_papers, print_paper

    if papers:
        return list_papers(session, _home(target))
    if paper is not None:
        return print_paper(session, _file(target), paper, on or today(), data=data, out=out, kind=kind)
    if data is not None or on is not None:
        raise Problem(T("--data 和 --on 只用于文书"), T("用 --paper 写明哪一种文书；名称见 --papers"))
    return _standards(session, _file(target), out, kind)


def _home(target: str) -> str:
    """The part of a reference before its item."""
    return target.rpartition("#")[0] or target


def _file(target: str) -> str:
    """The path that a target means: of an item that of its standard.  Raises Problem for an unknown one."""
    if "#" not in target:
        return target
    from zhunsheng.cli.naming import named_services

    library, services = named_services(target)
    home = library if services[0].workspace == library.id else library.above(services[0].workspace)
    return home.workspace.own(services[0].id)[1].path


def _standards(session: Session, target: str, out: str | None, kind: str | None) -> int:
    from zhunsheng.cli.opening import open_path
    from zhunsheng.cli.producing import produce
    from zhunsheng.cli.refusal import refuse

    opened = open_path(target)
    if opened.workspace.manifest_file.model is None:
        return refuse(session, "print", opened.workspace.manifest_file.findings)
    if opened.file is None:
        found = [one for one in opened.workspace.files.values() if one.model is not None and one.model.clauses]
        if not found and opened.workspace.files and not opened.unreadable():
            raise Problem(T("「{path}」里的文件都没有条文，没有可印的标准文本", path=target), None)
        jobs = [_job(session.language, opened, one, one.model) for one in found if one.model is not None]
        return produce(session, "print", opened.library, jobs, False, out, kind, T("印标准"))
    loaded = opened.workspace.files.get(opened.file)
    if loaded is None:
        raise Problem(T("「{file}」不是标准文件", file=opened.file), None)
    if loaded.model is None:
        return refuse(session, "print", loaded.findings)
    if not loaded.model.clauses:
        raise Problem(
            T("「{file}」没有条文，没有可印的标准文本", file=opened.file),
            T("它的服务事项可用 zhunsheng guide 写成服务指南"),
            Exit.USAGE,
        )
    job = _job(session.language, opened, loaded, loaded.model)
    return produce(session, "print", opened.library, [job], True, out, kind, T("印标准"))


def _job(language: Language, opened: Opened, loaded: Loaded[Standard], standard: Standard) -> Job:
    from functools import partial

    from zhunsheng.cli.documents import Job
    from zhunsheng.publish.printed import printed_standard

    return Job(_name(loaded.path, language), partial(printed_standard, standard, opened.workspace, language))


def _name(path: str, language: Language) -> str:
    """``assistance-04-disability-allowances.en``: unique within a workspace, where two folders may hold one name."""
    inside = Path(path).with_suffix("").parts
    start = len(inside) - inside[::-1].index("standards") if "standards" in inside else len(inside) - 1
    return "-".join(inside[start:]) + ("" if language == "zh" else f".{language}")
