"""Words of the acts of the console."""

from django.utils.translation import gettext_lazy as _

ACTS = {"console.export_scorecards": _("导出单位对照表")}
