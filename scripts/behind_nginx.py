"""Try the nginx configuration of docs/how-to/run-the-site.md: python scripts/behind_nginx.py [--conf FILE] [--data FOLDER]

Wants nginx and openssl.  Serves the demonstration behind nginx on high ports, with a certificate of its own, asks for
what the page promises, and prints a line for each promise.  --data: where the demonstration is kept, to be quicker the
next time.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NAME = "standards.example.gov.cn"
COMMAND = [str(Path(sys.executable).with_name("zhunsheng")), "serve", "--demo", "--workers", "2", "--port"]
Answer = tuple[int, http.client.HTTPMessage, bytes]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """The site behind nginx; `ask` asks like a browser somewhere in the network."""

    def __init__(self, folder: Path, data: Path, conf: str) -> None:
        self.folder, self.inside, self.https, self.http = folder, free_port(), free_port(), free_port()
        self.environment = {**os.environ, "ZHUNSHENG_DATA": str(data), "ZHUNSHENG_HOSTS": NAME}
        self.environment |= {"ZHUNSHENG_HTTPS": "1", "ZHUNSHENG_PROXIES": "1", "ZHUNSHENG_SECOND_FACTOR": "off"}
        changes = {
            r"listen 443 ssl": f"listen {self.https} ssl",
            r"listen 80;": f"listen {self.http};",
            r"server 127\.0\.0\.1:\d+": f"server 127.0.0.1:{self.inside}",
            r"(ssl_certificate +)[^;]+": rf"\1{folder}/site.pem",
            r"(ssl_certificate_key +)[^;]+": rf"\1{folder}/site.key",
            r"/var/log/nginx": str(folder),
        }
        for pattern, change in changes.items():
            conf, count = re.subn(pattern, change, conf)
            assert count, f"the configuration has no {pattern}"
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        head = f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{paths}"
        (folder / "nginx.conf").write_text(f"{head}{conf}\n}}\n", encoding="utf-8")
        wanted = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
        files = ["-keyout", str(folder / "site.key"), "-out", str(folder / "site.pem")]
        subprocess.run(["openssl", *wanted, *files], check=True, capture_output=True)
        subprocess.run(["nginx", "-t", "-q", "-c", f"{folder}/nginx.conf"], check=True)

    @contextlib.contextmanager
    def running(self, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
        """Something that runs until it is no longer wanted."""
        process = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)

    def trusting(self) -> ssl.SSLContext:
        """Trusts the certificate of this run."""
        context = ssl.create_default_context(cafile=str(self.folder / "site.pem"))
        context.check_hostname = False
        return context

    def ask(
        self, path: str, method: str = "GET", body: str | None = None, source: str = "127.0.0.1", patience: int = 60,
        **head: str,
    ) -> Answer:  # fmt: skip
        """Through nginx, over HTTPS."""
        line = http.client.HTTPSConnection(
            "127.0.0.1", self.https, context=self.trusting(), source_address=(source, 0), timeout=patience
        )
        named = {name.replace("_", "-"): value for name, value in head.items()}
        with contextlib.closing(line):
            line.request(method, path, body, {"Host": NAME, **named})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()

    def wait(self) -> None:
        """Until the site answers through nginx."""
        for _second in range(400):
            with contextlib.suppress(OSError):
                if self.ask("/healthz")[0] == 200:
                    return
            time.sleep(1)
        raise TimeoutError("the site does not answer")

    def sign_in(self, number: int, source: str = "127.0.0.1", **head: str) -> str:
        """A wrong sign-in; the page that answers."""
        _, headers, page = self.ask("/accounts/login/", source=source)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.decode())
        cookie, body = headers["Set-Cookie"].partition(";")[0], f"login=nobody{os.getpid()}-{number}&password=wrong"
        head |= {"Cookie": cookie, "Referer": f"https://{NAME}/", "Content_Type": "application/x-www-form-urlencoded"}
        body += f"&csrfmiddlewaretoken={token and token[1]}"
        return self.ask("/accounts/login/", "POST", body, source, **head)[2].decode()


def once(headers: http.client.HTTPMessage, name: str, part: str) -> bool:
    """Whether a header is there, says `part`, and is not doubled."""
    return [part in value for value in headers.get_all(name) or []] == [True]


def _https(site: Site) -> bool:
    status, headers, _ = site.ask("/")
    named = {"Strict-Transport-Security": "31536000", "X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff"}
    named |= {"Content-Security-Policy": "default-src 'self'", "Referrer-Policy": "same-origin"}
    return status == 200 and all(once(headers, name, part) for name, part in named.items())


def _plain_http(site: Site) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", site.http)
    line.request("GET", "/search?q=x", headers={"Host": NAME})
    answer = line.getresponse()
    return (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/search?q=x")


def _cookies(site: Site) -> bool:
    said = site.ask("/accounts/login/", X_Forwarded_Proto="http")[1]["Set-Cookie"]
    return said.startswith("__Host-csrftoken=") and "Secure" in said and "HttpOnly" in said


def _forged_host(site: Site) -> bool:
    status, headers, _ = site.ask("/accounts/", X_Forwarded_Host="evil.example", Forwarded="host=evil.example")
    return site.ask("/", Host="evil.example")[0] == 400 and status == 302 and "evil" not in headers["Location"]


def _throttle(site: Site) -> bool:
    here, there = (f"127.{last}.{os.getpid() % 250}.1" for last in (5, 6))
    pages = [site.sign_in(number, here, X_Forwarded_For=f"10.1.1.{number}") for number in range(25)]
    wrong = sum("用户名或密码不对" in page for page in pages)
    return wrong == 20 and "用户名或密码不对" in site.sign_in(99, there)


def _files(site: Site) -> bool:
    found = re.search(r'"(/static/[^"]+\.css)"', site.ask("/")[2].decode())
    path, coded = found[1] if found else "", []
    for coding in ("br", "gzip"):
        _, headers, _ = site.ask(path, Accept_Encoding=coding)
        coded.append(headers["Content-Encoding"] == coding and "immutable" in headers["Cache-Control"])
    again = site.ask(path, If_None_Match=headers["ETag"])[0]
    return coded == [True, True] and again == 304


def _conditional(site: Site) -> bool:
    for coding in ("gzip", "identity"):
        tag = site.ask("/api/v1/items", Accept_Encoding=coding)[1]["ETag"]
        if site.ask("/api/v1/items", Accept_Encoding=coding, If_None_Match=tag)[0] != 304:
            return False
    return True


def _streamed(site: Site) -> bool:
    status, headers, body = site.ask("/api/v1/bulk/clauses")
    rows = [json.loads(line) for line in body.splitlines()]
    return status == 200 and headers["Transfer-Encoding"] == "chunked" and len(rows) > 100


def _too_large(site: Site) -> bool:
    said = [
        site.ask("/api/v1/eligibility", "POST", " " * size, Content_Type="application/json")
        for size in (1_500_000, 3_000_000)
    ]
    return [one[0] for one in said] == [413, 413] and json.loads(said[0][2])["status"] == 413


def _unfinished(site: Site) -> bool:
    """Many times as many as the site has threads, each with a body that never ends."""
    head = f"POST /api/v1/eligibility HTTP/1.1\r\nHost: {NAME}\r\nContent-Type: application/json\r\nContent-Length: 900"
    with contextlib.ExitStack() as held:
        for _number in range(40):
            plain = held.enter_context(socket.create_connection(("127.0.0.1", site.https)))
            line = held.enter_context(site.trusting().wrap_socket(plain))
            line.sendall(f"{head}\r\n\r\n{{".encode())
        time.sleep(1)
        try:
            return site.ask("/", patience=5)[0] == 200
        except TimeoutError:
            return False


def _logs(site: Site) -> bool:
    for path in ("/search?q=a-word-that-is-looked-for", "/healthz"):  # a line is written when the next one is answered
        site.ask(path)
    said = [one.read_text() for one in site.folder.glob("*.log")]
    return any('"GET /search"' in one for one in said) and not any("a-word-that" in one for one in said)


PROMISES: dict[str, Callable[[Site], bool]] = {
    "HTTPS, and every security header once": _https,
    "plain HTTP leads to HTTPS": _plain_http,
    "cookies of this very host, over HTTPS only, whatever a visitor writes": _cookies,
    "names of hosts that a visitor writes count for nothing": _forged_host,
    "the throttle counts the visitor's address, not one that is written": _throttle,
    "static files: kept for ever, brotli and gzip, 304": _files,
    "interface: 304, compressed or not": _conditional,
    "bulk lists arrive in pieces and whole": _streamed,
    "what is too large is refused": _too_large,
    "bodies that never end hold up nobody": _unfinished,
    "no query in any log": _logs,
}


def main() -> int:
    """Serve, ask, print; 1 where a promise is not kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--conf", type=Path)
    options.add_argument("--data", type=Path)
    asked: Any = options.parse_args()
    if missing := [tool for tool in ("nginx", "openssl") if not shutil.which(tool)]:
        sys.exit(f"not installed: {', '.join(missing)}")
    page = (ROOT / "docs/how-to/run-the-site.md").read_text(encoding="utf-8")
    conf = asked.conf.read_text(encoding="utf-8") if asked.conf else page.split("```nginx\n")[1].split("```")[0]
    kept = []
    with tempfile.TemporaryDirectory(prefix="zhunsheng-nginx-") as folder:
        Path(folder).chmod(0o755)
        site = Site(Path(folder), asked.data or Path(folder, "data"), conf)
        with site.running(["nginx", "-c", f"{folder}/nginx.conf", "-g", "daemon off;"]):
            with site.running([*COMMAND, str(site.inside)]):
                site.wait()
                kept += [(what, promise(site)) for what, promise in PROMISES.items()]
            status, headers, body = site.ask("/")
            away = status == 503 and "Retry-After" in headers and "网站正在更新" in body.decode()
            kept.append(("while the site is away, a page says so", away))
    for what, holds in kept:
        sys.stdout.write(f"{'ok    ' if holds else 'FAILED'} {what}\n")
    return int(not all(holds for _, holds in kept))


if __name__ == "__main__":
    sys.exit(main())
