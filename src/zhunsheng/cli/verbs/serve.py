"""``zhunsheng serve``: the site, on this machine, with what the data folder holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.render.blocks import Block

DATA = Option(
    ["--data"],
    type=PathWord(),
    metavar="DIR",
    words=T("数据文件夹（数据库、密钥、静态文件）；默认 build/district，也可用环境变量 ZHUNSHENG_DATA"),
)


@verb(
    "serve",
    T("开网站：标准数据库、居民门户与接口"),
    DATA,
    Option(["--demo"], is_flag=True, words=T("先装入演示：越秀区、它的往年，以及每种角色一个账号（密码会打印出来）")),
    Option(["--standards"], type=PathWord(), default="standards", metavar="DIR", words=T("演示所用的标准文件夹；默认 standards")),
    Option(["--address"], default="127.0.0.1", metavar="ADDRESS", words=T("监听的地址；默认只有本机可以访问")),
    Option(["--port"], type=int, default=8000, metavar="PORT", words=T("端口；默认 8000")),
    Option(["--workers"], type=int, default=2, metavar="N", words=T("进程数；默认 2")),
    Option(["--prepare"], is_flag=True, words=T("只准备好数据库、静态文件和演示，不开网站")),
    story=T(
        "第一次会建库、收集静态文件；以后只补上有变动的部分。\n"
        "演示的数据、往年和账号都标明是演示；正式使用请不要加 --demo，用 zhunsheng database load 装入自己的标准。"
    ),
    examples=("zhunsheng serve --demo", "zhunsheng serve --data /srv/district --address 0.0.0.0 --port 80"),
)  # fmt: skip
def command(
    session: Session,
    data: str | None,
    demo: bool,
    standards: str,
    address: str,
    port: int,
    workers: int,
    prepare: bool,
) -> int:
    """Prepare, say where the site is, serve until stopped."""
    from zhunsheng.site import serving

    if not 0 < port < 65_536 or not 0 < workers <= 64:
        raise Problem(T("端口须在 1 到 65535 之间，进程数须在 1 到 64 之间"), None)
    if demo:  # so that people can look round; a district has no such switch set
        os.environ.setdefault("ZHUNSHENG_SECOND_FACTOR", "off")
    begin(data, static=True)
    accounts = _demonstration(Path(standards)) if demo else []
    _show(session, accounts, address, port, demo=demo, prepare=prepare)
    if prepare:
        return Exit.WELL
    try:
        serving.serve(address, port, workers)
    except OSError as error:
        raise Problem(
            T("端口 {port} 用不了：{reason}", port=port, reason=error.strerror or ""),
            T("换一个端口：zhunsheng serve --port {port}", port=port + 1),
        ) from None
    return Exit.WELL


def begin(data: str | None, *, static: bool = False) -> None:
    """Begin Django and bring the tables up to date; static: the static files as well.  Raises Problem."""
    from zhunsheng.site import serving

    try:
        serving.set_up(Path(data) if data else None)
        serving.make_ready(static=static)
    except serving.NotReady as error:
        raise Problem(
            T("网站的设置用不了：{reason}", reason=str(error)), T("说明：docs/how-to/run-the-site.md")
        ) from None


def _demonstration(standards: Path) -> list[tuple[str, str, str]]:
    """Record the past and make the accounts; returns those that are new, with passwords."""
    from zhunsheng.site.accounts.seeding import demonstration_accounts
    from zhunsheng.site.catalogue.operations import BeforeNewest, NotRecorded
    from zhunsheng.site.demonstration import record_past
    from zhunsheng.site.look.moment import today

    examples = standards.parent / "examples"
    try:
        record_past(standards, examples if (examples / "small-district").is_dir() else None)
    except FileNotFoundError as error:
        raise Problem(
            T("没有文件夹「{path}」", path=str(error.args[0])),
            T("请在项目文件夹里运行，或用 --standards 指明标准文件夹"),
        ) from None
    except BeforeNewest:
        raise Problem(
            T("这个数据文件夹里已经有标准，不能再装入演示"),
            T("给演示一个自己的文件夹：zhunsheng serve --demo --data DIR"),
        ) from None
    except NotRecorded as refused:
        first = refused.findings[0]
        raise Problem(
            T(
                "演示的标准有 {n} 处错误，没有装入：{first}",
                n=len(refused.findings),
                first=f"{first.place.path}:{first.place.line}",
            ),
            T("逐条列出：zhunsheng check {path}", path=str(standards / "yuexiu")),
        ) from None
    made = demonstration_accounts(today())
    return [(name, password, str(role)) for name, password, role in made if password]


def _show(
    session: Session, accounts: list[tuple[str, str, str]], address: str, port: int, *, demo: bool, prepare: bool
) -> None:
    from zhunsheng.cli.render.blocks import Table, heading, items, line, para
    from zhunsheng.site.console import data_folder, role_label

    host = "localhost" if address in ("127.0.0.1", "0.0.0.0", "::") else address
    root = f"http://{host}:{port}"
    blocks: list[Block] = []
    if accounts:
        head = tuple(session.say(word) for word in (T("用户名"), T("密码"), T("角色")))
        rows = tuple((line(name), line(password), line(role_label(role))) for name, password, role in accounts)
        blocks += [heading(2, session.say(T("演示账号"))), Table(head, rows)]
    elif demo:
        blocks.append(para(session.say(T("演示账号已经有了；忘了密码：zhunsheng account NAME --reset"))))
    places = {T("居民门户"): f"{root}/", T("工作端"): f"{root}/office/", T("接口"): f"{root}/api/v1/docs"}
    blocks.append(heading(2, session.say(T("网站已准备好") if prepare else T("网站已开，按 Ctrl-C 停止"))))
    blocks.append(
        items(line(session.say(T("{name}：{value}", name=name, value=value))) for name, value in places.items())
    )
    blocks.append(para(session.say(T("数据在 {path}", path=str(data_folder())))))
    data = {
        "address": root,
        "data": str(data_folder()),
        "accounts": [{"username": name, "password": password, "role": role} for name, password, role in accounts],
    }
    session.show("serve", Exit.WELL, data, blocks)
