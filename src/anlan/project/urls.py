"""Every address of the house, one row a room."""

from django.urls import include, path

handler400 = "anlan.foundation.ui.views.bad_request"
handler403 = "anlan.foundation.ui.views.forbidden"
handler404 = "anlan.foundation.ui.views.page_not_found"
handler500 = "anlan.foundation.ui.views.server_error"

urlpatterns = [
    path("", include("anlan.surfaces.console.urls")),
    path("", include("anlan.foundation.accounts.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("command/", include("anlan.areas.command.urls")),
    path("tasks/", include("anlan.areas.tasks.urls")),
    path("inspection/", include("anlan.areas.inspection.urls")),
    path("i/", include("anlan.areas.inspection.short_urls")),
    path("rulebook/", include("anlan.foundation.rulebook.urls")),
    path("posture/", include("anlan.foundation.posture.urls")),
    path("indicators/", include("anlan.foundation.indicators.urls")),
    path("worklist/", include("anlan.foundation.worklist.urls")),
    path("people/", include("anlan.foundation.people.urls")),
    path("campus/", include("anlan.foundation.campus.urls")),
    path("intake/", include("anlan.foundation.intake.urls")),
    path("notices/", include("anlan.foundation.notices.urls")),
    path("products/", include("anlan.foundation.products.urls")),
    path("duty/", include("anlan.foundation.duty.urls")),
    path("field/", include("anlan.surfaces.field.urls")),
    path("field/", include("anlan.foundation.field.urls")),
    path("evidence/", include("anlan.foundation.evidence.urls")),
    path("ledger/", include("anlan.foundation.ledger.urls")),
    path("operations/", include("anlan.surfaces.console.operations.urls")),
    path("ui/", include("anlan.foundation.ui.urls")),
    path("api/", include("anlan.surfaces.api.urls")),
    path("demo/", include("anlan.demo.urls")),
]
