"""A phase at a place, from when until when, and the measures it switches."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anlan.core.access import Footing
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.campus.models import Place
from anlan.foundation.evidence.models import Evidence
from anlan.foundation.people.models import Person, Position
from anlan.foundation.people.public import in_language
from anlan.foundation.posture.models.choices import PHASE_STATES, WAYS
from anlan.foundation.posture.models.operations import Operation
from anlan.foundation.posture.states import PhaseState

NOT_ENACTED = ("draft", "ordered")
ENDED_BY_ACT = ("superseded", "lifted")


def held() -> Func:
    """From its start until it is ended or lapses, whichever comes first."""
    return Func(F("starts"), Least("ended_at", "lapses_at"), RangeBoundary(), function="TSTZRANGE")


class Phase(models.Model):
    """What holds at a place for a time. An operation's base phase has no place, no measures, no lapse."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"
    footing: ClassVar[Footing] = Footing(places=("place__path",))
    read_verb: ClassVar[str] = "posture.read"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="phases")
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    base = models.BooleanField(default=False)
    oral = models.BooleanField(default=False)
    goes_back = models.BooleanField(default=False)
    key = models.SlugField(max_length=40, blank=True)
    title = models.CharField(max_length=80)
    title_en = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=PHASE_STATES, default=PhaseState.DRAFT)
    way = models.CharField(max_length=8, choices=WAYS, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    author = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    writers = ArrayField(models.UUIDField(), default=list)
    author_position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        "posture.Assessment", null=True, on_delete=models.PROTECT, related_name="phases"
    )
    previous = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="successors")
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    ordered_at = models.DateTimeField(null=True)
    starts = models.DateTimeField(null=True)
    review_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)
    document = models.JSONField(default=dict)
    document_hash = models.CharField(max_length=64, blank=True)
    preview_hash = models.CharField(max_length=64, blank=True)
    preview_at = models.DateTimeField(null=True)
    preview_of = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("phase", "阶段")
        ordering = ("-recorded_at",)
        indexes = (models.Index(fields=("state", "lapses_at"), name="posture_phase_lapsing"),)
        constraints = (
            models.UniqueConstraint(
                fields=("operation",), condition=Q(base=True), name="operation_one_base_phase"
            ),
            ExclusionConstraint(
                name="one_phase_in_force_per_operation_and_place",
                expressions=(
                    ("operation", RangeOperators.EQUAL),
                    ("place", RangeOperators.EQUAL),
                    ("oral", RangeOperators.EQUAL),
                    (held(), RangeOperators.OVERLAPS),
                ),
                condition=Q(base=False, starts__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(base=True, place=None, lapses_at=None, oral=False)
                | Q(base=False, place__isnull=False, lapses_at__isnull=False),
                name="phase_has_a_place_and_a_lapse_or_is_base",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_ENACTED, starts=None, ended_at=None)
                | Q(state="in_force", starts__isnull=False, ended_at=None)
                | Q(state__in=(*ENDED_BY_ACT, "lapsed"), starts__isnull=False, ended_at__isnull=False),
                name="phase_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("starts")), name="phase_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(starts=None) | Q(lapses_at=None) | Q(lapses_at__gt=F("starts")),
                name="phase_lapses_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(review_at=None) | Q(lapses_at=None) | Q(review_at__lte=F("lapses_at")),
                name="phase_is_reviewed_before_it_lapses",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(base=True)
                | ~Q(document_hash="") & ~Q(way="") & ~Q(reason="") & Q(review_at__isnull=False),
                name="phase_past_its_draft_is_complete",
            ),
            models.CheckConstraint(condition=~Q(previous=F("id")), name="phase_follows_another"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def label(self) -> str:
        """Its title in the reader's language."""
        return in_language(self.title, self.title_en)


class PhaseMeasure(models.Model):
    """One measure of a phase: its values, its reasons, its own review and lapse, its order if it has one."""

    data_class: ClassVar[str] = "internal"
    retention: ClassVar[str] = "permanent"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="measures")
    key = models.SlugField(max_length=40)
    values = models.JSONField(default=dict)
    restricts = models.BooleanField()
    refuses_exit = models.BooleanField()
    settled = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    scope = models.CharField(max_length=300, blank=True)
    lighter = models.CharField(max_length=500, blank=True)
    review_at = models.DateTimeField(null=True)
    lapses_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)
    order_issuer = models.CharField(max_length=120, blank=True)
    order_number = models.CharField(max_length=80, blank=True)
    order_scope = models.CharField(max_length=300, blank=True)
    order_until = models.DateTimeField(null=True)
    order_evidence = models.ForeignKey(Evidence, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("阶段措施")
        ordering = ("phase", "key")
        constraints = (
            models.UniqueConstraint(fields=("phase", "key"), name="phase_measure_once"),
            models.CheckConstraint(
                condition=Q(settled=False)
                | Q(restricts=False)
                | ~Q(legal_basis="") & ~Q(reason="") & ~Q(scope="") & ~Q(lighter=""),
                name="restriction_states_its_grounds",
            ),
            models.CheckConstraint(
                condition=Q(settled=False)
                | Q(review_at__isnull=False, lapses_at__isnull=False, review_at__lte=F("lapses_at")),
                name="measure_has_a_review_and_a_lapse",
            ),
            models.CheckConstraint(
                condition=Q(settled=False)
                | Q(refuses_exit=False)
                | ~Q(order_issuer="")
                & ~Q(order_number="")
                & ~Q(order_scope="")
                & Q(order_evidence__isnull=False, order_until__gte=F("lapses_at")),
                name="refused_exit_stands_on_an_order",
            ),
        )

    def __str__(self) -> str:
        return self.key
