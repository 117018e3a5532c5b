"""The texts of a new workspace and of a new standard: small, complete, and without findings.

Comments in the files are in the language of the session; titles are in both.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from zhunsheng.standard.wording import Language, T, Text

_ID = re.compile(r"[a-z][a-z0-9_-]{0,39}")

_WORKSPACE = """\
# {about}
id: {id}
title: {{zh: {title}, en: {title_en}}}
level: internal
jurisdiction: "{jurisdiction}"
effective: {day}
{upstream}domains:
  - {{id: example, number: 1, title: {{zh: 示例领域, en: Example domain}}}}
provenance:
  kind: illustrative
  note: {{zh: 新建的示例，不是任何机关的正式文本。, en: A new example; not an official text of any authority.}}
"""

_FACTS = """\
# {about}
facts:
  age:
    type: age
    on: application_day
    label: {{zh: 年龄, en: age}}
    question: {{zh: 您多大年纪？, en: How old are you?}}
    range: ["0", "120"]
    ordinary: "40"
  usual_resident:
    type: bool
    label: {{zh: 常住, en: usual resident}}
    says:
      yes: {{zh: 为常住居民, en: is a usual resident}}
      no: {{zh: 不是常住居民, en: is not a usual resident}}
    question: {{zh: 您在这里住满半年了吗？, en: Have you lived here for half a year?}}
    ordinary: "true"
"""

_HEAD = """\
# {about}
title: {{zh: {title}, en: {title_en}}}
kind: policy_standard
level: internal
jurisdiction: "{jurisdiction}"
domain: example
effective: {day}
provenance:
  kind: illustrative
  note: {{zh: 新建的示例，不是任何机关的正式文本。, en: A new example; not an official text of any authority.}}
"""

_OVERLAY = """\
services:
  {item}:
    # {comment}
    overlays: {ref}
"""

_SERVICE = """\
services:
  {item}:
    title: {{zh: {title}, en: {title_en}}}
    object: {{zh: 年满65周岁的常住居民, en: usual residents of 65 and over}}
    fit: exact
    # {rule}
    eligible: age >= 65 and usual_resident
    delivers:
      - id: home-visit
        title: {{zh: 上门探访, en: home visit}}
        guarantees:
          # {value}
          visits: {{at_least: 4, unit: visit/year, apart: {{at_most: 4 month}}}}
    promise: {{at_most: 10, unit: working_day}}
cases:
  # {cases}
  - {{name: 65岁常住老人可以享受, who: {{age: 65, usual_resident: true}}, expect: {{{item}: eligible}}}}
  - {{name: 64岁差一岁, who: {{age: 64, usual_resident: true}}, expect: {{{item}: not eligible}}}}
  - {{name: 没有告诉我们是否常住, who: {{age: 70}}, expect: {{{item}: unknown}}}}
"""

ABOUT_WORKSPACE = T("工作区：谁的标准，上面是谁的标准。说明见 docs/reference。")
ABOUT_FACTS = T("关于居民的事实：规则里只能用这里声明的名称（以及上位工作区的）。")
ABOUT_STANDARD = T("一份标准。改完后运行：zhunsheng check、zhunsheng test、zhunsheng floor。")
ABOUT_RULE = T("谁可以享受：只用声明过的事实；比较、and、or、not。")
ABOUT_VALUE = T("保障的水平：数、单位，以及两次之间最长多久。")
ABOUT_CASES = T("用例：门槛两边各一个，再加一个没有告诉全部事实的。")
ABOUT_OVERLAY = T("没有写的都照上位标准；要改的写在 changes 里，逐条写明理由。")


def item_name(stem: str) -> str:
    """The id of a service, from a file name.

    >>> item_name("03-meal help"), item_name("老年食堂")
    ('meal-help', 'service')
    """
    text = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    text = re.sub(r"^[0-9-]+", "", text)
    return text or "service"


def is_id(text: str) -> bool:
    """Whether a text can be the id of a workspace: ``my-district``, ``cn/2023``."""
    return all(_ID.fullmatch(part) or re.fullmatch(r"[0-9]{4}", part) for part in text.split("/"))


def quoted(text: str) -> str:
    """A title inside a flow mapping, quoted so that no mark in it means anything."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def workspace_files(
    folder: Path, name: str, title: str, jurisdiction: str, upstream: tuple[str, Path] | None, day: date,
    language: Language,
) -> dict[str, str]:  # fmt: skip
    """The files of a new workspace, by relative path.

    upstream: id and folder of the workspace above; its facts are used, so that none are declared here.
    """
    above = ""
    if upstream is not None:
        above = f"upstream: {{{upstream[0]}: {Path(os.path.relpath(upstream[1], folder)).as_posix()}}}\n"
    files = {
        "workspace.yaml": _WORKSPACE.format(
            about=ABOUT_WORKSPACE.say(language), id=name, title=quoted(title), title_en=quoted(title),
            jurisdiction=jurisdiction, day=day.isoformat(), upstream=above,
        )
    }  # fmt: skip
    if upstream is None:
        files["facts.yaml"] = _FACTS.format(about=ABOUT_FACTS.say(language))
        files["standards/home-visit.yaml"] = standard_text("探访服务", "home-visits", jurisdiction, None, day, language)
    return files


def standard_text(title: str, item: str, jurisdiction: str, overlays: str | None, day: date, language: Language) -> str:
    """The text of a new standard with one service: of its own, or everything as the item above has it."""
    head = _HEAD.format(
        about=ABOUT_STANDARD.say(language), title=quoted(title), title_en=quoted(item.replace("-", " ").capitalize()),
        jurisdiction=jurisdiction, day=day.isoformat(),
    )  # fmt: skip
    if overlays is not None:
        return head + _OVERLAY.format(item=item, ref=overlays, comment=ABOUT_OVERLAY.say(language))
    notes: dict[str, Text] = {"rule": ABOUT_RULE, "value": ABOUT_VALUE, "cases": ABOUT_CASES}
    said = {key: text.say(language) for key, text in notes.items()}
    english = quoted(item.replace("-", " ").capitalize())
    return head + _SERVICE.format(item=item, title=quoted(title), title_en=english, **said)
