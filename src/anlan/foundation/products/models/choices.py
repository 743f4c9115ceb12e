"""Words of the states of a product and of a window of reports."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from anlan.foundation.products.states import ProductState

PRODUCT_STATES = (
    (ProductState.DRAFT.value, pgettext_lazy("product", "草稿")),
    (ProductState.SIGNED.value, pgettext_lazy("product", "已签发")),
    (ProductState.SUPERSEDED.value, pgettext_lazy("product", "已有更正版")),
    (ProductState.DROPPED.value, pgettext_lazy("product", "已作废")),
)
