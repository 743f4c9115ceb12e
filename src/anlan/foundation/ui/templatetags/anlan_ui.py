"""All components for ``{% load anlan_ui %}``."""

from django import template

from anlan.foundation.ui.tags import blocks, fields, frame, lists, pictures, words

register = template.Library()
for family in (blocks, fields, frame, lists, pictures, words):
    register.tags.update(family.register.tags)
    register.filters.update(family.register.filters)
