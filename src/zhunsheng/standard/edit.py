"""A value put at a path of names into a standard, with what must hold it made on the way; and the file changed to match.

A path is one of `paths`: ``services.meals.delivers.visits.guarantees.times``.  What the format has there (a group, a
list whose members have ids, names chosen by the author) is read from the models, so that a path that leads nowhere in
the format is known before anything is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from zhunsheng.standard.document import Standard
from zhunsheng.standard.layout import Steps as Positions
from zhunsheng.standard.layout import edit_all
from zhunsheng.standard.paths import KEYS, Steps, path_text
from zhunsheng.standard.yamltree import Plain

#: Gives the fields without which a new member would be no valid one, for its model and its path.
Required = Callable[[type[BaseModel], Steps], dict[str, Plain]]


class Occupied(ValueError):
    """Another value stands where one should be put.  at: its path; existing: what stands there."""

    def __init__(self, at: Steps, existing: Plain) -> None:
        super().__init__(f"{path_text(at)} holds another value")
        self.at = at
        self.existing = existing


def leads_somewhere(steps: Steps) -> bool:
    """Whether a path names a field of the format, or a member of a list or group whose names are free.

    >>> leads_somewhere(("services", "meals", "delivers", "visits", "guarantees", "times", "at_least"))
    True
    >>> leads_somewhere(("services", "meals", "promise", "at_mots")), leads_somewhere(("title", "zh", "x"))
    (False, False)
    """
    return bool(steps) and _below(Standard, steps) is not None


def put_value(tree: Plain, steps: Steps, value: Plain, required: Required) -> Plain:
    """A copy of the plain tree of a standard with `value` at a path; a group is merged into one that is there.

    Raises Occupied where another value stands at the path, or inside the group; ValueError where it leads nowhere.
    """
    if not leads_somewhere(steps):
        raise ValueError(path_text(steps))
    return _put(tree, Standard, (), steps, value, required)


def rewritten(text: str, old: Plain, new: Plain) -> str:
    """The text of a file that says `old`, changed so that it says `new`: what stays the same keeps its place.

    New fields stand where the format has them.  `new` only adds to `old` or replaces texts in it.  Raises EditError.
    """
    return edit_all(text, _differences(old, new, ()), _order)


# -- the format --------------------------------------------------------------------------------------------------


def _below(kind: Any, steps: Steps) -> Any:
    """The annotation at a path below an annotation; None where it leads nowhere."""
    for step in steps:
        kind = next((found for one in _forms(kind) if (found := _member(one, step)) is not None), None)
        if kind is None:
            return None
    return kind


def _forms(kind: Any) -> Iterator[Any]:
    """The forms that a field may have, without what only annotates it."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _forms(get_args(kind)[0])
    elif origin in (Union, UnionType):
        for part in get_args(kind):
            if part is not NoneType:
                yield from _forms(part)
    else:
        yield kind


def _member(kind: Any, step: str) -> Any:
    """What a member of this name is; None where the kind has none."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found = next((field for name, field in kind.model_fields.items() if (field.alias or name) == step), None)
        return None if found is None else found.annotation
    origin, parts = get_origin(kind), get_args(kind)
    if origin is dict:
        return parts[1]
    if origin is tuple:
        return next((one for one in _forms(parts[0]) if _named(one) or one is not str), None)
    return None


def _named(kind: Any) -> str | None:
    """What names the members of a list of this kind (``id``, ``no``, …)."""
    if not (isinstance(kind, type) and issubclass(kind, BaseModel)):
        return None
    return next((key for key in KEYS if key in kind.model_fields), None)


def _list_of(kind: Any) -> type[BaseModel] | None:
    """The model of the members of a list, where they have names."""
    for form in _forms(kind):
        if get_origin(form) is tuple:
            return next((one for one in _forms(get_args(form)[0]) if _named(one)), None)
    return None


def _order(path: Positions, names: list[str], /) -> int | None:
    """Before which of the names of a group the new one at a path goes: as the format has its fields."""
    model = _model_at(tuple(str(step) for step in path[:-1]))
    if model is None:
        return None
    fields = [field.alias or name for name, field in model.model_fields.items()]
    later = fields[fields.index(str(path[-1])) + 1 :] if path[-1] in fields else []
    return next((at for at, name in enumerate(names) if name in later), None)


def _model_at(steps: Steps) -> type[BaseModel] | None:
    """The model of the group at a path of names and positions."""
    kind = Standard if not steps else _below(Standard, steps)
    return next((one for one in _forms(kind) if isinstance(one, type) and issubclass(one, BaseModel)), None)


# -- trees -------------------------------------------------------------------------------------------------------


def _put(tree: Plain | None, kind: Any, done: Steps, steps: Steps, value: Plain, required: Required) -> Plain:
    if not steps:
        return _merged(tree, value, done)
    step, rest = steps[0], steps[1:]
    member = _list_of(kind)
    if member is not None and (tree is None or isinstance(tree, list)):
        return _put_item(tree or [], member, done, steps, value, required)
    if tree is not None and not isinstance(tree, dict):
        raise Occupied(done, tree)
    inner = _below(kind, (step,))
    held = dict(tree or {})
    old = held.get(step)
    if old is None and rest:
        model = next((one for one in _forms(inner) if isinstance(one, type) and issubclass(one, BaseModel)), None)
        old = required(model, (*done, step)) if model is not None else None
    held[step] = _put(old, inner, (*done, step), rest, value, required)
    return _in_order(held, kind)


def _in_order(held: dict[str, Plain], kind: Any) -> dict[str, Plain]:
    """The members of a group in the order of the format."""
    model = next((one for one in _forms(kind) if isinstance(one, type) and issubclass(one, BaseModel)), None)
    if model is None:
        return held
    fields = [field.alias or name for name, field in model.model_fields.items()]
    return dict(sorted(held.items(), key=lambda item: fields.index(item[0]) if item[0] in fields else len(fields)))


def _put_item(
    items: list[Plain], model: type[BaseModel], done: Steps, steps: Steps, value: Plain, required: Required
) -> Plain:
    """The same in a list whose members have names."""
    step, rest = steps[0], steps[1:]
    key = _named(model)
    assert key is not None
    at = next((n for n, item in enumerate(items) if isinstance(item, dict) and item.get(key) == step), None)
    if at is not None:
        return [*items[:at], _put(items[at], model, (*done, step), rest, value, required), *items[at + 1 :]]
    new: Plain = {key: step} if not rest else {key: step, **required(model, (*done, step))}
    return [*items, _put(new, model, (*done, step), rest, value, required)]


def _merged(tree: Plain | None, value: Plain, at: Steps) -> Plain:
    """What stands at a path when a value is put there: a group takes on the members that it lacks."""
    if tree is None:
        return value
    if isinstance(tree, dict) and isinstance(value, dict):
        return tree | {name: _merged(tree.get(name), item, (*at, name)) for name, item in value.items()}
    if tree != value:
        raise Occupied(at, tree)
    return tree


def _differences(old: Plain, new: Plain, path: Positions) -> Iterator[tuple[Positions, Plain]]:
    """What an edit must put where, so that `old` becomes `new`."""
    if isinstance(old, dict) and isinstance(new, Mapping):
        for name, item in new.items():
            yield from _differences(old[name], item, (*path, name)) if name in old else [((*path, name), item)]
    elif isinstance(old, list) and isinstance(new, list):
        for at, item in enumerate(new):
            yield from _differences(old[at], item, (*path, at)) if at < len(old) else [((*path, at), item)]
    elif old != new:
        yield path, new


__all__ = ["Occupied", "Required", "leads_somewhere", "put_value", "rewritten"]
