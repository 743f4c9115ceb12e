"""Tables of products."""

from anlan.foundation.products.models.products import Product
from anlan.foundation.products.models.reports import Expected, UnitReport, Window
from anlan.foundation.products.models.sheets import Binding, SuperiorForm

__all__ = ["Binding", "Expected", "Product", "SuperiorForm", "UnitReport", "Window"]
