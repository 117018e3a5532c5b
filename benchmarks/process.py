"""Process pictures of every service of Yuexiu: layout, SVG and BPMN, in milliseconds of one processor for each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import process_time

from benchmarks.measure import STANDARDS, Row, percentile, show
from zhunsheng.publish.process import bpmn_of, flow_of, lay_out, picture, to_bpmn, to_svg
from zhunsheng.publish.process.flow import Flow
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

DAY = date(2024, 6, 3)
#: Milliseconds for everything that is made of one process.
LIMIT = 20.0


def main() -> None:
    """Measure and print."""
    library = Library(open_workspace(STANDARDS / "yuexiu"))
    services = [service for service in library.services() if service.steps]
    for service in services[:3]:  # fonts, catalogues and modules are read on the first call
        bpmn_of(service, library, DAY, "zh")
        picture(service, library, DAY, "zh", audience="resident")
    flows = [flow_of(service, library, DAY, "zh") for service in services]
    layouts = [lay_out(flow) for flow in flows]
    pairs = list(zip(flows, layouts, strict=True))

    def all_of(flow: Flow) -> None:
        layout = lay_out(flow)
        to_svg(layout)
        to_bpmn(flow, layout)

    rows = [
        _row("read the process as a graph", [lambda s=one: flow_of(s, library, DAY, "zh") for one in services]),
        _row("layout", [lambda f=one: lay_out(f) for one in flows]),
        _row("SVG", [lambda g=one: to_svg(g) for one in layouts]),
        _row("BPMN 2.0 with diagram", [lambda f=flow, g=layout: to_bpmn(f, g) for flow, layout in pairs]),
        _row("layout + SVG + BPMN", [lambda f=one: all_of(f) for one in flows], LIMIT),
        _row(
            "the resident's picture",
            [lambda s=one: picture(s, library, DAY, "zh", audience="resident") for one in services],
        ),
    ]
    show(f"process pictures of {len(services)} services", rows)


def _row(what: str, calls: list[Callable[[], object]], limit: float | None = None) -> Row:
    """The 95th percentile over the services, each the best of three calls in processor time: what else runs is not ours."""
    times = [min(_spent(call) for _ in range(3)) * 1000 for call in calls]
    return Row(f"{what}, 95th percentile", percentile(times, 0.95), "ms", limit)


def _spent(call: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = process_time()
    call()
    return process_time() - start


if __name__ == "__main__":
    main()
