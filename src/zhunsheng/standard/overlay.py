"""What a service comes to: as written, or the service it overlays with its changes made.

The effective service knows where each of its fields stands: in a change, in the overlay itself, or in the text above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from zhunsheng.standard.data import as_data
from zhunsheng.standard.derivation import apply
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.paths import parse_path
from zhunsheng.standard.service import Change, Service
from zhunsheng.standard.wording import T
from zhunsheng.standard.yamltree import Plain

if TYPE_CHECKING:
    from zhunsheng.standard.workspace import Workspace

#: What an overlay says about itself; everything else it takes from above and may only change with a reason.
OWN = (
    "title", "number", "domain", "category", "derives", "overlays", "changes", "succeeds", "exceeds", "lead_agency",
    "legal_basis", "service_points", "provenance", "note",
)  # fmt: skip
#: What belongs to the text above alone and does not come down.
NOT_INHERITED = ("number", "derives", "overlays", "changes", "succeeds", "exceeds", "provenance", "note")


@dataclass(frozen=True)
class Effective:
    """A service with its overlay resolved; findings: what is wrong with the overlay.  The rest says where it stands."""

    service: Service
    loaded: Loaded[Standard]
    prefix: tuple[str | int, ...]
    changes: tuple[Change, ...] = ()
    above: Effective | None = None
    findings: tuple[Finding, ...] = ()

    def place(self, *path: object) -> Place:
        """The place of a field: in the change that set it, in the overlay, or in the text above."""
        home, inner = self._home(path)
        return home.loaded.place(*home.prefix, *inner)

    def column(self, path: tuple[object, ...], offset: int) -> Place:
        """The place of a character inside a field."""
        home, inner = self._home(path)
        return home.loaded.column((*home.prefix, *inner), offset)

    def _home(self, path: tuple[object, ...]) -> tuple[Effective, tuple[object, ...]]:
        """Who wrote a field, and the path to it there."""
        if self.above is None or not path or (path[0] in OWN and self._writes(str(path[0]))):
            return self, path
        names = _named(self.service, path)
        for index, change in reversed(list(enumerate(self.changes))):
            steps = parse_path(change.at) or ()
            if names[: len(steps)] == steps:
                if change.set is not None:
                    return self, ("changes", index, "set", *names[len(steps) :])
                if change.add is not None and _adds(change, names[len(steps) :]):
                    return self, ("changes", index, "add", *names[len(steps) + 1 :])
        return self.above._home(names)

    def _writes(self, name: str) -> bool:
        service = self.loaded.model and self.loaded.model.services.get(str(self.prefix[-1]))
        return service is not None and name in service.model_fields_set


def _adds(change: Change, rest: tuple[str, ...]) -> bool:
    """Whether what follows the list is the member that `change` added."""
    added = change.add
    name = added.get("id") if isinstance(added, dict) else added
    return bool(rest) and rest[0] == name


def _named(service: Service, path: tuple[object, ...]) -> tuple[str, ...]:
    """A path with positions in lists replaced by the ids of their members."""
    names: list[str] = []
    here: object = service
    for step in path:
        name = str(step)
        if isinstance(here, tuple) and isinstance(step, int) and step < len(here):
            here = here[step]
            name = str(getattr(here, "id", here if isinstance(here, str) else step))
        elif isinstance(here, dict):
            here = here.get(step)
        else:
            here = getattr(here, name, None)
        names.append(name.rstrip("_"))
    return tuple(names)


def effective(workspace: Workspace, item: str, _under: tuple[str, ...] = ()) -> Effective:
    """What the service `item` (an id or a reference) comes to; worked out once.

    Where the text above cannot be found, or the changes make no valid service, the service stands as written and
    `Effective.findings` says why.  Raises KeyError when there is no such item.
    """
    found = workspace.find(item)
    if found is None:
        raise KeyError(item)
    home = found.workspace
    known = home.effective_services.get(found.id)
    if known is None:
        written = Effective(found.service, found.loaded, found.prefix, found.service.changes)
        known = written if found.service.overlays is None else _resolve(home, found.id, written, _under)
        home.effective_services[found.id] = known
    return known


def _resolve(home: Workspace, item: str, written: Effective, under: tuple[str, ...]) -> Effective:
    """An overlay on what it overlays."""
    service, loaded, prefix = written.service, written.loaded, written.prefix
    name = f"{home.path}#{item}"
    above = home.find(service.overlays or "")
    if above is None or name in under or above.service is service:
        return written  # `links` reports unknown references and circles
    base = effective(above.workspace, above.id, (*under, name))
    inherited = as_data(base.service)
    assert isinstance(inherited, dict)
    inherited = {key: value for key, value in inherited.items() if key not in NOT_INHERITED}
    result = apply(inherited, service.changes, lambda index: loaded.place(*prefix, "changes", index, "at"))
    own = {key: value for key, value in _own(service).items() if key in OWN and key != "changes"}
    findings = [*result.findings, *_unreasoned(service, loaded, prefix)]
    try:
        model = Service.model_validate({**result.data, **own})
    except ValidationError as error:
        findings += [_invalid(detail["loc"], service, loaded, prefix) for detail in error.errors(include_url=False)]
        return Effective(service, loaded, prefix, service.changes, None, tuple(dict.fromkeys(findings)))
    return Effective(model, loaded, prefix, service.changes, base, tuple(findings))


def _own(service: Service) -> dict[str, Plain]:
    data = as_data(service)
    assert isinstance(data, dict)
    return data


def _unreasoned(service: Service, loaded: Loaded[Standard], prefix: tuple[str | int, ...]) -> list[Finding]:
    """Fields that an overlay writes as its own although they are the ancestor's."""
    advice = T("覆盖上位事项时，其他内容写在 changes 里，并说明理由")
    return [
        Finding("ZS313", loaded.name_place(*prefix, name), T("这里不能直接写「{name}」", name=name), advice)
        for name in _own(service)
        if name not in OWN
    ]


def _invalid(
    loc: tuple[int | str, ...], service: Service, loaded: Loaded[Standard], prefix: tuple[str | int, ...]
) -> Finding:
    """A change that makes something that is no valid service, at the change that most likely did."""
    where = [str(step) for step in loc]

    def shared(change: Change) -> int:
        steps = parse_path(change.at) or ()
        return next((n for n, step in enumerate(steps) if n >= len(where) or step != where[n]), len(steps))

    place = loaded.place(*prefix, "changes")
    if service.changes:
        index = max(range(len(service.changes)), key=lambda number: shared(service.changes[number]))
        place = loaded.place(*prefix, "changes", index, "at")
    return Finding(
        "ZS312", place, T("改动以后的内容不合格式：{path}", path=".".join(step for step in where if step[:1] != "@"))
    )
