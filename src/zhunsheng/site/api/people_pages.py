"""The pages on which administrators see the tokens of others, and end them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from zhunsheng.site.accounts import access
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.accounts.views import user_of
from zhunsheng.site.api import tokens

_ROWS = 100


@needs(Permission.ACCOUNTS_MANAGE)
@never_cache
@require_GET
def token_list(request: HttpRequest) -> HttpResponse:
    """Tokens of the people whom the administrator may see: whose, for what, what they allow, since and until when."""
    actor = user_of(request)
    query, ended = request.GET.get("q", "").strip()[:80], request.GET.get("state") == "ended"
    page = Paginator(tokens.tokens_of_people(actor, query, ended=ended), _ROWS).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "section": "accounts",
        "page": page,
        "kept": kept.urlencode(),
        "query": query,
        "ended": ended,
        "manageable": access.manageable(actor, {one.owner for one in page}),
    }
    return render(request, "api/people_tokens.html", context)


@needs(Permission.ACCOUNTS_MANAGE)
@never_cache
@require_http_methods(["GET", "POST"])
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then end a token of somebody else at once."""
    actor = user_of(request)
    token = tokens.tokens_of_people(actor).filter(pk=pk).first()
    if token is None:
        raise Http404
    if request.method == "POST":
        tokens.revoke_for(actor, token)
        messages.success(request, _("令牌已撤销，用它的程序从现在起读不到了。"))
        return redirect("programs:people-tokens")
    managed = access.may_manage(actor, token.owner)
    return render(request, "api/people_token.html", {"section": "accounts", "token": token, "managed": managed})
