"""The audit trail in words: the names of people, organisations and posts, not their keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from tests.site.accounts.world import somebody
from zhunsheng.site.accounts import audit
from zhunsheng.site.accounts.models import AuditEntry, Organisation, Role
from zhunsheng.site.accounts.trail import in_words

pytestmark = pytest.mark.django_db


def told(*entries: AuditEntry) -> list[tuple[str, str]]:
    return [(one.about, one.detail) for one in in_words(entries)]


@pytest.mark.usefixtures("tree")
def test_keys_are_said_as_names() -> None:
    Organisation.objects.filter(key="health").update(title_zh="区卫生健康局", title_en="health bureau")
    actor, user = somebody(Role.ADMINISTRATOR), somebody(Role.UNIT)
    line = audit.append("role.given", actor, user, role="unit", organisation="health", since="2026-01-02", until=None)
    assert told(line) == [(f"{user.name}（{user.username}）", "角色 试点单位；机构 区卫生健康局；自 2026-01-02")]
    with translation.override("en"):
        assert "health bureau" in told(line)[0][1]


def test_nobody_else_is_named_where_somebody_did_it_to_themselves() -> None:
    user = somebody(Role.UNIT)
    assert told(audit.append("signed-in", user, user, methods=["password", "mfa"])) == [("", "方式 密码, 第二重验证")]
    assert told(audit.append("signed-in", user, user, methods=[])) == [("", "")]
    assert told(audit.append("sign-in.failed", None, user, known=True))[0] == (
        f"{user.name}（{user.username}）",
        "用户名存在 是",
    )


def test_what_is_no_longer_there_keeps_its_key() -> None:
    line = audit.append("role.given", None, None, organisation="closed-bureau", anything="else")
    assert told(line) == [("", "机构 closed-bureau；anything else")]


@pytest.mark.usefixtures("tree")
def test_names_take_the_same_queries_however_many_lines(django_assert_num_queries: Any) -> None:
    user = somebody(Role.UNIT)
    lines = [audit.append("role.given", None, user, role="unit", organisation="health") for _ in range(20)]
    with django_assert_num_queries(2):
        assert len(told(*lines)) == 20


def test_what_is_kept_as_a_code_is_said_in_words() -> None:
    user = somebody(Role.UNIT)
    made = audit.append("token.created", user, user, prefix="ab12", scopes=["office.read", "webhooks.manage"], days=9)
    assert told(made) == [("", "令牌开头 ab12；范围 读办公内容, 管理变更通知；天数 9")]
    lost = audit.append("sign-in.no-answer", None, None, provider="city", reason="answer", fault="no_exp")
    assert told(lost) == [("", "登录服务 city；原因 答复不对；错在 no_exp")]
    ended = audit.append("token.shortened", None, None, prefix=["ab12", "cd34"], until="2026-12-31")
    assert told(ended) == [("", "令牌开头 ab12, cd34；至 2026-12-31")]
