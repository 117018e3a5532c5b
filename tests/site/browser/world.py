"""A site as ``make demo`` makes it, on a free port, and a browser that looks at it; also for the screenshots."""

from __future__ import annotations

import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.site.waiting import until_elsewhere

ROOT = Path(__file__).parents[3]
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--no-proxy-server",
]  # fmt: skip
#: How long anything may take on a machine that others use too.
PATIENCE = 60_000


@dataclass(frozen=True)
class Site:
    """Where the site is, and name and password by role."""

    address: str
    accounts: dict[str, tuple[str, str]]
    data: Path

    def complaints(self) -> list[str]:
        """The lines in which the program said that it failed at something."""
        log = (self.data / "server.log").read_text("utf-8", errors="replace")
        return [line for line in log.splitlines() if "Traceback" in line or "Internal Server Error" in line]


@contextmanager
def served(data: Path, **surroundings: str) -> Iterator[Site]:
    """The demonstration in `data`, served by the program itself until the block ends."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHUNSHENG_", "DJANGO_"))}
    environment = {**kept, "ZHUNSHENG_DATA": str(data), "PYTHONUTF8": "1", **surroundings}
    program = [sys.executable, "-m", "zhunsheng.cli"]
    made = subprocess.run(
        [*program, "serve", "--demo", "--prepare", "--format", "json"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    listed = json.loads(made.stdout)["accounts"]
    accounts = {one["role"]: (one["username"], one["password"]) for one in listed}
    with reserved_port() as port, (data / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*program, "serve", "--port", str(port), "--workers", "1"],
            cwd=ROOT, env={"ZHUNSHENG_SECOND_FACTOR": "off", **environment},
            stdout=log, stderr=log,
        )  # fmt: skip
        try:
            address = f"http://localhost:{port}"
            _wait(address, server)
            yield Site(address, accounts, data)
        finally:
            _stop(server)


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port that nobody listens on, and that no other run of these tests takes before the server does.

    It lies below those that a system gives to outgoing connections; each run holds the number by a datagram socket.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket(type=socket.SOCK_DGRAM) as held, socket.socket() as probe:
            try:
                held.bind(("127.0.0.1", port))
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            probe.close()
            yield port
            return
    raise RuntimeError("no port is free")


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; straight, whatever proxy the surroundings name."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with straight.open(f"{address}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser of this machine, without a window."""
    from playwright.sync_api import sync_playwright

    names = (os.environ.get("CHROMIUM") or "", "chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError("no Chromium: run scripts/chromium.sh")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS, timeout=PATIENCE)
        yield browser
        browser.close()


@dataclass
class Watch:
    """What a page did that no page may do: errors on the console, requests to elsewhere, pages that failed."""

    address: str
    wrong: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expects(self, status: int) -> None:
        """A page that refuses is wanted: the browser's remark on this status is no error."""
        self.expected.append(f"the server responded with a status of {status} ")

    def over(self, page: Any) -> None:
        """Watch a page."""
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(part in message.text for part in self.expected):
            self.wrong.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _asked(self, request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and f"{parts.scheme}://{parts.netloc}" != self.address:
            self.wrong.append(f"outside: {request.url}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.wrong.append(f"failed: {response.status} {response.url}")


def sign_in(page: Any, site: Site, role: str) -> None:
    """Sign in with name and password, as a person would."""
    username, password = site.accounts[role]
    page.goto(f"{site.address}/accounts/login/?next=/office/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    until_elsewhere(page, "/accounts/login/")
