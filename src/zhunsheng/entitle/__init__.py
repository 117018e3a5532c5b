"""Who is entitled: an interview for one person.  Pure and stateless; nothing is stored, nothing is logged.

    interview = Interview.of(library, day)             # once per library and day; shared by all visitors
    here = interview.given({"age": "67", "city_hukou": "true", "dibao": "unknown"})
    here.problems(), here.progress(), here.question()   # what is wrong, how far, what to ask next
    here.results(), here.materials()                    # the live list, and one list of papers

The room decides nothing about a person that `rule` does not: conditions on one fact are evaluated by its compiler when a
circuit is built, relations by its evaluator, and the rest is Kleene's and, or, not over what is known.
"""

from zhunsheng.entitle.interview import UNKNOWN, Interview, Situation
from zhunsheng.entitle.results import (
    Answered,
    Gain,
    ItemName,
    ItemResult,
    MaterialLine,
    MaterialList,
    MaterialNeed,
    Missing,
    Option,
    Problem,
    Progress,
    Proposal,
    Question,
    QuestionGroup,
    Reading,
    Reason,
    Status,
)
from zhunsheng.entitle.sentence import read_sentence
from zhunsheng.entitle.vocabulary import PERSONS as KINSHIP

__all__ = [
    "KINSHIP",
    "UNKNOWN",
    "Answered",
    "Gain",
    "Interview",
    "ItemName",
    "ItemResult",
    "MaterialLine",
    "MaterialList",
    "MaterialNeed",
    "Missing",
    "Option",
    "Problem",
    "Progress",
    "Proposal",
    "Question",
    "QuestionGroup",
    "Reading",
    "Reason",
    "Situation",
    "Status",
    "read_sentence",
]
