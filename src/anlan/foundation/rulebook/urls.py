from django.urls import path

from anlan.foundation.rulebook.views import areas, book, bringing, changes, rules

app_name = "rulebook"
urlpatterns = [
    path("", book.index, name="index"),
    path("print/", book.printed, name="print"),
    path("export.<str:form>", book.exported, name="export"),
    path("import/", bringing.bring_in, name="import"),
    path("areas/", areas.areas, name="areas"),
    path("take-in/", areas.take_in, name="take-in"),
    path("changes/", changes.queue, name="changes"),
    path("changes/batch/<uuid:batch>/approve/", changes.approve_together, name="approve-batch"),
    path("changes/<uuid:change_id>/", changes.change, name="change"),
    path("changes/<uuid:change_id>/<str:act>/", changes.act, name="act"),
    path("r/<str:code>/", rules.rule, name="rule"),
    path("r/<str:code>/propose/", rules.propose, name="propose"),
]
