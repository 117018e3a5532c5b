"""Organisations and posts of the district, and accounts to look round with."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from tests.site.accounts.world import sign_in, somebody
from zhunsheng.site.accounts import access, seeding, selectors
from zhunsheng.site.accounts.models import Organisation, Post, Role, User
from zhunsheng.standard.manifest import OrganisationFile
from zhunsheng.standard.workspace import Workspace, open_workspace

SINCE = date(2023, 9, 20)
STANDARDS = Path(__file__).parents[3] / "standards"


@pytest.fixture(scope="module")
def yuexiu() -> Workspace:
    """The district's own workspace."""
    return open_workspace(STANDARDS / "yuexiu")


def test_the_tree_is_taken_over_whole(db: None, yuexiu: Workspace) -> None:
    listed = yuexiu.organisation
    assert seeding.record_organisations(yuexiu) == len(listed.organisations) == Organisation.objects.count()
    assert Post.objects.count() == len(listed.posts)
    centre = Organisation.objects.get(key="health-centre")
    assert centre.path == "/district/health/health-centre/" and centre.title_en == "community health centres"
    assert Organisation.objects.filter(parent=None).get().key == "district"
    for one in Organisation.objects.select_related("parent"):
        assert one.path == (f"{one.parent.path}{one.key}/" if one.parent else f"/{one.key}/")
        assert one.parent is None or one.lies_in(one.parent)


def test_taking_over_twice_changes_nothing(db: None, yuexiu: Workspace) -> None:
    def rows() -> list[tuple[object, ...]]:
        return [*Organisation.objects.values_list(), *Post.objects.values_list()]

    seeding.record_organisations(yuexiu)
    before = rows()
    seeding.record_organisations(yuexiu)
    assert rows() == before


def test_what_is_gone_is_retired_and_what_moved_moves(
    db: None, yuexiu: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeding.record_organisations(yuexiu)
    worker = somebody(Role.FRONT_LINE, Organisation.objects.get(key="library"))
    full = yuexiu.organisation
    units = tuple(
        unit.model_copy(update={"parent": "education"}) if unit.id == "health-centre" else unit
        for unit in full.organisations
        if unit.id != "library"
    )
    posts = tuple(post for post in full.posts if post.organisation != "library")
    changed = OrganisationFile.model_construct(organisations=units, posts=posts)
    monkeypatch.setattr(type(yuexiu), "organisation", property(lambda self: changed))
    seeding.record_organisations(yuexiu)
    assert Organisation.objects.get(key="health-centre").path == "/district/education/health-centre/"
    assert Organisation.objects.get(key="library").retired
    assert set(Post.objects.filter(retired=True).values_list("organisation__key", flat=True)) == {"library"}
    assert access.may(User.objects.get(pk=worker.pk), access.Permission.DESK)


@pytest.mark.parametrize(("kind", "root"), [("district", "middle"), ("bureau", "first")])
def test_there_is_one_root_though_lines_name_no_parent(
    db: None, yuexiu: Workspace, monkeypatch: pytest.MonkeyPatch, kind: str, root: str
) -> None:
    """A line without ``parent`` must not make a bureau's administrator one of the whole district."""
    lines = [("first", "bureau", None), ("middle", kind, None), ("last", "window", "first")]
    units = [{"id": id_, "title": {"zh": id_}, "kind": what, "parent": above} for id_, what, above in lines]
    listed = OrganisationFile.model_validate({"organisations": units})
    monkeypatch.setattr(type(yuexiu), "organisation", property(lambda self: listed))
    seeding.record_organisations(yuexiu)
    assert Organisation.objects.get(parent=None).key == root
    below = Organisation.objects.exclude(key=root).get(kind="bureau" if root == "middle" else kind)
    assert below.path == f"/{root}/{below.key}/"
    administrator = somebody(Role.ADMINISTRATOR, below)
    assert access.grantable_roles(administrator) == [Role.FRONT_LINE, Role.UNIT]
    assert not access.may(administrator, access.Permission.AUDIT_READ)


def test_a_demonstration_has_an_account_for_each_role(client: Client, db: None, yuexiu: Workspace) -> None:
    seeding.record_organisations(yuexiu)
    made = seeding.demonstration_accounts(SINCE)
    assert [role for _name, _password, role in made] == list(Role)
    assert len({password for _name, password, _role in made}) == len(Role)
    for name, password, role in made:
        user = User.objects.get(username=name)
        assert user.is_demonstration and access.roles_of(user) == {role}
        answer = sign_in(client, name, password)
        assert (answer.status_code, answer["Location"]) == (302, "/" if role is Role.FRONT_LINE else "/office/")
        client.post("/accounts/logout/")


def test_a_second_time_leaves_passwords_alone_until_asked(db: None, yuexiu: Workspace) -> None:
    seeding.record_organisations(yuexiu)
    first = {name: password for name, password, _role in seeding.demonstration_accounts(SINCE)}
    assert {password for _name, password, _role in seeding.demonstration_accounts(SINCE)} == {""}
    fresh = {name: password for name, password, _role in seeding.demonstration_accounts(SINCE, True)}
    for name, password in fresh.items():
        user = User.objects.get(username=name)
        assert user.check_password(password) and not user.check_password(first[name])
    assert User.objects.count() == len(Role)


def test_a_real_account_of_the_same_name_is_never_touched(db: None, yuexiu: Workspace) -> None:
    seeding.record_organisations(yuexiu)
    real = somebody(Role.OFFICE, name="liwenjing")
    made = seeding.demonstration_accounts(SINCE, True)
    assert "liwenjing" not in [name for name, _password, _role in made]
    assert User.objects.get(pk=real.pk).password == real.password


def test_the_tree_page_reads_from_the_top_down(db: None, yuexiu: Workspace) -> None:
    seeding.record_organisations(yuexiu)
    seeding.demonstration_accounts(SINCE)
    branches = selectors.tree(User.objects.get(username="hejiajun"))
    seen: set[int] = set()
    for branch in branches:
        assert branch.organisation.parent_id is None or branch.organisation.parent_id in seen
        seen.add(branch.organisation.pk)
    assert len(branches) == Organisation.objects.count()
    assert branches[0].below == len(Role) and branches[0].here == 2
