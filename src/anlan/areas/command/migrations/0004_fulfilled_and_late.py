"""A requirement keeps since when it is late and when it was met; neither changes once it is set."""

from django.db import migrations, models
from django.db.models import F, Q

FORWARD = """
CREATE TRIGGER directive_lateness_stays BEFORE UPDATE ON command_directive FOR EACH ROW
    WHEN (OLD.late_since IS NOT NULL AND OLD.late_since IS DISTINCT FROM NEW.late_since)
    EXECUTE FUNCTION command_refuse();
CREATE TRIGGER directive_met_at_stays BEFORE UPDATE ON command_directive FOR EACH ROW
    WHEN (OLD.met_at IS NOT NULL AND OLD.met_at IS DISTINCT FROM NEW.met_at)
    EXECUTE FUNCTION command_refuse();
"""
BACKWARD = """
DROP TRIGGER directive_lateness_stays ON command_directive;
DROP TRIGGER directive_met_at_stays ON command_directive;
"""


class Migration(migrations.Migration):
    dependencies = [("command", "0003_indicators_are_bound")]
    operations = [
        migrations.AddField(
            "directive",
            "late_since",
            models.DateTimeField(blank=True, null=True, verbose_name="何时逾期"),
        ),
        migrations.AddField(
            "directive",
            "met_at",
            models.DateTimeField(blank=True, null=True, verbose_name="何时完成"),
        ),
        migrations.AddConstraint(
            "directive",
            models.CheckConstraint(
                condition=Q(Q(met_at__isnull=False, state="fulfilled"), Q(~Q(state="fulfilled"), met_at=None), _connector="OR"),
                name="fulfilled_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            "directive",
            models.CheckConstraint(
                condition=Q(
                    ("met_at", None),
                    Q(due_at=None, late_since=None),
                    Q(late_since=None, met_at__lte=F("due_at")),
                    Q(late_since__isnull=False, met_at__gt=F("due_at")),
                    _connector="OR",
                ),
                name="late_is_fulfilled_late",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
