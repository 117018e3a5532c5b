"""The papers of Yuexiu's standards system: structure diagram, workbook, detail table as PDF."""

from __future__ import annotations

from datetime import date
from tempfile import TemporaryDirectory

from benchmarks.measure import STANDARDS, Row, best_of, command, peak_mib, seconds, show
from zhunsheng.publish.framework.content import framework_of
from zhunsheng.publish.framework.diagram import structure_diagram
from zhunsheng.publish.framework.tables import framework_document
from zhunsheng.publish.framework.workbook import framework_workbook
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 3)


def main() -> None:
    """Measure and print."""
    workspace = open_workspace(STANDARDS / "yuexiu")
    reading = seconds(lambda: framework_of(workspace, DAY))
    framework = framework_of(workspace, DAY)
    warming = seconds(lambda: to_pdf(framework_document(framework, "zh", ("statistics",))))
    detail = framework_document(framework, "zh", ("detail",))
    # Typst keeps what it has set: only the first time tells what a table costs.
    first = seconds(lambda: to_pdf(detail))
    english = seconds(lambda: to_pdf(framework_document(framework, "en")))
    boxes = 0 if framework.root is None else sum(1 for _ in framework.root.walk())
    show(
        f"papers of Yuexiu's system: {framework.tally.total} places in {len(framework.rows)} rows, {boxes} boxes",
        [
            Row("reading the workspace and gathering, once", reading, "s", 3),
            Row("gathering again", best_of(5, lambda: framework_of(workspace, DAY)), "s", 0.1),
            Row("structure diagram as SVG, Chinese", best_of(9, lambda: structure_diagram(framework, "zh")), "s", 0.05),
            Row("structure diagram as SVG, English", best_of(9, lambda: structure_diagram(framework, "en")), "s", 0.1),
            Row(
                "detail table as a document",
                best_of(5, lambda: framework_document(framework, "zh", ("detail",))),
                "s",
                0.1,
            ),
            Row("detail table as PDF", first, "s", 2),
            Row("all parts as one PDF, English", english, "s", 2.5),
            Row("workbook", best_of(3, lambda: framework_workbook(framework)), "s", 0.5),
            Row("first PDF of a process: fonts and template", warming, "s"),
            Row("peak memory", peak_mib(), "MiB", 500),
        ],
    )
    words = ("framework", "standards/yuexiu", "--on", DAY.isoformat(), "--out")
    with TemporaryDirectory() as folder:
        rows = [
            Row(f"framework --out {kind}", command(*words, f"{folder}/framework.{kind}", runs=3)[0], "s", limit)
            for kind, limit in (("svg", 2.0), ("xlsx", 2.5), ("pdf", 4.0))
        ]
    show("process start to end", rows)


if __name__ == "__main__":
    main()
