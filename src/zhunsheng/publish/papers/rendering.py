"""A template run on its values: the text that is still to be read as Markdown, or what is wrong with the template.

Whatever a template holds, nothing is raised for it: its author's mistakes are findings at their line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import CodeType, TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError, nodes

from zhunsheng.publish.papers.allowed import faults, measure
from zhunsheng.publish.papers.marks import Marks, fit, line_mark
from zhunsheng.publish.papers.names import name_faults
from zhunsheng.publish.papers.sandbox import FILTERS, Sandbox
from zhunsheng.publish.papers.trouble import MAX_TEMPLATE, Budget, Refused, Source
from zhunsheng.standard.findings import Finding, in_order
from zhunsheng.standard.wording import Language, T, Text

#: Lines whose place is kept through the run: commands, and rows of tables but for the line under their head.
_PLACED = re.compile(r"^([ \t]*)(:::|\|(?![ \t]*:?-))", re.MULTILINE)
#: What Python says of code that it cannot take: too deep, too large.
_TOO_DEEP = (RecursionError, MemoryError, SyntaxError, OverflowError, ValueError)


@dataclass(frozen=True)
class Rendered:
    """What a template made: a text with marks, or findings."""

    marks: Marks
    text: str = ""
    findings: list[Finding] = field(default_factory=list)


def faults_of(source: Source) -> list[Finding]:
    """What is wrong with a template, without running it."""
    return list(_prepared(source)[1])


def render(source: Source, values: Mapping[str, object], language: Language, budget: Budget | None = None) -> Rendered:
    """Run a template on its values."""
    marks = Marks()
    sandbox = Sandbox(language, marks, budget or Budget())
    code, findings = _prepared(source)
    if code is None:
        return Rendered(marks, findings=list(findings))
    template = sandbox.template_class.from_code(sandbox, code, sandbox.globals)
    try:
        text = "".join(template.root_render_func(template.new_context(dict(values))))
    except Refused as refused:
        line = _line(refused.__traceback__, template.get_corresponding_lineno)
        return Rendered(marks, findings=[source.find(refused.code, line, refused.message, refused.help, refused.about)])
    except Exception as error:  # the template is its author's program: whatever it does wrong is a finding
        line = _line(error.__traceback__, template.get_corresponding_lineno)
        return Rendered(marks, findings=[source.find(*_said(error, line))])
    return Rendered(marks, text)


@lru_cache(maxsize=16)
def _prepared(source: Source) -> tuple[CodeType | None, tuple[Finding, ...]]:
    """The template as code, or why there is none; the code knows nothing of the paper that it will make."""
    if len(source.text) > MAX_TEMPLATE:
        message = T("模板太长：超过 {limit} 个字符", limit=MAX_TEMPLATE)
        return None, (source.find("ZS905", 1, message),)
    sandbox = Sandbox("zh", Marks(), Budget())
    try:
        tree = sandbox.parse(_placed(fit(source.text)))
        found = in_order([*faults(tree, source, FILTERS), *name_faults(tree, source)])
        if found:
            return None, tuple(found)
        code = sandbox.compile(measure(tree), filename=_FILE)
        assert isinstance(code, CodeType)
        return code, ()
    except TemplateSyntaxError as error:
        return None, (source.find("ZS902", error.lineno, _syntax(error)),)
    except _TOO_DEEP:
        return None, (source.find("ZS905", 1, T("模板套得太深，或者里面的数太大"), None),)


_FILE = "<paper template>"


def _placed(text: str) -> str:
    """The template with the number of its line in each line whose place matters later."""
    return "\n".join(_PLACED.sub(rf"\g<0>{line_mark(n)}", line) for n, line in enumerate(text.split("\n"), 1))


def _line(trace: TracebackType | None, of: object) -> int | None:
    """The line of the template that was carried out last."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            found = trace.tb_lineno
        trace = trace.tb_next
    return None if found is None or not callable(of) else int(of(found))


def _said(error: Exception, line: int | None) -> tuple[str, int | None, Text, Text | None]:
    """A mistake of the template's author, in words."""
    if isinstance(error, UndefinedError):
        named = re.search(r"'(\w+)'", str(error))
        name = named[1] if named else "?"
        return "ZS906", line, T("「{name}」还没有值", name=name), None
    if isinstance(error, RecursionError):
        return "ZS905", line, T("宏调用自己太多次"), None
    if isinstance(error, ZeroDivisionError):
        return "ZS906", line, T("除以零"), None
    return "ZS906", line, T("这里的值不能这样用"), T("看看是不是拿文字与数字比较，或者宏的参数个数不对")


def _syntax(error: TemplateSyntaxError) -> Text:
    """Jinja2's message, in words of ours where it is one of the usual ones."""
    said = error.message or ""
    for pattern, message in _SYNTAX:
        found = re.search(pattern, said)
        if found:
            return Text(message.msgid, found.groupdict())
    return T("模板写得不对：{words}", words=said[:120])


_SYNTAX: tuple[tuple[str, Text], ...] = (
    (r"unknown tag '(?P<tag>\w+)'.*looking for.*'(?P<want>end\w+)'", T("多出的「{tag}」，这里应先有「{want}」")),
    (r"unknown tag '(?P<tag>end\w+)'", T("多出的「{{% {tag} %}}」：前面没有与它配对的开头")),
    (r"unknown tag '(?P<tag>\w+)'", T("没有「{{% {tag} %}}」这种写法")),
    (r"Unexpected end of template.*'(?P<want>end\w+)'", T("到文件末尾也没有「{{% {want} %}}」")),
    (r"unexpected '(?P<sign>[^']+)'", T("多出的「{sign}」")),
    (r"expected token '(?P<want>[^']+)', got '(?P<got>[^']+)'", T("这里应是「{want}」，现在是「{got}」")),
    (r"Expected an expression, got '(?P<got>[^']+)'", T("「{got}」之前缺少一个值或条件")),
    (r"unexpected char ['\"]['\"]", T("引号没有成对")),
    (r"unexpected char (?P<sign>'.')", T("不能用的字符 {sign}")),
    (r"Missing end of (?P<what>comment|raw)", T("注释没有写完：缺少 #}}")),
    (r"can't assign to", T("不能给这个名称赋值")),
)


def tree_of(text: str) -> nodes.Template:
    """The tree of a template, for those who want to look at it."""
    return Sandbox("zh", Marks(), Budget()).parse(text)


def names_in(text: str) -> Iterator[str]:
    """Every name that a template reads, members behind their owner: ``standard.title``."""
    tree = tree_of(text)
    yield from (node.name for node in tree.find_all(nodes.Name))
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            yield f"{node.node.name}.{node.attr}"
