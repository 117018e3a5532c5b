"""A page that is added to the site must be added to the pages that are looked at."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, get_resolver

from tests.site.browser.pages import PAGES

#: Addresses that are no page of their own, and why.
NO_PAGE = {
    "acts: they answer with another page": {
        "look:as_of", "look:display", "office:floor_again", "account_logout", "accounts:end-sessions",
        "accounts:give-role", "accounts:end-role", "accounts:enter-identity", "accounts:remove-identity",
        "accounts:change-person", "programs:token-revoke", "programs:webhook-act", "openid_connect_login",
        "openid_connect_callback",
    },
    "documents and data": {
        "public:item_document", "public:standard_document", "office:framework_paper", "office:items_csv",
        "office:items_xlsx", "office:manual", "office:post_manual", "office:standards_csv", "office:standards_xlsx",
        "office:printed", "office:floor_csv", "office:floor_xlsx", "openapi",
    },
    "parts of the overview": {"office:overview_tests", "office:overview_moved"},
    "a question before an act, about a token that somebody made; looked at in tests/site/api/test_people_tokens": {
        "programs:people-token-revoke",
    },
    "for machines": {"look:robots", "look:healthz", "api-nothing"},
    "steps of signing in, looked at in test_signing_in and by the tests of accounts": {
        "account_inactive", "account_reauthenticate", "mfa_authenticate", "mfa_index",
        "mfa_reauthenticate", "mfa_deactivate_totp", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "socialaccount_login_cancelled", "socialaccount_login_error",
    },
}  # fmt: skip


def names(resolver: URLResolver, room: str = "") -> set[str]:
    """The names of all addresses, with their rooms; the interface's own come from its description."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            if one.app_name != "ninja":
                found |= names(one, f"{one.namespace}:" if one.namespace else room)
        elif isinstance(one, URLPattern):
            found.add(f"{room}{one.name}")
    return found


def test_every_page_is_looked_at() -> None:
    excepted = set().union(*NO_PAGE.values())
    looked_at = {kind.route for kind in PAGES} - {"404", "403"}
    addresses = names(get_resolver())
    assert looked_at & excepted == set()
    assert addresses - looked_at - excepted == set()
    assert (looked_at | excepted) - addresses == set()


def test_every_kind_has_a_name_of_its_own() -> None:
    assert len({kind.name for kind in PAGES}) == len(PAGES)
