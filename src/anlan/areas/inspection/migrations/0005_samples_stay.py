"""The database itself refuses to change a drawing, or what was recorded, handed out and found."""

from django.db import migrations

FIXED = (
    "sample_id record_kind record_id title unit_id people recorded assignee_id due_at".split(),
    "state verdict note judged_at judged_person_id".split(),
)


def changed(columns: list[str]) -> str:
    """Whether any of the columns differs before and after."""
    old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
    return f"({old}) IS DISTINCT FROM ({new})"


TRIGGERS = (
    ("inspection_sample_only_grows", "inspection_sample", "UPDATE OR DELETE", "true"),
    ("inspection_sampleitem_is_kept", "inspection_sampleitem", "DELETE", "true"),
    ("sampleitem_is_fixed", "inspection_sampleitem", "UPDATE", changed(FIXED[0])),
    (
        "sampleitem_is_judged_once",
        "inspection_sampleitem",
        "UPDATE",
        f"OLD.state <> 'waiting' AND {changed(FIXED[1])}",
    ),
)
FORWARD = "\n".join(
    f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION inspection_refuse();"
    for name, table, on, when in TRIGGERS
)
BACKWARD = "\n".join(f"DROP TRIGGER {name} ON {table};" for name, table, _on, _when in TRIGGERS)


class Migration(migrations.Migration):
    dependencies = [("inspection", "0004_random_rechecks")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
