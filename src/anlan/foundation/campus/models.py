"""The tree of places, and who lives where from when until when."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anlan.core.access import Footing
from anlan.core.kernel.ids import new_id
from anlan.foundation.people.models import Person, Unit
from anlan.foundation.people.models.lasting import Lasting, LastingQuerySet, window_check, window_range


class Place(Lasting):
    """Anything with a where: campus, gate, building, room, bed, canteen, drain; the kind is data."""

    class Crs(models.TextChoices):
        """How the numbers of a geometry are meant."""

        WGS84 = "EPSG:4326", _("经纬度")
        LOCAL = "local", _("校内米制坐标")

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "operation+1y"
    footing: ClassVar[Footing] = Footing(units=("owner_unit__path",), places=("path",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(_("编码"), max_length=60, unique=True)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名"), max_length=120, blank=True)
    kind = models.CharField(_("类别"), max_length=30, db_index=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("上级"),
    )
    path = models.CharField(_("路径"), max_length=400, unique=True, editable=False)
    order = models.PositiveIntegerField(_("次序"), default=0)
    floor = models.SmallIntegerField(_("楼层"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("容量"), null=True, blank=True)
    owner_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
        verbose_name=_("主管单位"),
    )
    geometry = models.JSONField(_("图形"), null=True, blank=True)
    crs = models.CharField(_("坐标"), max_length=20, choices=Crs.choices, default=Crs.WGS84)
    shut = models.BooleanField(_("关闭"), default=False)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        verbose_name = _("地点")
        ordering = ("path",)
        constraints = (
            models.CheckConstraint(condition=Q(path__endswith="/"), name="place_path_ends_with_slash"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="place_is_not_its_own_parent"),
            window_check("place_ends_after_start"),
        )
        indexes = (models.Index(fields=("parent", "order", "code"), name="place_siblings"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campus:place", args=(self.code,))

    @property
    def label(self) -> str:
        """The name in the reader's language, where there is one."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name


class Residence(Lasting):
    """A person lives at a place (a bed, or a room without numbered beds) for a time."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "standing+1y"
    footing: ClassVar[Footing] = Footing(places=("place__path",), persons=("person_id",))

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="residences")
    sole = models.BooleanField(default=True)

    objects = LastingQuerySet.as_manager()

    class Meta:
        verbose_name = _("住宿")
        ordering = ("place__path", "valid_from")
        constraints = (
            window_check("residence_ends_after_start"),
            ExclusionConstraint(
                name="one_bed_one_person",
                expressions=(
                    ("place", RangeOperators.EQUAL),
                    (window_range(), RangeOperators.OVERLAPS),
                ),
                condition=Q(sole=True),
            ),
            ExclusionConstraint(
                name="one_person_one_bed",
                expressions=(
                    ("person", RangeOperators.EQUAL),
                    (window_range(), RangeOperators.OVERLAPS),
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.place_id}"
