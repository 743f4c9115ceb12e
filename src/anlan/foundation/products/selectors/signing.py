"""Drafts that wait for the viewer's signature."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from anlan.core.access import Actor
from anlan.foundation.people.public import visible
from anlan.foundation.products.kinds import kinds
from anlan.foundation.products.models import Product
from anlan.foundation.products.states import ProductState


def to_sign(viewer: Actor) -> QuerySet[Product]:
    """Drafts of the actual world that the viewer may sign: none of their own where another has to sign."""
    drafts = Product.objects.filter(state=ProductState.DRAFT, drill=False)
    found = Product.objects.none()
    for verb in sorted({one.signing_verb for one in kinds()}):
        if viewer.person_id is not None and viewer.holds(verb):
            codes = [one.code for one in kinds() if one.signing_verb == verb]
            found |= visible(drafts.filter(kind__in=codes), viewer, verb)
    return found.exclude(Q(independent=True) & Q(preparer_id=viewer.person_id))
