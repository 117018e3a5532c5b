"""Change operators in rule/ and floor/ and see that a test notices: `make mutants` runs this.

Takes the arguments of ``mutmut`` (``run``, ``results``, ``show NAME``).  Only operators are changed: comparisons,
arithmetic, ``and`` / ``or`` / ``not``, ``in`` / ``is`` and their negations, ``continue`` / ``break``.  Changes of
strings, numbers and arguments are left out: most of them alter a message, and they are ten times as many.
"""

from __future__ import annotations

from mutmut.__main__ import cli
from mutmut.mutation import mutators

WANTED = (mutators.operator_swap_op, mutators.operator_remove_unary_ops, mutators.operator_keywords)


def main() -> None:
    """Narrow mutmut to operators and hand over to it."""
    operators = mutators.mutation_operators
    assert isinstance(operators, list)
    # In place, because other modules of mutmut hold a reference to the list.
    operators[:] = [pair for pair in operators if pair[1] in WANTED]
    cli()


if __name__ == "__main__":
    main()
