"""The rail's way to the places."""

from django.utils.translation import gettext_lazy as _

from anlan.foundation.ui.navigation import NavItem

ITEMS = (NavItem(_("校园地点"), "campus:index", "map-2", verb="campus.read", order=60),)
