"""Words for people: translatable messages with named placeholders, and bilingual labels.

Messages are written in Chinese (the msgid) and translated through gettext; content that the authors of standards
write (titles, labels, reasons) is bilingual data, not gettext.  Nothing here knows what a message is about.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import ClassVar, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A message not yet put into a language: a Chinese msgid with ``{named}`` places and what goes there.

    A parameter may itself be a `Text`, a bilingual `Words`, or anything that ``str`` renders.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: Language = "zh") -> str:
        """The message in `language`; a msgid without a translation stays Chinese (a test keeps catalogues whole)."""
        text = _catalogue(language).gettext(self.msgid) if self.msgid else ""
        if not self.params:
            return text
        return text.format(**{key: say(value, language) for key, value in self.params.items()})

    def __str__(self) -> str:
        return self.say("zh")

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(sorted((k, str(v)) for k, v in self.params.items()))))


@dataclass(frozen=True, slots=True)
class Words:
    """A label that its author wrote in Chinese and, where possible, English."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}

    zh: str
    en: str | None = None

    def say(self, language: Language = "zh") -> str:
        """The label in `language`; without an English wording the Chinese one stands in."""
        return (self.en or self.zh) if language == "en" else self.zh

    def __str__(self) -> str:
        return self.zh


def T(msgid: str, /, **params: object) -> Text:  # noqa: N802 - the extraction keyword, short on purpose
    """Mark `msgid` for translation and bind its named places."""
    return Text(msgid, params)


def say(value: object, language: Language) -> str:
    """Render in `language` what knows how to say itself (`Text`, `Words`, units, quantities), a sequence, or a value."""
    speaker = getattr(value, "say", None)
    if callable(speaker):
        return str(speaker(language))
    if isinstance(value, (list, tuple)):
        return ("、" if language == "zh" else ", ").join(say(item, language) for item in value)
    return str(value)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "zh":
        return gettext.NullTranslations()
    folder = resources.files("zhunsheng") / "locale"
    return gettext.translation("zhunsheng", str(folder), languages=[language], fallback=True)
