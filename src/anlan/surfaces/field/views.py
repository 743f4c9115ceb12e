"""The shell of the phone's pages, its service worker and its manifest. None of them names anybody."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from anlan.surfaces.field import shell


@require_safe
@ensure_csrf_cookie
def page(request: HttpRequest) -> HttpResponse:
    """The same page for everybody; who it is for is asked by its script."""
    answer = render(request, "field_app/shell.html", {"version": shell.version()})
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker: what to keep, then the built script. It may also answer for a place's QR code."""
    kept = json.dumps({"version": shell.version(), "files": shell.addresses()})
    answer = HttpResponse(f"self.ANLAN={kept};\n{shell.worker_text()}", content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the pages on its home screen."""
    told = {
        "name": _("安澜 现场"),
        "short_name": _("现场"),
        "start_url": "/field/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#0c2e40",
        "icons": [{"src": static("anlan/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(told, content_type="application/manifest+json")
