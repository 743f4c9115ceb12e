"""A product as a file to take away: .docx, PDF, a superior's .xlsx filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.http import content_disposition_header

from anlan.core.kernel.errors import Conflict, NotVisible
from anlan.core.kernel.loading import library
from anlan.foundation.products.kinds import known_kind
from anlan.foundation.products.models import Product
from anlan.foundation.products.outputs.letter import letter_of

Shape = Literal["docx", "pdf", "xlsx"]
TYPES: dict[Shape, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with its type and its name."""

    data: bytes
    kind: str
    name: str

    @property
    def headers(self) -> dict[str, str]:
        """What its answer says beside its type; nobody keeps a copy on the way."""
        disposition = content_disposition_header(as_attachment=True, filename=self.name) or "attachment"
        return {"Content-Disposition": disposition, "Cache-Control": "private, no-store"}


def taken(product: Product, shape: Shape, *, red_head: bool = False) -> Taken:
    """The file. Raises Conflict when the stored text was changed behind its fingerprint."""
    require_intact(product)
    name = f"{product.title[:60]} {product.code} v{product.version}.{shape}".replace("/", "-")
    return Taken(_data(product, shape, red_head=red_head), TYPES[shape], name)


def require_intact(product: Product) -> None:
    """Raise Conflict for a product whose stored text no longer gives its fingerprint."""
    if not product.is_intact:
        raise Conflict("products.tampered", code=product.code)


def _data(product: Product, shape: Shape, *, red_head: bool) -> bytes:
    if shape == "xlsx":
        kind = known_kind(product.kind)
        if kind is None or kind.workbook is None:
            raise NotVisible
        return kind.workbook(product.fact_values)
    letter, made = letter_of(product), _written(shape)
    data: bytes = made.docx_of(letter, red_head=red_head) if shape == "docx" else made.pdf_of(letter)
    return data


def _written(shape: Shape) -> Any:
    """The module that writes a shape: its library is loaded by the first who asks for it."""
    return library(f"anlan.foundation.products.outputs.{shape}")
