"""What a password must not be."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.accounts import operations
from zhunsheng.site.accounts.models import User
from zhunsheng.site.accounts.passwords import LongEnough

LI = User(username="liwenjing", name="李文静", email="wenjing.li@example.cn")


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("short", {"password_too_short", "password_too_common"}),
        ("qwertyuiop12", {"password_too_common"}),
        ("aaaaaaaaaaaa", {"password_too_common"}),
        ("123123123123", {"password_too_common"}),
        ("abcdefghijkl", {"password_too_common"}),
        ("woaini1314520", {"password_too_common"}),
        ("guangzhou2024", {"password_too_common"}),
        ("P@ssword1234", {"password_too_common"}),
        ("准绳准绳准绳准绳准绳准绳", {"password_too_common"}),
        ("liwenjing2024", {"password_too_similar"}),
        ("李文静的密钥七八九十", {"password_too_short", "password_too_similar"}),
        ("WenJing.Li!2024", {"password_too_similar"}),
        ("青山 lantern 47 kites", set()),
        ("窗前明月照不到的那只橘猫", set()),
        ("liwenjing likes 4 lanterns", set()),
        ("tR7-kq2-Vz9-mm", set()),
    ],
)
def test_what_is_refused_and_why(password: str, codes: set[str]) -> None:
    try:
        validate_password(password, LI)
        found: set[str | None] = set()
    except ValidationError as refused:
        found = {error.code for error in refused.error_list}
    assert found == codes


@pytest.mark.parametrize("password", ["ab" * 500_000, "abcdefgh" * 50_000, "q7" + "x" * 900_000])
def test_a_very_long_one_is_judged_by_its_beginning(password: str) -> None:
    """To look for repetitions in all of it would take hours."""
    with pytest.raises(ValidationError) as refused:
        validate_password(password, LI)
    assert {error.code for error in refused.value.error_list} == {"password_too_common"}


@given(st.text(max_size=11))
def test_fewer_than_twelve_characters_are_never_enough(password: str) -> None:
    with pytest.raises(ValidationError, match=f"现在是 {len(password)} 个"):
        LongEnough(12).validate(password)


@given(st.integers(0, 10))
def test_a_one_time_password_is_itself_a_good_one(_number: int) -> None:
    password = operations.one_time_password()
    validate_password(password, LI)
    assert len(password) == 19 and not set(password) & set("0O1lI")
