"""The door of products: what rooms list as kinds, and what they may start."""

from anlan.foundation.products.events import ProductSigned, UnitReported
from anlan.foundation.products.kinds import (
    About,
    Count,
    Facts,
    Matter,
    Param,
    Params,
    ProductKind,
    kinds,
    register_count,
    register_matters,
    register_product,
)
from anlan.foundation.products.paper import (
    NO_DATA,
    Blanks,
    Block,
    Cell,
    Heading,
    Paper,
    Paragraph,
    Quotation,
    Table,
    figure,
    row,
)
from anlan.foundation.products.selectors.papers import Made, made_about, papers_about
from anlan.foundation.products.services.preparing import correct, draft_once, drop, gather_anew, prepare
from anlan.foundation.products.services.signing import sign

__all__ = [
    "NO_DATA",
    "About",
    "Blanks",
    "Block",
    "Cell",
    "Count",
    "Facts",
    "Heading",
    "Made",
    "Matter",
    "Paper",
    "Paragraph",
    "Param",
    "Params",
    "ProductKind",
    "ProductSigned",
    "Quotation",
    "Table",
    "UnitReported",
    "correct",
    "draft_once",
    "drop",
    "figure",
    "gather_anew",
    "kinds",
    "made_about",
    "papers_about",
    "prepare",
    "register_count",
    "register_matters",
    "register_product",
    "row",
    "sign",
]
