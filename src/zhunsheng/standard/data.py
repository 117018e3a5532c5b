"""Models as plain trees of text, the way they stand in a file: canonical order, defaults left out, aliases used."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel

from zhunsheng.standard.wording import Words
from zhunsheng.standard.yamltree import Plain


class Bare(str):
    """The text of a number, truth value or day: written without quotes."""

    __slots__ = ()


def as_data(value: Any) -> Plain:
    """A model (or a value inside one) as nested dicts, lists and texts; reading it back gives an equal model.

    >>> from zhunsheng.standard.service import Limit
    >>> as_data(Limit(at_most="15", unit="working_day", basis={"zh": "规定"}))
    {'at_most': '15', 'unit': 'working_day', 'basis': '规定'}
    """
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, Words):
        return value.zh if value.en is None else {"zh": value.zh, "en": value.en}
    if isinstance(value, dict):
        return {_key(key): as_data(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_data(item) for item in value]
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Bare("true" if value else "false")
    return Bare(value.isoformat() if isinstance(value, date) else str(value))


def _key(key: object) -> str:
    return Bare(key.isoformat()) if isinstance(key, date) else str(key)


def _fields(model: BaseModel) -> dict[str, Plain]:
    found: dict[str, Plain] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if field.is_required() or value != field.get_default():
            found[field.alias or name] = as_data(value)
    return found
