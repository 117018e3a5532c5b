"""``zhunsheng process``: the process of an item, or of every item of a workspace, as a picture, as BPMN or in sentences."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session, write
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from zhunsheng.cli.documents import Outcome
    from zhunsheng.publish.process import Audience
    from zhunsheng.rule.library import Library

#: What can be written, with the suffix of its files.
KINDS = {"text": ".txt", "svg": ".svg", "bpmn": ".bpmn"}


@verb(
    "process",
    T("流程图：泳道图（SVG）、BPMN 2.0，或一步一句的文字"),
    Argument(
        ["target"], type=PathWord(), metavar="REF|DIR",
        words=T("事项的引用（如 standards/yuexiu#dibao），或工作区文件夹"),
    ),
    Option(["--as", "kind"], type=Choice(tuple(KINDS)), words=T("写成什么；默认按 --out 的后缀，否则 text")),
    Option(["--out"], type=PathWord(), metavar="FILE|DIR", words=T("写到这里；工作区写到文件夹里，每个事项一份")),
    Option(["--audience"], type=Choice(("official", "resident")), default="official",
           words=T("official：全部岗位和环节；resident：办事者看的几步")),
    Option(["--large"], is_flag=True, words=T("大字，给年长的读者")),
    Option(["--on"], type=DayType(), words=T("写哪一天有效的时限；默认今天")),
    story=T("BPMN 与泳道图同一几何，可以在流程引擎里运行：办完一步，用变量 next_step 写明下一步的代号。"),
    examples=(
        "zhunsheng process standards/yuexiu#dibao",
        "zhunsheng process standards/yuexiu#dibao --out dibao.svg",
        "zhunsheng process standards/yuexiu --as bpmn --out processes",
    ),
)  # fmt: skip
def command(
    session: Session, target: str, kind: str | None, out: str | None, audience: Audience, large: bool, on: date | None
) -> int:
    """Write the processes; exit code 1 when one could not be written or a standard could not be read."""
    from zhunsheng.cli.producing import targeted

    library, items, single = targeted(target)
    wanted = _kind(kind, out)
    if wanted == "bpmn" and audience == "resident":
        raise Problem(T("BPMN 总是写全部岗位和环节"), T("去掉 --audience resident，或换成 --as svg"))
    day = on or today()
    maker = _Maker(library, session, day, wanted, audience, large)
    if single:
        return maker.one(items[0], out)
    return maker.many([item for item in items if library.service(item).steps], out)


def _kind(asked: str | None, out: str | None) -> str:
    """What to write: as asked, or by the suffix of `out`.  Raises Problem for an unknown suffix."""
    suffix = "" if out is None else Path(out).suffix.lower()
    if asked is not None:
        return asked
    for kind, known in KINDS.items():
        if suffix == known:
            return kind
    if suffix and out is not None and not Path(out).is_dir():
        raise Problem(T("不会写「{suffix}」文件", suffix=suffix[:20]), T("可以是：{words}", words=list(KINDS.values())))
    return "text" if out is None else "svg"


class _Maker:
    """Makes the files of one call."""

    def __init__(
        self, library: Library, session: Session, day: date, kind: str, audience: Audience, large: bool
    ) -> None:
        self.library, self.session, self.day = library, session, day
        self.kind, self.audience, self.large = kind, audience, large

    def content(self, item: str) -> str:
        """The process of an item in the kind asked for."""
        from zhunsheng.publish.process import bpmn_of, drawing_of, sentences_of

        service, language = self.library.service(item), self.session.language
        if self.kind == "bpmn":
            return bpmn_of(service, self.library, self.day, language)
        if self.kind == "svg":
            return drawing_of(
                service,
                self.library,
                self.day,
                language,
                size="large" if self.large else "normal",
                audience=self.audience,
            )
        return "\n".join(sentences_of(service, self.library, self.day, language, audience=self.audience)) + "\n"

    def name(self, item: str) -> str:
        """The name of an item's file."""
        parts = [item, "resident" if self.audience == "resident" else "", "large" if self.large else ""]
        parts.append("" if self.session.language == "zh" else self.session.language)
        return ".".join(filter(None, parts)) + KINDS[self.kind]

    def one(self, item: str, out: str | None) -> int:
        """The process of one item, on the screen or in a file.  Raises Problem where the standard has none."""
        from zhunsheng.cli.documents import save
        from zhunsheng.cli.render.blocks import para

        if not self.library.service(item).steps:
            raise Problem(T("事项「{item}」没有写办理流程", item=item), T("在标准里写 process，再画图"))
        content = self.content(item)
        if out is None:
            return self._shown(item, content)
        path = Path(out) / self.name(item) if Path(out).is_dir() else Path(out)
        save(path, content.encode())
        said = T("已写：{path}（{size} KB）", path=path, size=-(-len(content.encode()) // 1024))
        data: dict[str, Any] = {"files": [str(path)], "kind": self.kind}
        return self.session.show("process", Exit.WELL, data, [para(self.session.say(said))])

    def _shown(self, item: str, content: str) -> int:
        from zhunsheng.cli.render.blocks import heading, items, line

        lines = content.rstrip("\n").split("\n")
        if self.session.format == "json":
            data: dict[str, Any] = {
                "item": item,
                "kind": self.kind,
                "content": lines if self.kind == "text" else content,
            }
            return self.session.show("process", Exit.WELL, data, [])
        if self.kind == "text":
            title = self.library.service(item).source.title
            head = item if title is None else title.say(self.session.language)
            return self.session.show("process", Exit.WELL, {}, [heading(1, head), items(line(one) for one in lines)])
        write(content)
        return int(Exit.WELL)

    def many(self, items: Sequence[str], out: str | None) -> int:
        """The processes of many items into a folder; one that cannot be written does not stop the others."""
        from zhunsheng.cli.opening import Opened
        from zhunsheng.cli.producing import told
        from zhunsheng.cli.progress import Progress

        opened = Opened(self.library)
        if not items and not opened.unreadable():
            raise Problem(T("这里没有写了办理流程的事项"), None)
        if out is None:
            raise Problem(T("要写 {n} 份，请用 --out 写明放到哪个文件夹", n=len(items)), None)
        if Path(out).is_file():
            raise Problem(T("「{path}」是文件，这里要文件夹", path=out), None)
        started = perf_counter()
        outcomes = []
        with Progress(self.session.say(T("画流程图"))) as progress:
            for index, item in enumerate(items, 1):
                outcomes.append(self._written(item, Path(out)))
                progress(index, len(items))
        return told(self.session, "process", outcomes, opened.unreadable(), out, perf_counter() - started)

    def _written(self, item: str, folder: Path) -> Outcome:
        from zhunsheng.cli.documents import Outcome, save

        path = folder / self.name(item)
        trouble: Text
        try:
            save(path, self.content(item).encode())
        except Problem as problem:
            trouble = problem.message
        except Exception as error:  # our own mistake with one item must not cost the others
            trouble = T("{error}", error=f"{type(error).__name__}: {error}"[:400])
        else:
            return Outcome(item, (str(path),))
        return Outcome(item, trouble=trouble)
