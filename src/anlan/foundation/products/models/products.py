"""A product: frozen facts, the paper made of them, who prepared and who signed (see migration 0002)."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.core.workflow import Machine
from anlan.foundation.people.models import Person, Position, Unit
from anlan.foundation.products.models.choices import PRODUCT_STATES
from anlan.foundation.products.rules.hashing import content_hash
from anlan.foundation.products.states import PRODUCT, ProductState


class Product(models.Model):
    """One version of a product. ``facts`` and ``paper`` are canonical texts; the hash is over both."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+3y"
    machine: ClassVar[Machine] = PRODUCT
    footing: ClassVar[Footing] = Footing(units=("unit__path", "shared_with__path"))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    code = models.CharField(max_length=24, verbose_name=_("材料编号"))
    version = models.PositiveIntegerField(default=1)
    previous = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="followers",
        verbose_name=_("上一版"),
    )
    kind = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="products")
    shared_with = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="products_received"
    )
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=PRODUCT_STATES, default=ProductState.DRAFT.value)
    params = models.JSONField(default=dict)
    as_of = models.DateTimeField()
    facts = models.TextField()
    paper = models.TextField()
    content_hash = models.CharField(max_length=64, verbose_name=_("指纹"))
    changes = models.JSONField(default=list)
    correction_note = models.CharField(max_length=500, blank=True, verbose_name=_("为什么更正"))
    official_number = models.CharField(max_length=60, blank=True, verbose_name=_("发文字号"))
    by_system = models.BooleanField(default=False)
    drill = models.BooleanField(default=False)
    preparer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    preparer_position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signer_position = models.ForeignKey(
        Position, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    independent = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    prepared_at = models.DateTimeField(default=clock.now)
    signing_opened_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("报送材料")
        ordering = ("-prepared_at",)
        indexes = (
            models.Index(fields=("drill", "state", "-prepared_at"), name="products_list"),
            models.Index(fields=("kind", "about_id"), name="products_about"),
        )
        constraints = (
            models.UniqueConstraint(fields=("code", "version"), name="a_version_of_a_product_once"),
            models.UniqueConstraint(
                fields=("previous",), condition=~Q(state="dropped"), name="one_correction_of_a_version"
            ),
            models.CheckConstraint(
                condition=Q(version=1, previous=None) | Q(version__gt=1, previous__isnull=False),
                name="a_later_version_names_the_one_before",
            ),
            models.CheckConstraint(
                condition=Q(previous=None) | ~Q(correction_note=""), name="a_correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "dropped"), signed_at=None)
                | Q(state__in=("signed", "superseded"), signed_at__isnull=False, signer__isnull=False),
                name="a_signed_product_names_its_signer",
            ),
            models.CheckConstraint(
                condition=Q(independent=False) | Q(signer=None) | Q(preparer=None) | ~Q(signer=F("preparer")),
                name="another_signs_than_prepared",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=(self.code, self.version))

    @property
    def fact_values(self) -> dict[str, Any]:
        """The facts as values."""
        found: dict[str, Any] = json.loads(self.facts)
        return found

    @property
    def is_intact(self) -> bool:
        """Whether the stored facts and paper still give the hash under which they were frozen."""
        return content_hash(self.facts, self.paper) == self.content_hash

    @property
    def staff_minutes(self) -> int | None:
        """Minutes of work: from opening to the draft, and from opening the draft to the signature."""
        if self.signed_at is None:
            return None
        spent = (self.prepared_at - self.opened_at).total_seconds() if not self.by_system else 0
        if self.signing_opened_at is not None:
            spent += (self.signed_at - self.signing_opened_at).total_seconds()
        return max(0, round(spent / 60))
