"""ZS532: a step whose role is no post of the organisation."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from zhunsheng.floor.lint.base import Subject, check
from zhunsheng.standard.findings import Finding, Severity
from zhunsheng.standard.wording import T


@check("ZS532", Severity.WARNING)
def unknown_post(subject: Subject) -> Iterator[Finding]:
    """岗位不在组织机构里 — the `role` of a step is not among the posts of `organisation.yaml`.

    A workspace without posts is left alone.
    **Why.** A manual is made per post, and each post that acts in a step should have its own standard.
    **Example.** `role: physican` while the post is `physician`.
    **Remedy.** Correct the role, or add the post.
    """
    posts = [post.id for post in subject.workspace.organisation.posts]
    if not posts:
        return
    for service in subject.services:
        for name, step in service.compiled.source.process.items():
            if step.role not in posts and service.writes(f"process.{name}"):
                close = get_close_matches(step.role, posts, n=1, cutoff=0.5)
                advice = T("是不是 {name}？", name=close[0]) if close else T("请在 organisation.yaml 的 posts 里登记")
                message = T("环节「{title}」的岗位「{role}」不在组织机构里", title=step.title, role=step.role)
                yield unknown_post.finding(service.place("process", name, "role"), message, advice)
