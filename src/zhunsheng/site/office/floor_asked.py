"""What the pages of the floor board are asked: the run that answers, its board, the column of a cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.office.asking import Asked, libraries_by_id
from zhunsheng.site.office.floor_board import Board, Column, board_of, columns_of
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.verdicts import proved
from zhunsheng.site.office.working import Progress


@dataclass(frozen=True)
class FloorAsked:
    """A question to the board of one run."""

    asked: Asked
    run: ProofRun

    @classmethod
    def of(cls, request: HttpRequest) -> FloorAsked | Progress:
        """The run of the day, or how far it is.  Raises NothingKnown and NotInForce."""
        asked = Asked.of(request)
        run = proved(asked)
        return run if isinstance(run, Progress) else cls(asked, run)

    @property
    def key(self) -> str:
        """What an answer depends on beside the page."""
        return f"floor/{self.run.pk}/{self.run.made_at:%y%m%d%H%M%S%f}/{self.asked.language}"

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The standards above, from the top."""
        return columns_of(self.asked.library)

    @cached_property
    def board(self) -> Board:
        """The board of the run."""
        return kept(
            f"{self.key}/board",
            lambda: board_of(
                self.asked.library.id, self.columns, Proof.objects.filter(run=self.run), list(self.asked.domains)
            ),
        )

    @cached_property
    def libraries(self) -> dict[str, Library]:
        """The district's workspace and everything above it, earlier editions included, by id."""
        return libraries_by_id(self.asked.library)

    def column(self, upper: str) -> Column:
        """The column of a standard above.  Raises Http404."""
        found = next((column for column in self.columns if column.upper == upper), None)
        if found is None:
            raise Http404(upper)
        return found

    def proof(self, lower: str, upper: str, item: str) -> Proof:
        """One proof of the run.  Raises Http404."""
        found = Proof.objects.filter(run=self.run, lower=lower, upper=upper, item=item).first()
        if found is None:
            raise Http404(f"{lower} → {upper}#{item}")
        return found
