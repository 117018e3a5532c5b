"""``zhunsheng new``: a workspace or a standard to start from, which passes every check as it stands."""

from __future__ import annotations

import os
from pathlib import Path

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T


@verb(
    "new",
    T("新建工作区或标准，直接能通过检查"),
    Argument(
        ["kind"], type=Choice(("workspace", "standard")), metavar="KIND", words=T("workspace 工作区，standard 标准")
    ),
    Argument(
        ["path"],
        type=PathWord(),
        metavar="PATH",
        words=T("工作区是还没有的文件夹；标准是工作区 standards/ 下还没有的 .yaml 文件"),
    ),
    Option(["--id", "name"], metavar="ID", words=T("工作区的代号；默认用文件夹名")),
    Option(["--title"], metavar="TEXT", words=T("名称")),
    Option(["--jurisdiction"], metavar="CODE", words=T("行政区划代码，六位数字；默认 000000")),
    Option(["--upstream"], type=PathWord(), metavar="DIR", words=T("上位标准的工作区；事实表由它而来")),
    Option(["--overlays"], metavar="REF", words=T("标准照这个上位事项来写，如 cn/2023#dibao")),
    examples=(
        "zhunsheng new workspace my-district",
        "zhunsheng new workspace my-district --upstream standards/cn/2023 --jurisdiction 440104",
        "zhunsheng new standard my-district/standards/meals.yaml --title 老年助餐",
    ),
)
def command(
    session: Session,
    kind: str,
    path: str,
    name: str | None,
    title: str | None,
    jurisdiction: str | None,
    upstream: str | None,
    overlays: str | None,
) -> int:
    """Write the files and say what to run next."""
    from zhunsheng.cli.render.blocks import Block, Span, items, line, para

    if kind == "workspace":
        if overlays is not None:
            raise Problem(T("--overlays 只用于新建标准"), None)
        root, files = _workspace(session, path, name, title, jurisdiction or "000000", upstream)
    else:
        if upstream is not None or name is not None or jurisdiction is not None:
            raise Problem(T("--upstream、--id、--jurisdiction 只用于新建工作区"), None)
        root, files = _standard(session, path, title, overlays)
    written = _write(files)
    blocks: list[Block] = [para(Span(session.say(T("写好了 {n} 个文件：", n=len(written))), "good"))]
    blocks.append(items(line(str(file)) for file in written))
    verbs = ("check", "test", "floor") if kind == "standard" or upstream is not None else ("check", "test")
    blocks.append(para(session.say(T("接下来："))))
    blocks.append(items(line(Span(f"zhunsheng {one} {root}", "strong")) for one in verbs))
    data = {"kind": kind, "workspace": str(root), "files": [str(file) for file in written]}
    return session.show("new", Exit.WELL, data, blocks)


def _workspace(
    session: Session, path: str, name: str | None, title: str | None, jurisdiction: str, upstream: str | None
) -> tuple[Path, dict[Path, str]]:
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.scaffold import is_id, workspace_files

    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Problem(T("「{path}」已经有内容，不会覆盖", path=path), T("请换一个还没有的文件夹"))
    identity = name or folder.resolve().name.lower()
    if not is_id(identity):
        advice = T("用小写英文字母、数字和 -，以字母开头，例如 --id my-district")
        raise Problem(T("「{id}」不能作工作区的代号", id=identity[:40]), advice)
    if not (jurisdiction.isascii() and jurisdiction.isdigit() and len(jurisdiction) == 6):
        raise Problem(T("行政区划代码应是六位数字，不是「{code}」", code=jurisdiction[:20]), None)
    above = None
    if upstream is not None:
        library = open_folder(upstream).library
        above = (library.id, Path(upstream))
    files = workspace_files(folder, identity, title or identity, jurisdiction, above, today(), session.language)
    return folder, {folder / relative: text for relative, text in files.items()}


def _standard(session: Session, path: str, title: str | None, overlays: str | None) -> tuple[Path, dict[Path, str]]:
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.scaffold import item_name, standard_text
    from zhunsheng.standard.workspace import workspace_folder

    file = Path(path)
    if os.path.lexists(file):
        raise Problem(T("「{path}」已经有了，不会覆盖", path=path), T("请换一个还没有的文件名"))
    folder = workspace_folder(file)
    if folder is None:
        raise Problem(T("「{path}」不在任何工作区里", path=path), T("新建一个：zhunsheng new workspace 文件夹"))
    inside = Path(os.path.relpath(file.absolute(), folder.absolute())).as_posix()
    if not inside.startswith("standards/") or file.suffix != ".yaml" or file.name.endswith(".cases.yaml"):
        raise Problem(T("标准要放在工作区的 standards/ 下，文件名以 .yaml 结尾，不是「{path}」", path=inside), None)
    library = open_folder(str(folder)).library
    item = item_name(file.stem)
    if overlays is not None:
        item = overlays.rpartition("#")[2]
        if library.workspace.find(overlays) is None:
            raise Problem(
                T("上位标准里没有事项「{ref}」", ref=overlays), T("写法：工作区代号#事项，例如 cn/2023#dibao")
            )
    if item in library.ids():
        raise Problem(T("工作区里已经有事项「{item}」", item=item), T("请换一个文件名"))
    facts = library.book.facts
    if overlays is None and not ({"age", "usual_resident"} <= facts.keys()):
        advice = T("请用 --overlays 照一个上位事项来写，或在 facts.yaml 里声明 age 和 usual_resident")
        raise Problem(T("示例规则要用的事实 age、usual_resident 没有声明"), advice)
    jurisdiction = library.workspace.manifest.jurisdiction
    text = standard_text(title or file.stem, item, jurisdiction, overlays, today(), session.language)
    domains = library.workspace.manifest.domains
    text = text.replace("domain: example\n", f"domain: {domains[0].id}\n" if domains else "", 1)
    return folder, {file: text}


def _write(files: dict[Path, str]) -> list[Path]:
    """Write new files, never over old ones.  Raises Problem when the system refuses."""
    for file, text in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            raise Problem(T("不能写「{path}」：{reason}", path=file, reason=error.strerror or ""), None) from None
    return list(files)
