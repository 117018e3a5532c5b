"""Files that mean harm are refused within a second, in bounded memory, at a line."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.standard.files import MAX_BYTES
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.workspace import open_workspace
from zhunsheng.standard.yamltree import LIMITS, read_tree

MANIFEST = "id: w\ntitle: 甲\nlevel: internal\njurisdiction: '440104'\nprovenance: {kind: illustrative}\n"
LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))

HOSTILE = {
    "ten megabytes": ("x" * 10_000_000, "ZS105", 1),
    "long scalar": ("a: 1\nb: '" + "x" * 1_000_000 + "'", "ZS105", 2),
    "long plain scalar over lines": ("a\n" * 900_000, "ZS105", 1),
    "long literal": ("a: |\n" + " b\n" * 500_000, "ZS105", 1),
    "deep lists": ("[" * 100_000, "ZS105", 1),
    "deep block lists": ("- " * 100_000, "ZS105", 1),
    "deep groups": ("{a: " * 100_000, "ZS105", 1),
    "deep indentation": ("".join(f"{' ' * n}a:\n" for n in range(1_500)), "ZS105", 33),
    "groups as names": ("{? " * 100_000, "ZS103", 1),
    "billion laughs": (LAUGHS, "ZS103", 1),
    "alias to itself": ("a: &a [*a]", "ZS103", 1),
    "anchors": ("".join(f"a{n}: &a{n} 1\n" for n in range(50_000)), "ZS103", 1),
    "many items": ("".join(f"k{n}: 1\n" for n in range(150_000)), "ZS105", 25_000),
    "repeated names": ("a: 1\n" * 300_000, "ZS104", 2),
    "python object": ("a: !!python/object/apply:os.system [ls]", "ZS103", 1),
    "merge key": ("<<: {a: 1}", "ZS103", 1),
    "two documents": ("a: 1\n---\nb: 2\n", "ZS103", 2),
    "directive": ("%TAG ! tag:example.com,2000:\n---\na: 1\n", "ZS103", 1),
    "zero byte": ("a: 1\nb: \x00", "ZS101", 2),
    "escape sequence": ("a: \x1b[2J", "ZS101", 1),
    "line separator": ("a: b\u2028c: d", "ZS101", 1),
    "lone surrogate": ("a: \ud800", "ZS101", 1),
    "unending quote": ('a: "' + "\\\n" * 900_000, "ZS102", 1),
    "huge number": ("title: 甲\nlevel: internal\nprovenance: {}\nedition: " + "9" * 15_000, "ZS114", 4),
    "exponent": ("title: 甲\nlevel: internal\nprovenance: {}\nedition: 1e999999999", "ZS114", 4),
    "only newlines": ("\n" * 1_900_000, "ZS106", 1),
    "only comments": ("#" * 1_900_000, "ZS106", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_refused_at_a_line_within_a_second(name):
    text, code, line = HOSTILE[name]
    gc.freeze()  # what other tests left behind is not for this one to look through
    start = time.process_time()
    loaded = load_standard("f.yaml", text)
    spent = time.process_time() - start
    gc.unfreeze()
    assert spent < 1
    assert loaded.model is None
    found = next(finding for finding in loaded.findings if finding.code == code)
    assert found.place.line == line
    assert len(loaded.findings) <= LIMITS.findings
    assert all(len(finding.say()) < 2_000 for finding in loaded.findings), "a message never repeats the whole text"


def test_memory_stays_bounded(tmp_path):
    """Each hostile text in a process of its own memory: the growth of the peak is below 150 MB."""
    resource = pytest.importorskip("resource")
    assert resource is not None
    script = (
        "import resource, sys\n"
        "from tests.standard.test_hostile import HOSTILE\n"
        "from zhunsheng.standard.load import load_standard\n"
        "load_standard('f.yaml', 'a: 1')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for text, _, _ in HOSTILE.values(): load_standard('f.yaml', text)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    assert int(done.stdout) < 150_000


@given(st.text("ab:- [],{}\"'\n#&*!|>%@`?\t~中", max_size=60))
def test_any_text_gives_a_tree_or_findings(text):
    root, findings = read_tree(text, "f.yaml")
    lines = text.count("\n") + 1
    assert all(1 <= finding.place.line <= lines + 1 and finding.place.column >= 1 for finding in findings)
    if root is None and not findings:
        assert load_standard("f.yaml", text).findings[0].code == "ZS106"


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    from zhunsheng.standard.files import decode

    text, findings = decode(data, "f.yaml")
    assert (text is None) == bool(findings)


def _workspace(folder):
    (folder / "standards").mkdir(parents=True)
    (folder / "workspace.yaml").write_text(MANIFEST, encoding="utf-8")
    return folder


def test_a_pipe_is_refused_and_does_not_block(tmp_path):
    folder = _workspace(tmp_path / "w")
    os.mkfifo(folder / "standards" / "a.yaml")
    os.mkfifo(folder / "facts.yaml")
    os.mkfifo(folder / "service_points.csv")
    said = [finding.say() for finding in open_workspace(folder).findings]
    assert said == [
        f"{folder}/{name}:1:1: ZS101 不能读取文件：不是普通文件"
        for name in ("facts.yaml", "service_points.csv", "standards/a.yaml")
    ]


def test_links_out_of_the_workspace_are_refused(tmp_path):
    folder = _workspace(tmp_path / "w")
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n", encoding="utf-8")
    (folder / "standards" / "a.yaml").symlink_to(secret)
    (folder / "standards" / "more").symlink_to(tmp_path, target_is_directory=True)
    (folder / "register.yaml").symlink_to(secret)
    inside = folder / "b.yaml"
    inside.write_text("title: 甲\nlevel: internal\nprovenance: {}\n", encoding="utf-8")
    (folder / "standards" / "b.yaml").symlink_to(inside)
    workspace = open_workspace(folder)
    assert [finding.say() for finding in workspace.findings] == [
        f"{folder}/register.yaml:1:1: ZS101 不能读取文件：链接指向工作区以外",
        f"{folder}/standards/a.yaml:1:1: ZS101 不能读取文件：链接指向工作区以外",
    ]
    assert list(workspace.files) == ["standards/b.yaml"]


def test_upstream_outside_the_allowed_folder_is_refused(tmp_path):
    folder = _workspace(tmp_path / "root" / "w")
    _workspace(tmp_path / "other")
    manifest = folder / "workspace.yaml"
    manifest.write_text(MANIFEST + "upstream: {x: ../../other, y: /etc}\n", encoding="utf-8")
    codes = [(f.code, f.message.say()) for f in open_workspace(folder, root=tmp_path / "root").findings]
    assert codes == [("ZS306", "文件夹在允许的范围以外"), ("ZS306", "文件夹要写成相对路径")]


def test_a_file_beyond_the_limit_is_not_read(tmp_path):
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert load_standard(path).findings[0].code == "ZS105"


def test_a_folder_in_the_place_of_a_file(tmp_path):
    folder = _workspace(tmp_path / "w")
    (folder / "facts.yaml").mkdir()
    said = [finding.say() for finding in open_workspace(folder).findings]
    assert said == [f"{folder}/facts.yaml:1:1: ZS101 不能读取文件：不是普通文件"]
    assert load_standard("a\0b", shown="a").findings[0].say() == "a:1:1: ZS101 不能读取文件：打不开"


def test_too_many_files_and_folders(tmp_path, monkeypatch):
    folder = _workspace(tmp_path / "w")
    for name in ("a", "b", "c"):
        (folder / "standards" / f"{name}.yaml").write_text("a: 1\n", encoding="utf-8")
    (folder / "standards" / "x" / "y").mkdir(parents=True)
    monkeypatch.setattr("zhunsheng.standard.files.MAX_FILES", 2)
    monkeypatch.setattr("zhunsheng.standard.files.MAX_DEPTH", 1)
    workspace = open_workspace(folder)
    assert workspace.files == {}
    assert [finding.say() for finding in workspace.findings] == [
        f"{folder}/standards:1:1: ZS105 文件太多：超过 2 个",
        f"{folder}/standards/x/y:1:1: ZS101 不能读取文件：文件夹太深",
    ]


@pytest.mark.parametrize("text", ["x" * (LIMITS.size + 1), "id\n" + "p\n" * 60_000])
def test_large_tables_are_refused(tmp_path, text):
    folder = _workspace(tmp_path / "w")
    (folder / "service_points.csv").write_text(text, encoding="utf-8")
    workspace = open_workspace(folder)
    assert [finding.code for finding in workspace.findings] == ["ZS105"]
    assert workspace.service_points == ()


def test_only_below_standards_is_read(tmp_path):
    folder = _workspace(tmp_path / "w")
    (tmp_path / "out.yaml").write_text("a: 1\n", encoding="utf-8")
    workspace = open_workspace(folder, only=tmp_path / "out.yaml")
    assert workspace.files == {}
    assert [finding.code for finding in workspace.findings] == ["ZS101"]
