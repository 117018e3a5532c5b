"""The papers of the drafting process, from templates that a district can replace.

编制说明, 征求意见汇总处理表, 送审/报批函, 标准实施情况记录表, 复审结论表, and whatever a workspace adds.  A template is one Markdown
file; one template gives PDF, DOCX, HTML and Markdown.  See ``docs/how-to/replace-a-template.md``.
"""

from zhunsheng.publish.papers.given import GivenData, read_data
from zhunsheng.publish.papers.ladder import FoundTemplate, find_template, paper_names, templates
from zhunsheng.publish.papers.paper import Paper, check_template, paper
from zhunsheng.publish.papers.views import Comparison

__all__ = [
    "Comparison", "FoundTemplate", "GivenData", "Paper", "check_template", "find_template", "paper", "paper_names",
    "read_data", "templates",
]  # fmt: skip
