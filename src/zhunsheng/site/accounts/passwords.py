"""What a password must not be.  Chinese characters are welcome: each counts as a character, and few are guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from zhunsheng.site.accounts.models import User

#: What people here type when a long password is asked for: keyboard rows, lucky numbers, 我爱你, the place.
_HABITS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx",
    "0123456789",
    "9876543210",
    "woaini",
    "1314520",
    "5201314",
    "password",
    "mima",
    "admin",
    "zhunsheng",
    "yuexiu",
    "guangzhou",
    "guangdong",
    "准绳",
    "密码",
    "越秀区",
    "广州",
)
#: Looking for repetitions takes time that grows with the square of the length; more than so much is not looked at.
_LOOKED_AT = 200
_SUBSTITUTES = str.maketrans("@$!|", "asii")


class LongEnough:
    """At least so many characters."""

    def __init__(self, characters: int = 12) -> None:
        self.characters = characters

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        if len(password) < self.characters:
            words = {"least": self.characters, "now": len(password)}
            raise ValidationError(
                _("密码至少 %(least)d 个字符，现在是 %(now)d 个。") % words, code="password_too_short"
            )

    def get_help_text(self) -> str:
        """For the form."""
        words = {"least": self.characters}
        return _("至少 %(least)d 个字符。几个不相干的词连起来就好记又难猜，汉字、字母、数字都可以。") % words


class NotCommon:
    """Not one of the passwords that are tried first: the known lists, and what is left when habits are struck out."""

    def __init__(self) -> None:
        self._listed = _common()

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        lowered = password.lower().strip()
        if lowered in self._listed or _left_over(lowered) < 6:
            raise ValidationError(
                _("这个密码太常见，是最先被试的那一类（连续的键、重复的字、吉利数字、地名）。"),
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """For the form."""
        return _("不用常见的密码：键盘上相邻的键、重复的字、吉利数字、地名。")


@lru_cache(maxsize=1)
def _common() -> set[str]:
    return set(CommonPasswordValidator().passwords)


def _left_over(password: str) -> int:
    """How many different characters are left when habits, repetitions and runs are struck out."""
    rest = password[:_LOOKED_AT].translate(_SUBSTITUTES)
    for habit in _HABITS:
        rest = rest.replace(habit, "")
    rest = re.sub(r"(.+?)\1{2,}", r"\1", rest)  # three times the same or more
    kept = [one for index, one in enumerate(rest) if index < 2 or not _is_run(rest[index - 2 : index + 1])]
    return len(set(kept))


def _is_run(three: str) -> bool:
    first, second, third = (ord(one) for one in three)
    return second - first == third - second and abs(second - first) <= 1


class NotAboutYou:
    """Nothing that colleagues know: user name, name (also in pinyin), e-mail."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raises ValidationError."""
        lowered = password.lower()
        for known in _known_of(user):
            if known in lowered and len(lowered) - len(known) < 8:
                raise ValidationError(
                    _("密码里有您的姓名、用户名或邮箱，除此之外不足 8 个字符。"), code="password_too_similar"
                )

    def get_help_text(self) -> str:
        """For the form."""
        return _("不用自己的姓名、拼音、用户名或邮箱。")


def _known_of(user: Any) -> Iterator[str]:
    """What is known of somebody, in small letters, nothing shorter than two characters of Chinese or four others."""
    if not isinstance(user, User):
        return
    from pypinyin import Style, lazy_pinyin

    name = user.name.replace(" ", "").lower()
    pinyin = "".join(lazy_pinyin(user.name, style=Style.NORMAL)).replace(" ", "").lower() if user.name else ""
    for known in (user.username.lower(), name, pinyin, user.email.partition("@")[0].lower()):
        if len(known) >= (4 if known.isascii() else 2):
            yield known
