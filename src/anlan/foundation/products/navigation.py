"""Where products stand in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (
    NavItem(pgettext_lazy("rail", "报送材料"), "products:index", "file-text", verb="products.read", order=52),
    NavItem(
        pgettext_lazy("rail", "零报告"), "products:day", "clipboard-check", verb="products.report", order=53
    ),
)
