"""``zhunsheng database``: a tree of workspaces into the site's database, what it holds, and a tree out again."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, DayType, Option, PathWord, verb
from zhunsheng.cli.progress import Progress
from zhunsheng.cli.session import Session
from zhunsheng.cli.verbs.serve import DATA, begin
from zhunsheng.standard.wording import T, Words

if TYPE_CHECKING:
    from zhunsheng.cli.render.blocks import Block
    from zhunsheng.site.catalogue.models import Snapshot

_HERE = ZoneInfo("Asia/Shanghai")


@verb(
    "database",
    T("网站的数据库：装入一批工作区，查看有什么，原样导出"),
    Argument(["action"], type=Choice(("load", "export", "list")), metavar="load|export|list", words=T("做什么")),
    Argument(["path"], required=False, type=PathWord(), metavar="DIR", words=T("装入：放各工作区的文件夹；导出：写到哪里，须是空文件夹")),
    DATA,
    Option(["--district"], metavar="FOLDER", words=T("装入：本区的工作区，文件夹名，如 yuexiu")),
    Option(["--note"], metavar="TEXT", words=T("装入：这一次改了什么")),
    Option(["--known"], type=DayType(), words=T("导出：那一天为止已经录入的；默认最新")),
    story=T(
        "装入的是一整套：本区、它的上位标准、往年的版本和服务点；文件夹里别的工作区不装。\n"
        "有错误的不会装入，会逐条列出；内容没有变化的不会重复记录。\n"
        "文件按内容存放，一经存入不再改变；导出与当初装入的逐字节相同。"
    ),
    examples=(
        "zhunsheng database load standards --district yuexiu",
        "zhunsheng database export build/tree --known 2023-01-01",
    ),
)  # fmt: skip
def command(
    session: Session,
    action: str,
    path: str | None,
    data: str | None,
    district: str | None,
    note: str | None,
    known: date | None,
) -> int:
    """Load, export or list; exit code 1 when a tree has errors and was not recorded."""
    if (path is None) != (action == "list"):
        raise Problem(T("load 和 export 要写文件夹，list 不写"), None)
    begin(data)
    if action == "list":
        return _list(session)
    assert path is not None
    if action == "load":
        return _load(session, Path(path), district, note)
    return _export(session, Path(path), known)


def _load(session: Session, folder: Path, district: str | None, note: str | None) -> int:
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import items, line, para
    from zhunsheng.site.catalogue import proofs, states
    from zhunsheng.site.catalogue.models import Snapshot
    from zhunsheng.site.catalogue.operations import BeforeNewest, NotRecorded, record
    from zhunsheng.site.catalogue.trees import NoWorkspace, sources_of
    from zhunsheng.site.look.moment import today

    if district is None:
        raise Problem(T("请用 --district 写明哪个文件夹是本区的工作区"), T("例如 --district yuexiu"))
    if not folder.is_dir():
        raise Problem(T("没有文件夹「{path}」", path=str(folder)), None)
    before = Snapshot.objects.order_by("-id").values_list("pk", flat=True).first()
    try:
        with Progress(session.say(T("装入标准"))) as progress:
            snapshot, changes = record(
                sources_of(folder, district),
                district,
                datetime.now(_HERE),
                note=Words(note) if note else None,
                progress=progress,
            )
            proofs.run(states.state_of(snapshot), district, today())
    except NotRecorded as refused:
        return refuse(session, "database", refused.findings)
    except NoWorkspace as absent:
        raise Problem(
            T("没有装入：「{folder}」里没有工作区（workspace.yaml）", folder=absent.folder),
            T("这里的工作区：{names}", names="、".join(absent.known)) if absent.known else None,
        ) from None
    except BeforeNewest as early:
        newest, now = (f"{moment.astimezone(_HERE):%Y-%m-%d %H:%M:%S}" for moment in (early.newest, early.at))
        raise Problem(
            T("没有装入：最近一次记在 {newest}，现在是 {now}", newest=newest, now=now), T("请核对这台机器的时钟")
        ) from None
    counted = {kind: sum(one.kind == kind for one in changes) for kind in ("edition", "span", "withdrawn")}
    lines = [
        T("新的版本 {n} 个", n=counted["edition"]),
        T("施行起止有变的 {n} 个", n=counted["span"]),
        T("不再有的 {n} 个", n=counted["withdrawn"]),
    ]
    recorded = snapshot.pk != before  # also a tree in which no standard changed, but a note or an organisation did
    said = T("已记为第 {n} 次", n=snapshot.pk) if recorded else T("内容没有变化，仍是第 {n} 次", n=snapshot.pk)
    blocks: list[Block] = [para(session.say(said)), items(line(session.say(one)) for one in lines)]
    return session.show("database", Exit.WELL, {"snapshot": snapshot.pk, "changes": counted}, blocks)


def _export(session: Session, folder: Path, known: date | None) -> int:
    from zhunsheng.cli.render.blocks import para
    from zhunsheng.site.catalogue.operations import export

    snapshot = _snapshot(known)
    try:
        written = export(snapshot, folder)
    except FileExistsError:
        raise Problem(T("「{path}」里已经有东西，没有写", path=str(folder)), T("请给一个空文件夹或新名字")) from None
    except OSError as error:
        raise Problem(T("不能写「{path}」：{reason}", path=folder, reason=error.strerror or ""), None) from None
    said = T("写好了 {n} 个文件，在 {path}", n=written, path=str(folder))
    return session.show("database", Exit.WELL, {"snapshot": snapshot.pk, "files": written}, [para(session.say(said))])


def _list(session: Session) -> int:
    from zhunsheng.cli.render.blocks import Table, line, para
    from zhunsheng.site.catalogue.models import Snapshot
    from zhunsheng.site.catalogue.operations import spans_known

    rows = []
    listed = []
    for snapshot in Snapshot.objects.order_by("recorded_at", "id"):
        note = Words(snapshot.note_zh, snapshot.note_en or None).say(session.language)
        at = snapshot.recorded_at.astimezone(_HERE)
        known = spans_known(snapshot)
        rows.append(tuple(line(word) for word in (str(snapshot.pk), f"{at:%Y-%m-%d %H:%M}", str(known), note)))
        listed.append({"snapshot": snapshot.pk, "recorded_at": at.isoformat(), "editions": known, "note": note})
    head = tuple(session.say(word) for word in (T("次"), T("录入时间"), T("标准版本"), T("说明")))
    blocks: list[Block] = [Table(head, tuple(rows))] if rows else [para(session.say(T("数据库里还没有标准")))]
    return session.show("database", Exit.WELL, {"snapshots": listed}, blocks)


def _snapshot(known: date | None) -> Snapshot:
    from zhunsheng.site.catalogue.selectors import snapshot_for
    from zhunsheng.site.catalogue.states import NothingKnown

    try:
        return snapshot_for(known)
    except NothingKnown as nothing:
        first = T("第一次录入在 {day}", day=nothing.first.isoformat()) if nothing.first else None
        raise Problem(T("到那一天为止还没有录入任何标准"), first) from None
