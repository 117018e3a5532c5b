"""``zhunsheng schema``: the JSON Schema of every kind of file, for editors that complete and check as one types."""

from __future__ import annotations

from pathlib import Path

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, Option, PathWord, verb
from zhunsheng.cli.session import Session, write
from zhunsheng.standard.wording import T

#: The kinds of file, as `standard.schema.MODELS` names them (a test compares the two).
KINDS = ("standard", "cases", "workspace", "facts", "framework", "record", "organisation", "register", "calendar")


@verb(
    "schema",
    T("给编辑器用的 JSON Schema"),
    Argument(["kind"], required=False, type=Choice(KINDS), metavar="KIND", words=T("哪一种文件；不写则列出全部种类")),
    Option(
        ["--out"],
        type=PathWord(),
        metavar="DIR",
        words=T("写进这个文件夹，每种一个 KIND.schema.json；不写 KIND 则写全部"),
    ),
    story=T("编辑器装上 YAML 支持后，指定这些 Schema，就能在输入时补全字段、提示错误。"),
    examples=("zhunsheng schema standard > standard.schema.json", "zhunsheng schema --out .schemas"),
)
def command(session: Session, kind: str | None, out: str | None) -> int:
    """Print one schema, list the kinds, or write files."""
    from zhunsheng.cli.render.blocks import Block, items, line, para
    from zhunsheng.standard.schema import MODELS, schema_text

    if kind is not None and out is None:
        write(schema_text(kind))
        return int(Exit.WELL)
    if out is None:
        blocks: list[Block] = [
            para(session.say(T("文件的种类：{kinds}", kinds=list(MODELS)))),
            para(session.say(T("打印一种：zhunsheng schema standard；全部写出：zhunsheng schema --out 文件夹"))),
        ]
        return session.show("schema", Exit.WELL, {"kinds": list(MODELS)}, blocks)
    folder = Path(out)
    written = [folder / f"{name}.schema.json" for name in ([kind] if kind is not None else MODELS)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in written:
            path.write_text(schema_text(path.name.removesuffix(".schema.json")), encoding="utf-8")
    except OSError as error:
        raise Problem(T("不能写「{path}」：{reason}", path=folder, reason=error.strerror or ""), None) from None
    blocks = [
        para(session.say(T("写好了 {n} 个文件：", n=len(written)))),
        items(line(str(path)) for path in written),
    ]
    return session.show("schema", Exit.WELL, {"files": [str(path) for path in written]}, blocks)
