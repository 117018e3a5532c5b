"""Proofs, comparisons and work lists as plain data: what the command line prints as JSON and the site keeps and answers."""

from __future__ import annotations

from zhunsheng.floor.data.editions import change_data, count, diff_data, item_data, service_title, value_words
from zhunsheng.floor.data.proofs import (
    Find,
    floor_data,
    judgement_data,
    level_data,
    proof_data,
    resident_data,
    section_data,
    title_of,
    value_data,
)
from zhunsheng.floor.data.worklist import impact_data, proof_summary, repair_data, value_at, value_lines, work_data

__all__ = [
    "Find",
    "change_data",
    "count",
    "diff_data",
    "floor_data",
    "impact_data",
    "item_data",
    "judgement_data",
    "level_data",
    "proof_data",
    "proof_summary",
    "repair_data",
    "resident_data",
    "section_data",
    "service_title",
    "title_of",
    "value_at",
    "value_data",
    "value_lines",
    "value_words",
    "work_data",
]
