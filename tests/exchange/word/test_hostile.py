"""Files made to be slow: each is read, or refused, within bounded processor time and memory, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from tests.exchange.word.files import p, table, tc, tr, word_file

#: Processor seconds (the process is killed beyond them) and megabytes; each case takes a tenth of this.
_PROBE = textwrap.dedent(
    """
    import resource, sys
    from pathlib import Path
    from zhunsheng.exchange.package import PackageTrouble
    from zhunsheng.exchange.word.importing import import_word
    resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        made = import_word(Path(sys.argv[1]))
        print("read", len(made.yaml), end=" ")
    except PackageTrouble as trouble:
        print(trouble.finding.code, 0, end=" ")
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)
    """
)
_BR = "<w:r><w:br/></w:r>"
_CHAPTERS = p("1 范围") + p("规定了要求。") + p("2 要求")
_MERGED = ('<w:vMerge w:val="restart"/>', "<w:vMerge/>")
CASES = {
    "many lines of one clause": _CHAPTERS + p("字") * 10_000,
    "lines that go on for ever": _CHAPTERS + p("应当办理，") * 10_000,
    "breaks in one paragraph": p(*(["甲", _BR] * 20_000)),
    "lines above the text": p("关于印发某办法的通知") * 5_000 + p("第一条 甲。") + p("第二条 乙。"),
    "blanks and openings": p("a" + " " * 100_000) * 3 + p("本文件由" * 50_000) + p("《》（" * 50_000),
    "dots": p("目次") + p(". " * 30_000) + p("…" * 60_000) + p("1." * 50_000) + p("第" * 50_000) + p("附 " * 50_000),
    "one paragraph": p("字" * 400_000),
    "notes": _CHAPTERS + p("注：甲。") * 5_000,
    "merged rows": table(*(tr(tc("甲", _MERGED[n % 2]), "乙") for n in range(5_000))),
    "tables": _CHAPTERS + (p("表1 某") + table(tr("a"))) * 4_000,
}


@pytest.mark.parametrize("name", CASES)
def test_time_and_memory_are_bounded(tmp_path: Path, name: str):
    path = word_file(tmp_path / "a.docx", CASES[name])
    with zipfile.ZipFile(path) as file:
        parts = {part: file.read(part) for part in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as file:  # not packed, so that no ratio gives it away
        for part, data in parts.items():
            file.writestr(part, data)
    done = subprocess.run([sys.executable, "-c", _PROBE, str(path)], capture_output=True, text=True)
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    code, length, megabytes = done.stdout.split()
    assert code == "read"
    assert int(length) > 10_000
    assert int(megabytes) < 600
