"""A process as BPMN 2.0 XML with diagram interchange, from the same geometry as the picture.

Source: OMG BPMN 2.0.2 (formal/2013-12-09; also ISO/IEC 19510:2013).  Posts are lanes of one participant, steps are user
tasks, a step with several ways out is followed by an exclusive gateway.  BPMN has no sign for a clock that stands still: a
suspension is a none intermediate event, by which the specification lets a process show a change of its state, with words in
its documentation; limits stand in documentation and, for programs, in elements of a namespace of our own.

Whoever runs the process completes a task with the variable ``next_step``: the id of the step, as the standard names it, that
comes next.  Conditions ask for it; a way that the standard ties to a rule asks for the rule as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from zhunsheng import __version__
from zhunsheng.publish.process.describe import describe
from zhunsheng.publish.process.drawing import Label, Layout
from zhunsheng.publish.process.flow import Flow, Node, Way
from zhunsheng.publish.process.geometry import Rect, bounds
from zhunsheng.publish.process.names import ncname
from zhunsheng.publish.process.pen import number, well_formed
from zhunsheng.standard.quantity import Quantity, format_number
from zhunsheng.standard.wording import T

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI_BPMN = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DI = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: Limits, suspensions, clauses and provenance, for programs.
OURS = "urn:zhunsheng:process:1"
#: The language of rules; its syntax is a subset of Python's expressions.
RULES = "urn:zhunsheng:rule:1"
#: The variable that says where a case goes after a step.
NEXT = "next_step"
#: Points to pixels, the unit of diagram interchange at 96 dpi.
PIXELS = 4 / 3
_POOL_HEAD = 24.0

_ELEMENTS = {
    "start": "startEvent", "pause": "intermediateThrowEvent", "step": "userTask", "decision": "exclusiveGateway",
    "end": "endEvent",
}  # fmt: skip


def to_bpmn(flow: Flow, layout: Layout, *, scale: float = PIXELS) -> str:
    """The process as BPMN 2.0 XML; coordinates are those of the layout times `scale`."""
    return _Writer(flow, layout, scale).write()


@dataclass
class _Writer:
    flow: Flow
    layout: Layout
    scale: float

    def write(self) -> str:
        """The whole document."""
        names = {"bpmn": BPMN, "bpmndi": DI_BPMN, "dc": DC, "di": DI, "xsi": XSI, "zs": OURS}
        root = etree.Element(
            f"{{{BPMN}}}definitions", nsmap=names, id=self.name("definitions"), name=self.clean(self.flow.title),
            targetNamespace="urn:zhunsheng:service:" + ncname("item", self.flow.ref), expressionLanguage=RULES,
            exporter="Zhunsheng", exporterVersion=__version__,
        )  # fmt: skip
        self.collaboration(root)
        self.process(root)
        self.diagram(root)
        made: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
        return made.decode("utf-8")

    # -- the process -----------------------------------------------------------------------------------------------------

    def name(self, kind: str, *parts: str) -> str:
        """The id of something."""
        return ncname(kind, *parts) if parts else ncname(kind, self.flow.ref)

    def clean(self, words: str) -> str:
        """Words without what XML cannot hold."""
        return well_formed(words)

    def add(self, parent: etree._Element, tag: str, **values: str) -> etree._Element:
        """A BPMN element; values in the order given."""
        return etree.SubElement(parent, f"{{{BPMN}}}{tag}", {key: self.clean(value) for key, value in values.items()})

    def document(self, parent: etree._Element, *sentences: str) -> None:
        """Words for people, each in a documentation of its own."""
        for words in sentences:
            if words:
                self.add(parent, "documentation").text = self.clean(words)

    def own(self, parent: etree._Element, *rows: tuple[str, str, dict[str, str]]) -> None:
        """Elements of our namespace: tag, text and attributes."""
        box = self.add(parent, "extensionElements")
        for tag, words, values in rows:
            made = etree.SubElement(box, f"{{{OURS}}}{tag}", {key: self.clean(value) for key, value in values.items()})
            made.text = self.clean(words) or None

    def collaboration(self, root: etree._Element) -> None:
        """One participant, whose lanes are the posts."""
        made = self.add(root, "collaboration", id=self.name("collaboration"))
        self.add(
            made, "participant", id=self.name("participant"), name=self.flow.title, processRef=self.name("process")
        )

    def process(self, root: etree._Element) -> None:
        """Lanes, nodes and ways."""
        flow = self.flow
        made = self.add(
            root, "process", id=self.name("process"), name=flow.title, processType="None", isExecutable="true"
        )
        self.document(made, *describe(flow), f"{flow.edition} {flow.day.isoformat()} {flow.mark}")
        self.own(made, *self.whole())
        lanes = self.add(made, "laneSet", id=self.name("lanes"))
        for index, lane in enumerate(flow.lanes):
            row = self.add(lanes, "lane", id=self.name("lane", lane.id), name=self.flow.begin(lane.title))
            for node in flow.nodes:
                if node.lane == index:
                    self.add(row, "flowNodeRef").text = self.node_name(node.id)
        for node in flow.nodes:
            self.node(made, node)
        for way in flow.ways:
            self.way(made, way)

    def whole(self) -> list[tuple[str, str, dict[str, str]]]:
        """What is said of the process as a whole."""
        flow = self.flow
        rows = [("service", flow.edition, {"ref": flow.ref, "day": flow.day.isoformat(), "language": flow.language})]
        rows.append(
            ("provenance", flow.mark.strip("[]"), {"official": "false" if flow.mark.startswith("[") else "true"})
        )
        if flow.promise:
            rows.append(("promise", flow.promise, _quantity(flow.promised)))
        if flow.statutory:
            rows.append(("statutory", flow.statutory, {}))
        return rows

    def node_name(self, node: str) -> str:
        """The id of a node."""
        kind, _, rest = node.partition(":")
        return self.name(kind, rest) if rest else self.name(kind)

    def way_name(self, way: Way) -> str:
        """The id of a way."""
        return self.name("way", way.source, way.target)

    def node(self, parent: etree._Element, node: Node) -> None:
        """A task, gateway or event with its ways in and out."""
        values = {"id": self.node_name(node.id)}
        if node.kind != "decision":
            values["name"] = self.flow.begin(node.title)
        default = [way for way in self.flow.out[node.id] if way.default]
        if default:
            values["default"] = self.way_name(default[0])
        made = self.add(parent, _ELEMENTS[node.kind], **values)
        if node.kind == "step":
            self.step(made, node)
        elif node.kind == "pause":
            self.document(made, self.flow.say(T("自此停止计时，到这一环节办完为止：{words}", words=node.pause)))
            self.own(made, ("clock", node.pause, {"action": "suspend", "until": self.node_name(f"step:{node.step}")}))
        elif node.kind == "decision":
            self.document(made, self.flow.say(T("变量 {name} 写明下一环节", name=NEXT)))
        for way in self.flow.ways:
            if way.target == node.id:
                self.add(made, "incoming").text = self.way_name(way)
        for way in self.flow.out[node.id]:
            self.add(made, "outgoing").text = self.way_name(way)

    def step(self, made: etree._Element, node: Node) -> None:
        """What a task says of itself."""
        say = self.flow.say
        lane = self.flow.lanes[node.lane]
        self.document(
            made,
            say(T("时限：{limit}", limit=node.limit)) if node.limit else "",
            say(T("停止计时：{words}", words=node.pause)) if node.pause else "",
            say(T("依据条款：{clauses}", clauses=list(node.basis))) if node.basis else "",
            *(say(T("检查：{check}", check=check)) for check in node.checks),
        )
        rows = [("step", "", {"id": node.step, "post": lane.id})]
        if node.limit:
            rows.append(("limit", node.limit, _quantity(node.allowed)))
        rows += [("basis", "", {"clause": clause}) for clause in node.basis]
        self.own(made, *rows)

    def way(self, parent: etree._Element, way: Way) -> None:
        """A sequence flow; after a decision with its condition, unless it is the way taken when no other one is."""
        values = {"id": self.way_name(way)}
        if way.words:
            values["name"] = way.words
        made = self.add(
            parent, "sequenceFlow", **values, sourceRef=self.node_name(way.source), targetRef=self.node_name(way.target)
        )
        if self.flow.by_id[way.source].kind == "decision" and not way.default:
            self.document(made, way.words)
            condition = self.add(made, "conditionExpression", id=self.name("condition", way.source, way.target))
            condition.set(f"{{{XSI}}}type", "bpmn:tFormalExpression")
            target = self.flow.by_id[way.target].step
            rule = "" if way.rule is None else f" and ({' '.join(way.rule.split())})"
            condition.text = self.clean(f"{NEXT} == {target!r}{rule}")

    # -- the diagram -----------------------------------------------------------------------------------------------------

    def diagram(self, root: etree._Element) -> None:
        """Shapes and edges."""
        made = etree.SubElement(root, f"{{{DI_BPMN}}}BPMNDiagram", id=self.name("diagram"), resolution="96")
        plane = etree.SubElement(
            made, f"{{{DI_BPMN}}}BPMNPlane", id=self.name("plane"), bpmnElement=self.name("collaboration")
        )
        if self.layout.lanes:
            whole = bounds(band.rect for band in self.layout.lanes)
            pool = Rect(whole.x, whole.y - _POOL_HEAD, whole.w, whole.h + _POOL_HEAD)
            self.shape(plane, self.name("participant"), pool, isHorizontal="false")
        for band in self.layout.lanes:
            self.shape(plane, self.name("lane", band.lane.id), band.rect, isHorizontal="false")
        words = {label.owner: label for label in self.layout.labels if label.kind != "limit"}
        for shape in self.layout.shapes:
            values = {"isMarkerVisible": "true"} if shape.node.kind == "decision" else {}
            self.shape(plane, self.node_name(shape.node.id), shape.rect, words.get(shape.node.id), **values)
        for line in self.layout.lines:
            name = self.way_name(line.way)
            edge = etree.SubElement(plane, f"{{{DI_BPMN}}}BPMNEdge", id=f"edge.{name}", bpmnElement=name)
            for x, y in line.points:
                place = {"x": number(x * self.scale), "y": number(y * self.scale)}
                etree.SubElement(edge, f"{{{DI}}}waypoint", place)
            if line.way.id in words:
                self.label(edge, words[line.way.id])

    def shape(self, plane: etree._Element, name: str, rect: Rect, label: Label | None = None, **values: str) -> None:
        """A shape with its bounds."""
        made = etree.SubElement(
            plane, f"{{{DI_BPMN}}}BPMNShape", {"id": f"shape.{name}", "bpmnElement": name, **values}
        )
        self.bounds(made, rect)
        if label is not None:
            self.label(made, label)

    def label(self, parent: etree._Element, label: Label) -> None:
        """Where the name is written."""
        self.bounds(etree.SubElement(parent, f"{{{DI_BPMN}}}BPMNLabel"), label.rect)

    def bounds(self, parent: etree._Element, rect: Rect) -> None:
        """A rectangle in pixels."""
        places = {"x": rect.x, "y": rect.y, "width": rect.w, "height": rect.h}
        etree.SubElement(parent, f"{{{DC}}}Bounds", {key: number(value * self.scale) for key, value in places.items()})


def _quantity(quantity: Quantity | None) -> dict[str, str]:
    """Value and unit as attributes, where there is one for everybody."""
    return {} if quantity is None else {"value": format_number(quantity.value), "unit": str(quantity.unit)}
