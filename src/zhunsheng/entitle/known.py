"""What is known about one person: for each fact the cells that it may still lie in, and exact values where told.

Whoever weighs a possible answer knows its cell and that the rest would be told with it: such facts are `answered`.
"""

from __future__ import annotations

from zhunsheng.rule.tree import Value


class Known(list[int]):
    """Sets of cells by the fact's index; `exact`: values told (or computed), by index."""

    __slots__ = ("answered", "exact")

    def __init__(self, cells: list[int], exact: dict[int, Value] | None = None) -> None:
        super().__init__(cells)
        self.exact: dict[int, Value] = {} if exact is None else exact
        self.answered: frozenset[int] = frozenset()

    def copy(self) -> Known:
        """A copy that can be changed by itself."""
        return Known(self, dict(self.exact))
