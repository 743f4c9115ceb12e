from django.urls import path

from anlan.foundation.duty.views import papers, proxies, rosters, watches

app_name = "duty"
urlpatterns = [
    path("", rosters.week, name="week"),
    path("mine/", watches.mine, name="mine"),
    path("mine.ics", watches.calendar, name="calendar"),
    path("new/", rosters.new, name="new"),
    path("r/<slug:code>/", rosters.roster, name="roster"),
    path("r/<slug:code>/sheet.xlsx", rosters.sheet, name="sheet"),
    path("r/<slug:code>/paper/", rosters.paper, name="paper"),
    path("shifts/<uuid:shift_id>/", watches.shift, name="shift"),
    path("shifts/<uuid:shift_id>/add/", watches.add, name="add"),
    path("shifts/<uuid:shift_id>/handover/", papers.draft, name="draft-handover"),
    path("watches/<uuid:watch_id>/acknowledge/", watches.acknowledge, name="acknowledge"),
    path("watches/<uuid:watch_id>/swap/", watches.swap, name="swap"),
    path("watches/<uuid:watch_id>/replace/", watches.replace, name="replace"),
    path("swaps/<uuid:swap_id>/<slug:name>/", watches.answer, name="answer-swap"),
    path("absences/<uuid:absence_id>/withdraw/", watches.back, name="withdraw-absence"),
    path("handovers/", papers.handovers, name="handovers"),
    path("handovers/<uuid:handover_id>/", papers.handover, name="handover"),
    path("handovers/<uuid:handover_id>/paper/", papers.handover_paper, name="handover-paper"),
    path("orders/", papers.orders, name="orders"),
    path("orders/<uuid:order_id>/<slug:name>/", papers.settle, name="settle-order"),
    path("proxies/", proxies.proxies, name="proxies"),
    path("proxies/confirm/", proxies.confirm, name="confirm-proxies"),
    path("proxies/<uuid:key>/object/", proxies.object_to, name="object-to-proxy"),
]
