"""One call of the command line: language, format, colour, where output goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TextIO

from zhunsheng.cli.exits import Exit
from zhunsheng.standard.wording import LANGUAGES, Language, Text

if TYPE_CHECKING:
    from zhunsheng.cli.render.blocks import Block

Format = Literal["text", "json", "markdown"]
FORMATS: tuple[Format, ...] = ("text", "json", "markdown")
LANGUAGE_VARIABLE = "ZHUNSHENG_LANG"


@dataclass
class Session:
    """What the options that every verb shares decided."""

    language: Language = "zh"
    format: Format = "text"
    color: bool = False
    debug: bool = False

    def say(self, text: Text) -> str:
        """A message in the session's language."""
        return text.say(self.language)

    @property
    def width(self) -> int:
        """Columns to wrap paragraphs at: the terminal's, between 60 and 110; 100 where there is no terminal."""
        if not sys.stdout.isatty():
            return 100
        return max(60, min(110, shutil.get_terminal_size((100, 24)).columns))

    def show(self, verb: str, exit_code: Exit, data: Mapping[str, Any], blocks: Sequence[Block]) -> int:
        """Print a result in the chosen format, and return its exit code for the process."""
        if self.format == "json":
            from zhunsheng.cli.render.jsontext import envelope

            write(envelope(verb, int(exit_code), data))
        elif self.format == "markdown":
            from zhunsheng.cli.render.markdown import to_markdown

            write(to_markdown(blocks))
        else:
            from zhunsheng.cli.render.plain import to_text

            write(to_text(blocks, width=self.width, color=self.color))
        return int(exit_code)


def write(text: str, stream: TextIO | None = None) -> None:
    """Write text and a line end; a reader that went away (``| head``) ends the output quietly."""
    stream = stream or sys.stdout
    try:
        stream.write(text if text.endswith("\n") else f"{text}\n")
        stream.flush()
    except BrokenPipeError:
        close_quietly()
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()


def close_quietly() -> None:
    """Send whatever may still be written to standard output nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # the stream is no real file: nothing is left to flush into it
        return


def may_color(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether colour is welcome: a terminal, no NO_COLOR, no TERM=dumb; CLICOLOR_FORCE overrides all of them."""
    if environment.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    if environment.get("NO_COLOR") or environment.get("TERM") == "dumb":
        return False
    return stream.isatty()


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for anywhere in the arguments, else by ZHUNSHENG_LANG, else Chinese.

    Read before the arguments are parsed, so that help and usage errors come in it as well.

    >>> language_of(["floor", "x", "--lang", "en"], {}), language_of([], {"ZHUNSHENG_LANG": "en_GB.UTF-8"})
    ('en', 'en')
    >>> language_of(["--lang=fr"], {})
    'zh'
    """
    asked = environment.get(LANGUAGE_VARIABLE, "")[:2].lower()
    for index, word in enumerate(arguments):
        if word == "--":
            break
        if word.startswith("--lang="):
            asked = word.partition("=")[2]
        elif word == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
    return next((language for language in LANGUAGES if language == asked), "zh")
