"""``zhunsheng account``: the first account of a site, and help for somebody who is locked out."""

from __future__ import annotations

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Choice, Option, verb
from zhunsheng.cli.session import Session
from zhunsheng.cli.verbs.serve import DATA, begin
from zhunsheng.standard.wording import T, Text

#: The roles, as `accounts.models.Role` names them (a test compares the two).
ROLES = ("front_line", "unit", "institute", "office", "leader", "administrator")


@verb(
    "account",
    T("网站的账号：开户、重设密码、停用"),
    Argument(["name"], metavar="NAME", words=T("用户名")),
    DATA,
    Option(["--role"], type=Choice(ROLES), words=T("开户：角色")),
    Option(["--organisation"], default="district", metavar="ID", words=T("开户：所在机构，organisation.yaml 里的 id；默认 district")),
    Option(["--called"], metavar="TEXT", words=T("开户：姓名；默认同用户名")),
    Option(["--reset"], is_flag=True, words=T("给已有的账号一个新的一次性密码")),
    Option(["--no-second-factor"], is_flag=True, words=T("去掉丢失的第二重验证，下次登录时重新设置")),
    Option(["--close"], is_flag=True, words=T("停用账号")),
    story=T("新账号和重设的密码只打印这一次，第一次登录后必须更换。以后的管理在网站的「账号」里。"),
    examples=("zhunsheng account wangfang --role administrator --called 王芳", "zhunsheng account wangfang --reset"),
)  # fmt: skip
def command(
    session: Session,
    name: str,
    data: str | None,
    role: str | None,
    organisation: str,
    called: str | None,
    reset: bool,
    no_second_factor: bool,
    close: bool,
) -> int:
    """Do one thing to one account."""
    from zhunsheng.cli.render.blocks import para

    if sum((role is not None, reset, no_second_factor, close)) != 1:
        raise Problem(T("请从 --role、--reset、--no-second-factor、--close 里选一个"), None)
    begin(data)
    password: str | None = None
    if role is not None:
        password = _open(name, role, organisation, called or name)
        said = T("已开户「{name}」", name=name)
    else:
        said, password = _change(name, reset=reset, close=close)
    blocks = [para(session.say(said))]
    if password:
        blocks.append(para(session.say(T("一次性密码：{password}", password=password))))
    return session.show("account", Exit.WELL, {"username": name, "password": password}, blocks)


def _open(name: str, role: str, organisation: str, called: str) -> str:
    from zhunsheng.site.console import NoOrganisation, NotDone, open_account

    try:
        return open_account(name, called, role, organisation)
    except NoOrganisation as error:
        advice = (
            T("已有的：{words}", words=list(error.known))
            if error.known
            else T("先用 zhunsheng database load 装入标准，机构随之而来")
        )
        raise Problem(T("没有机构「{name}」", name=organisation), advice) from None
    except NotDone as error:
        raise Problem(T("不能开户「{name}」：{reason}", name=name, reason=error.reason), None) from None


def _change(name: str, *, reset: bool, close: bool) -> tuple[Text, str | None]:
    from zhunsheng.site import console

    missing = Problem(T("没有账号「{name}」", name=name), None)
    if reset:
        password = console.new_password(name)
        if password is None:
            raise missing
        return T("已给「{name}」新的一次性密码", name=name), password
    if not (console.close_account(name) if close else console.forget_second_factor(name)):
        raise missing
    return (T("已停用「{name}」", name=name) if close else T("已去掉「{name}」的第二重验证", name=name)), None
