"""Documents of the district: every guide and manual as PDF with both cores, and one guide at a time, warm."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from benchmarks.measure import STANDARDS, Row, command, peak_mib, percentile, seconds, show
from zhunsheng.publish.guide import service_guide
from zhunsheng.publish.html import to_html
from zhunsheng.publish.manual import business_manual
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.publish.word import to_docx
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 3)
ON = ("--on", DAY.isoformat())


def main() -> None:
    """Measure and print."""
    library = Library(open_workspace(STANDARDS / "yuexiu"))
    full = [item for item in library.ids() if library.service(item).steps]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        guides, _ = command("guide", "standards/yuexiu", "--out", str(out / "g"), *ON, runs=2)
        manuals, _ = command("manual", "standards/yuexiu", "--out", str(out / "m"), *ON, runs=2)
        posts, _ = command("manual", "standards/yuexiu", "--posts", "--out", str(out / "p"), *ON, runs=1)
        counts = {name: len(list((out / name).glob("*.pdf"))) for name in "gmp"}
        show(
            f"all of Yuexiu as PDF: {counts['g']} guides, {counts['m']} manuals of items, {counts['p']} of posts",
            [
                Row("guides, process start to end", guides, "s"),
                Row("manuals of items, process start to end", manuals, "s"),
                Row("guides and manuals of items together", guides + manuals, "s", 15),
                Row("manuals of posts, process start to end", posts, "s"),
            ],
        )
    service_guide(library, full[0], DAY)
    to_pdf(service_guide(library, full[0], DAY))
    # Each item once and never twice, so that nothing of it has been set before.
    made = [seconds(lambda item=item: to_pdf(service_guide(library, item, DAY))) for item in full[1:]]  # type: ignore[misc]
    again = [service_guide(library, item, DAY) for item in full]
    html = [seconds(lambda one=one: to_html(one)) for one in again]  # type: ignore[misc]
    word = [seconds(lambda one=one: to_docx(one)) for one in again]  # type: ignore[misc]
    manual = [business_manual(library, item, DAY) for item in full]
    manual_pdf = [seconds(lambda one=one: to_pdf(one)) for one in manual]  # type: ignore[misc]
    show(
        f"one at a time, warm, over {len(full)} items",
        [
            Row("a guide built and set as PDF, p95", percentile(made, 0.95), "s", 0.3),
            Row("a guide as HTML fragment, p95", percentile(html, 0.95), "s", 0.02),
            Row("a guide as Word file, p95", percentile(word, 0.95), "s", 0.3),
            Row("a manual set as PDF, p95", percentile(manual_pdf, 0.95), "s", 0.6),
            Row("peak memory", peak_mib(), "MiB"),
        ],
    )


if __name__ == "__main__":
    main()
