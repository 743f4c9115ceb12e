"""Where the rule book stands in the rail."""

from django.utils.translation import pgettext_lazy

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(pgettext_lazy("rail", "规则库"), "rulebook:index", "scale", verb="rulebook.read", order=58),)
