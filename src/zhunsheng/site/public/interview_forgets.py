"""What keeps the interview from leaving a trace: no copy on the way, no answer in the report of an error."""

from __future__ import annotations

from collections.abc import Callable, ItemsView
from functools import wraps
from types import FrameType
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

View = Callable[[HttpRequest], HttpResponse]
#: What a report shows instead.
LEFT_OUT = "left out: somebody's answers"


class Forgetting(SafeExceptionReporterFilter):
    """Leaves what was sent, and every variable, out of reports of errors, also while debugging."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """The names of nothing, the values of nothing."""
        return {LEFT_OUT: ""}

    def get_traceback_frame_variables(self, request: Any, tb_frame: FrameType) -> ItemsView[str, Any]:
        """No variable at all: answers may be in any of them."""
        return {LEFT_OUT: ""}.items()


def forgets(view: View) -> View:
    """The view with answers that nobody on the way may keep, and errors that do not tell what was sent.

    What is sent changes nothing and no right hangs on it, so no token guards the form and no cookie is set for one.
    """

    @wraps(view)
    def forgetting(request: HttpRequest) -> HttpResponse:
        request.exception_reporter_filter = Forgetting()
        return view(request)

    return csrf_exempt(cache_control(no_store=True, private=True)(forgetting))
