"""Files that people wrote, changed with care: tidied (`fmt`) or changed in one place (`edit`), comments kept.

Every result is read back: values and comments must be the same but for what was asked, or the text stays as it was.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from zhunsheng.standard.yamltree import Mapping, Node, Plain, Scalar, Sequence, plain, read_tree

Steps = tuple[str | int, ...]


class EditError(ValueError):
    """An edit that cannot be made: the path leads nowhere, or the text is no plain YAML."""


def fmt(text: str) -> str:
    """The text in the usual layout: two blanks a level, list items indented, one blank after a comma.

    Comments, quotes, blank lines and every value stay.  A text with errors comes back as it is.
    """
    root, findings = read_tree(text, "")
    if root is None or findings:
        return text
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    root = read_tree(source, "")[0]
    assert root is not None
    try:
        tidy = _write(_read(source))
        if tidy != source:
            tidy = _write(_read(tidy))  # a comment that moved once stays where it is from then on
    except EditError:
        return text
    return tidy if _same(source, root, tidy) else text


def edit(text: str, path: Steps, value: Plain | None) -> str:
    """The text with `value` at `path`, everything else as it stands; None takes the member away.

    path: names and positions.  The last step may be a new name of a group, or the length of a list to append.
    A text in place of a text is put there character by character; anything larger brings the file into the usual
    layout.  Raises EditError.
    """
    root, findings = read_tree(text, "")
    if root is None or findings or not path:
        raise EditError("the text must be readable and the path name something")
    wanted = _changed(plain(root), path, value)
    old = _node(root, path)
    if isinstance(old, Scalar) and isinstance(value, str):
        spliced = _splice(text, old, value)
        if _reads_as(spliced, wanted):
            return spliced
    source = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tree = _read(source)
    _put(tree, path, value)
    result = _write(tree)
    if not _reads_as(result, wanted):
        raise EditError("the change cannot be written without changing something else")
    return result


#: Where a new name goes in its group: given its path and the names that are there, before which; None for the end.
Order = Callable[[Steps, list[str]], int | None]


def edit_all(text: str, changes: Iterable[tuple[Steps, Plain]], order: Order | None = None) -> str:
    """The text with several values at their paths, as `edit` does for one; the file comes into the usual layout.

    changes: in the order in which they are made, so that a later one may go into what an earlier one puts there.
    order: where new names of a group go.  Raises EditError.
    """
    root, findings = read_tree(text, "")
    if root is None or findings:
        raise EditError("the text must be readable")
    wanted = plain(root)
    tree = _read(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    for path, value in changes:
        wanted = _changed(wanted, path, value)
        _put(tree, path, value, order)
    result = _write(tree)
    if not _reads_as(result, wanted):
        raise EditError("the changes cannot be written without changing something else")
    return result


def comments(text: str, root: Node) -> list[str]:
    """The comments of a text, in order."""
    inside = bytearray(len(text) + 1)
    for node in _scalars(root):
        inside[node.start : node.end] = b"\x01" * (node.end - node.start)
    found = []
    for match in re.finditer(r"(?:^|(?<=\s))#[^\n]*", text):
        if not inside[match.start()]:
            found.append(match.group().rstrip())
    return found


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        yield from node.keys.values()
        for item in node.items.values():
            yield from _scalars(item)
    else:
        for item in node.items:
            yield from _scalars(item)


def _same(source: str, root: Node, tidy: str) -> bool:
    """Whether two texts say the same, with the same comments."""
    again, findings = read_tree(tidy, "")
    if again is None or findings or plain(again) != plain(root):
        return False
    return sorted(comments(tidy, again)) == sorted(comments(source, root))


def _reads_as(text: str, wanted: Plain) -> bool:
    root, findings = read_tree(text, "")
    return root is not None and not findings and plain(root) == wanted


# -- one place ---------------------------------------------------------------------------------------------------


def _node(node: Node | None, path: Steps) -> Node | None:
    for step in path:
        if isinstance(node, Mapping):
            node = node.items.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def _splice(text: str, old: Scalar, value: str) -> str:
    """The text with another scalar in the place of `old`, in the same quotes where it had some."""
    from zhunsheng.standard.write import scalar

    start = 1 if text.startswith("\ufeff") else 0
    before, after = text[: start + old.start], text[start + old.end :]
    new = scalar(value)
    if old.style == '"' and not new.startswith('"'):
        new = f'"{new}"'
    elif old.style == "'" and "\n" not in value and "\\" not in new:
        new = "'" + value.replace("'", "''") + "'"
    elif old.style in ("|", ">"):
        new += "\n"
    elif old.start == old.end:  # nothing was written there
        new = f" {new}"
    return before + new + after


def _changed(tree: Plain, path: Steps, value: Plain | None) -> Plain:
    """The tree that the edit should give."""
    step, rest = path[0], path[1:]
    if isinstance(tree, dict):
        members = dict(tree)
        name = str(step)
        if rest or value is None:
            if name not in members:
                raise EditError(f"no {name!r} here")
            if rest:
                members[name] = _changed(members[name], rest, value)
            else:
                del members[name]
        elif value is not None:
            members[name] = value
        return members
    if isinstance(tree, list) and isinstance(step, int) and 0 <= step <= len(tree):
        if step == len(tree) and (rest or value is None):
            raise EditError(f"no item {step} here")
        items = [] if value is None and not rest else [_changed(tree[step], rest, value) if rest else value]
        return [*tree[:step], *items, *tree[step + 1 :]]  # type: ignore[list-item]
    raise EditError(f"no {step!r} here")


def _put(tree: Any, path: Steps, value: Plain | None, order: Order | None = None) -> None:
    """The same change in ruamel's tree."""
    for step in path[:-1]:
        tree = tree[step if isinstance(tree, list) else str(step)]
    last: Any = path[-1] if isinstance(tree, list) else str(path[-1])
    if value is None:
        del tree[last]
    elif isinstance(tree, list) and last == len(tree):
        tree.append(_node_of(value))
    elif order is not None and not isinstance(tree, list) and last not in tree:
        names = list(tree)
        at = order(path, [str(name) for name in names])
        if at:  # a comment between two names is about the second
            _give_comment(tree, names[at - 1], names[at])
        tree.insert(len(tree) if at is None else at, last, _node_of(value))
    else:
        tree[last] = _node_of(value)


def _give_comment(tree: Any, name: Any, following: Any) -> None:
    """Let the lines of comment behind one name of a group, which ruamel keeps with it, be those before the next."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.error import CommentMark
    from ruamel.yaml.tokens import CommentToken

    holder, key = tree, name
    while isinstance(inner := holder[key], CommentedMap | CommentedSeq) and inner and not inner.fa.flow_style():
        holder, key = inner, next(reversed(inner)) if isinstance(inner, CommentedMap) else len(inner) - 1
    places = holder.ca.items.get(key) or ()
    token = next((one for one in places if isinstance(one, CommentToken)), None)
    own, mark, lines = token.value.partition("\n") if token is not None else ("", "", "")
    if token is None or not lines.strip():
        return
    token.value = own + mark
    column = tree.lc.col
    text = "".join(f"{line.strip()}\n" for line in lines.splitlines())
    before = tree.ca.items.setdefault(following, [None, None, None, None])
    before[1] = [CommentToken(text, CommentMark(column)), *(before[1] or [])]


def _node_of(value: Plain) -> Any:
    """A plain tree as ruamel's, quoted and laid out as `write` would."""
    from zhunsheng.standard.write import dump_data

    return _read(dump_data({"value": value}))["value"]


# -- ruamel ------------------------------------------------------------------------------------------------------


def _yaml() -> Any:
    """A round trip that leaves every scalar the text it is."""
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode
    from ruamel.yaml.resolver import VersionedResolver
    from ruamel.yaml.tag import Tag

    class Texts(VersionedResolver):
        """Takes ``010``, ``on`` and ``12:30`` for texts; only nothing at all is nothing."""

        def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
            if kind is ScalarNode:
                name = "null" if value == "" and implicit[0] else "str"
                return Tag(suffix=f"tag:yaml.org,2002:{name}")
            return super().resolve(kind, value, implicit)

    yaml = YAML()
    yaml.Resolver = Texts
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _read(text: str) -> Any:
    """The text as ruamel's tree.  Raises EditError where ruamel cannot read it."""
    with _ruamel():
        return _yaml().load(text)


def _write(tree: Any) -> str:
    """Ruamel's tree as text.  Raises EditError where ruamel cannot write it."""
    stream = io.StringIO()
    with _ruamel():
        _yaml().dump(tree, stream)
    lines = [line.rstrip() for line in stream.getvalue().split("\n")]
    return "\n".join(lines).rstrip("\n") + "\n"


@contextmanager
def _ruamel() -> Iterator[None]:
    """Ruamel is stricter than our reader (``|#``) and stumbles over comments in odd places, in many kinds of error."""
    try:
        yield
    except Exception as error:
        raise EditError("the text is written in a way that cannot be laid out") from error
