"""What the settings read from the machine is refused in words where it cannot be used."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from pytest_django import Settings

from zhunsheng.site.environment import secret_key, whole_number


@pytest.mark.parametrize(("given", "number"), [(None, 0), ("", 0), ("0", 0), ("2", 2)])
def test_a_number_is_read(monkeypatch: pytest.MonkeyPatch, given: str | None, number: int) -> None:
    monkeypatch.delenv("ZHUNSHENG_PROXIES", raising=False)
    if given is not None:
        monkeypatch.setenv("ZHUNSHENG_PROXIES", given)
    assert whole_number("ZHUNSHENG_PROXIES") == number


@pytest.mark.parametrize("given", ["one", "-1", "1.5", "²", "１", " "])
def test_what_is_no_number_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("ZHUNSHENG_PROXIES", given)
    with pytest.raises(ImproperlyConfigured, match="ZHUNSHENG_PROXIES: expected a number"):
        whole_number("ZHUNSHENG_PROXIES")


SHOWN = "from django.conf import settings as s; print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"


@pytest.mark.parametrize(
    ("hosts", "https", "shown"),
    [
        ("", "", "['localhost', '127.0.0.1', '[::1]'] sessionid csrftoken"),
        ("a.example.cn, b.example.cn,", "1", "['a.example.cn', 'b.example.cn'] __Host-sessionid __Host-csrftoken"),
    ],
)
def test_names_of_hosts_and_of_cookies(tmp_path: Path, hosts: str, https: str, shown: str) -> None:
    given = {"ZHUNSHENG_HOSTS": hosts, "ZHUNSHENG_HTTPS": https, "ZHUNSHENG_DATA": str(tmp_path)}
    settings = {"DJANGO_SETTINGS_MODULE": "zhunsheng.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SHOWN],
        env={**os.environ, **given, **settings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == shown


def test_a_key_is_made_once_in_a_folder_that_nobody_else_may_look_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ZHUNSHENG_SECRET_KEY", raising=False)
    data = tmp_path / "district"
    key = secret_key(data)
    assert len(key) >= 50 and secret_key(data) == key
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret.key"]


def test_the_privacy_page_names_the_cookies_that_are_used(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    page = client.get("/privacy").content.decode()
    assert "<code>__Host-sessionid</code>" in page
    assert "<code>__Host-csrftoken</code>" in page
