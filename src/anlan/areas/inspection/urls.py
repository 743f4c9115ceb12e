from django.urls import path

from anlan.areas.inspection.views import checklists, concluding, finding, listing, places, protected, running

app_name = "inspection"
urlpatterns = [
    path("", listing.overview, name="overview"),
    path("findings/", listing.findings, name="findings"),
    path("findings/export/", listing.export, name="export"),
    path("findings/print/", listing.printed, name="print"),
    path("findings/new/", finding.raise_, name="raise"),
    path("f/<str:code>/", finding.finding, name="finding"),
    path("f/<str:code>/<slug:name>/", finding.move, name="move"),
    path("runs/", listing.runs, name="runs"),
    path("runs/new/", running.plan, name="plan"),
    path("runs/<uuid:run_id>/", running.run, name="run"),
    path("runs/<uuid:run_id>/start/", running.start, name="start"),
    path("runs/<uuid:run_id>/fill/", running.fill, name="fill"),
    path("runs/<uuid:run_id>/act/<slug:name>/", running.act, name="run-act"),
    path("conclusions/<uuid:conclusion_id>/", concluding.conclusion, name="conclusion"),
    path("rechecks/", running.rechecks, name="rechecks"),
    path("rechecks/<uuid:recheck_id>/", running.judge, name="judge"),
    path("drift/", places.drift, name="drift"),
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/import/", checklists.import_, name="import"),
    path("checklists/<slug:code>/<int:number>/", checklists.version, name="checklist-version"),
    path("checklists/<slug:code>/<int:number>/publish/", checklists.publish, name="publish"),
    path("places/<str:code>/label/", places.label, name="label"),
    path("protected/", protected.report, name="protected"),
    path("protected/receipt/", protected.receipt, name="receipt"),
    path("protected/desk/", protected.desk, name="desk"),
    path("protected/desk/<uuid:report_id>/", protected.case, name="protected-case"),
    path("protected/desk/<uuid:report_id>/<slug:name>/", protected.handle, name="handle"),
]
