"""Reading a workspace as a proof-reader would: one check a file, all registered in `CHECKS`.

`lint` runs them; `manual` is the reference page of their codes, made from their docstrings.  Codes ZS5xx, ZS6xx for
codes of standards and references to standards outside, and ZS344 for proposals.  What cannot be read or compiled is found before, elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from zhunsheng.floor.lint.always_true import always_true
from zhunsheng.floor.lint.ancestors import ancestors
from zhunsheng.floor.lint.base import Check, Subject
from zhunsheng.floor.lint.clause_numbers import clause_numbers
from zhunsheng.floor.lint.codes import bad_code, code_level, duplicate_code, mistyped_code
from zhunsheng.floor.lint.contradiction import contradiction
from zhunsheng.floor.lint.fee_basis import fee_basis
from zhunsheng.floor.lint.full_online import full_online
from zhunsheng.floor.lint.guideline import guideline
from zhunsheng.floor.lint.licence_steps import licence_steps
from zhunsheng.floor.lint.loop import loop
from zhunsheng.floor.lint.mail import mail
from zhunsheng.floor.lint.missing_clause import missing_clause
from zhunsheng.floor.lint.missing_step import missing_step
from zhunsheng.floor.lint.modality import modality
from zhunsheng.floor.lint.never_true import never_true
from zhunsheng.floor.lint.note_requirement import note_requirement
from zhunsheng.floor.lint.numbering import numbering
from zhunsheng.floor.lint.odd_unit import odd_unit
from zhunsheng.floor.lint.older_edition import older_edition
from zhunsheng.floor.lint.on_spot import on_spot
from zhunsheng.floor.lint.online_payment import online_payment
from zhunsheng.floor.lint.phones import phones
from zhunsheng.floor.lint.promise import promise
from zhunsheng.floor.lint.proposals import proposals
from zhunsheng.floor.lint.register_material import register_material
from zhunsheng.floor.lint.replaced import replaced
from zhunsheng.floor.lint.result_sample import result_sample
from zhunsheng.floor.lint.review import review
from zhunsheng.floor.lint.shadowed import shadowed
from zhunsheng.floor.lint.steps import steps
from zhunsheng.floor.lint.title_kind import title_kind
from zhunsheng.floor.lint.topic import topic
from zhunsheng.floor.lint.unknown_post import unknown_post
from zhunsheng.floor.lint.unreachable import unreachable
from zhunsheng.floor.lint.unsuitable_wording import unsuitable_wording
from zhunsheng.floor.lint.visit_reason import visit_reason
from zhunsheng.floor.lint.visits_many import visits_many
from zhunsheng.floor.lint.withdrawn import withdrawn
from zhunsheng.floor.lint.worse_later import worse_later
from zhunsheng.rule.library import Library
from zhunsheng.rule.prover import Prover
from zhunsheng.standard.findings import Finding, in_order
from zhunsheng.standard.workspace import Workspace

#: Every check, by code.
CHECKS: tuple[Check, ...] = (
    proposals,
    never_true,
    always_true,
    shadowed,
    contradiction,
    ancestors,
    clause_numbers,
    steps,
    promise,
    register_material,
    unsuitable_wording,
    guideline,
    note_requirement,
    title_kind,
    review,
    modality,
    numbering,
    missing_clause,
    visits_many,
    on_spot,
    visit_reason,
    full_online,
    mail,
    fee_basis,
    online_payment,
    phones,
    result_sample,
    licence_steps,
    topic,
    unreachable,
    missing_step,
    unknown_post,
    loop,
    worse_later,
    odd_unit,
    bad_code,
    duplicate_code,
    mistyped_code,
    code_level,
    withdrawn,
    replaced,
    older_edition,
)


def lint(
    workspace: Workspace, library: Library, prover: Prover, on: date, scope: Collection[str] | None = None
) -> list[Finding]:
    """Everything that the checks find in `workspace` on a day, by place.

    library, prover: of the workspace.  on: the day values, reviews and registers are looked at.
    scope: paths of the files to speak about, as keys of `Workspace.files`; None for all.
    """
    subject = Subject(workspace, library, prover, on, scope)
    return in_order(finding for check in CHECKS for finding in check.look(subject))


def manual() -> str:
    """The reference page ``docs/reference/checks.md``: a paragraph for each check."""
    head = (
        "# Checks\n\n"
        "What `zhunsheng check` says beyond reading and compiling, by code. A code never changes its meaning. An\n"
        "*error* stops publication, a *warning* wants a reason, *advice* may be ignored. This page is made from the\n"
        "docstrings of `zhunsheng.floor.lint`; a test compares the two.\n"
    )
    return "\n".join([head, *(check.manual for check in CHECKS)])


__all__ = ["CHECKS", "Check", "Subject", "lint", "manual"]
