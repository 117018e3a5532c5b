"""Proposals: how long 20 pages take, and how much of what services of Yuexiu say is found in the clauses they name."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import STANDARDS, Row, best_of, show
from tests.exchange.propose.truth import measured
from zhunsheng.exchange.propose import propose
from zhunsheng.standard.document import Clause
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.wording import Words
from zhunsheng.standard.workspace import open_workspace

_YUEXIU = STANDARDS / "yuexiu"
_FILES = [path for path in sorted((_YUEXIU / "standards").rglob("*.yaml")) if not path.name.endswith(".cases.yaml")]
_CHARACTERS, _MILLISECONDS = 10_000, 30.0


def main() -> None:
    """Measure and print."""
    book = open_workspace(_YUEXIU).book()
    document = pages()
    length = sum(len(clause.text.zh) for clause in document if clause.text is not None)
    found = len(propose(document, book=book))
    show(
        f"20 pages: {len(document)} clauses, {length} characters, {found} proposals",
        [
            Row(f"propose, for {_CHARACTERS} characters", _milliseconds(document, None, length), "ms", _MILLISECONDS),
            Row("  with the facts of Yuexiu", _milliseconds(document, book, length), "ms", _MILLISECONDS),
        ],
    )
    total, hit = measured(_FILES, book)
    show(
        "Yuexiu: values that its services give a clause for, and that are proposed for that clause",
        [Row(f"{kind}: recall of {total[kind]}", hit[kind] / total[kind], "") for kind in sorted(total)],
    )


def pages() -> list[Clause]:
    """A document of 20 chapters of real clauses, three to a clause, as long as 20 pages."""
    clauses = [clause for path in _FILES for clause in _clauses(str(path))]
    titles = [clause.title for clause in clauses if clause.title is not None and clause.text is None]
    texts = [clause.text.zh for clause in clauses if clause.text is not None and len(clause.text.zh) > 20]
    found, at = [], 0
    for chapter in range(1, 21):
        found.append(Clause(no=str(chapter), title=titles[chapter % len(titles)]))
        for number in range(1, 6):
            found.append(Clause(no=f"{chapter}.{number}", text=Words("".join(texts[at : at + 3]))))
            at += 3
    return found


def _clauses(path: str) -> Sequence[Clause]:
    model = load_standard(path).model
    return (
        [clause for clause in model.clauses if clause.kind == "clause"] if model is not None and model.services else ()
    )


def _milliseconds(document: Sequence[Clause], book: FactBook | None, length: int) -> float:
    return best_of(21, lambda: propose(document, book=book)) * 1000 * _CHARACTERS / length


if __name__ == "__main__":
    main()
