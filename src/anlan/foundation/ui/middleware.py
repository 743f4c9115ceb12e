"""Errors of the core become plain pages."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from anlan.core.kernel.errors import AnlanError
from anlan.foundation.ui.answers import answer, answer_to


class PlainErrors:
    """Answers an error that a view raises; what is not ours goes on to Django's handlers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for an AnlanError or a request that is too large, else nothing."""
        if isinstance(exception, AnlanError):
            return answer_to(request, exception)
        if isinstance(exception, RequestDataTooBig):
            return answer(request, status=413, code="input.too_large")
        return None
