"""The database keeps where a task comes from, the hash of its source, its lateness, and what happened to it."""

from django.db import migrations

FIXED = "code origin_kind origin_id directive_id source_hash obligation owner_position_id issuer_position_id first_due_at drill".split()
ASKED = "task_id asked_by_id asked_at reason".split()


def row(side: str, columns: list[str]) -> str:
    return "(" + ", ".join(f"{side}.{column}" for column in columns) + ")"


FORWARD = f"""
CREATE FUNCTION tasks_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tasks: % of % is refused, what was given or happened stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER task_origin_is_fixed BEFORE UPDATE ON tasks_task FOR EACH ROW
    WHEN ({row("OLD", FIXED)} IS DISTINCT FROM {row("NEW", FIXED)}) EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER task_lateness_stays BEFORE UPDATE ON tasks_task FOR EACH ROW
    WHEN (OLD.late_since IS NOT NULL AND OLD.late_since IS DISTINCT FROM NEW.late_since)
    EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER task_end_is_final BEFORE UPDATE ON tasks_task FOR EACH ROW
    WHEN (OLD.state IN ('closed', 'withdrawn') AND OLD.state <> NEW.state) EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER task_is_kept BEFORE DELETE ON tasks_task FOR EACH ROW EXECUTE FUNCTION tasks_refuse();

CREATE TRIGGER step_is_kept BEFORE UPDATE OR DELETE ON tasks_taskstep FOR EACH ROW EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER breach_is_kept BEFORE UPDATE OR DELETE ON tasks_breach FOR EACH ROW EXECUTE FUNCTION tasks_refuse();

CREATE TRIGGER extension_is_kept BEFORE DELETE ON tasks_extension FOR EACH ROW EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER extension_is_fixed BEFORE UPDATE ON tasks_extension FOR EACH ROW
    WHEN (OLD.state <> 'asked' OR {row("OLD", [*ASKED, "asked_until", "due_before"])}
          IS DISTINCT FROM {row("NEW", [*ASKED, "asked_until", "due_before"])})
    EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER objection_is_kept BEFORE DELETE ON tasks_objection FOR EACH ROW EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER objection_is_fixed BEFORE UPDATE ON tasks_objection FOR EACH ROW
    WHEN (OLD.state <> 'asked' OR {row("OLD", ASKED)} IS DISTINCT FROM {row("NEW", ASKED)})
    EXECUTE FUNCTION tasks_refuse();

CREATE TRIGGER period_lateness_stays BEFORE UPDATE ON tasks_period FOR EACH ROW
    WHEN (OLD.late AND NOT NEW.late) EXECUTE FUNCTION tasks_refuse();
CREATE TRIGGER period_is_kept BEFORE DELETE ON tasks_period FOR EACH ROW EXECUTE FUNCTION tasks_refuse();
"""

BACKWARD = """
DROP TRIGGER task_origin_is_fixed ON tasks_task;
DROP TRIGGER task_lateness_stays ON tasks_task;
DROP TRIGGER task_end_is_final ON tasks_task;
DROP TRIGGER task_is_kept ON tasks_task;
DROP TRIGGER step_is_kept ON tasks_taskstep;
DROP TRIGGER breach_is_kept ON tasks_breach;
DROP TRIGGER extension_is_kept ON tasks_extension;
DROP TRIGGER extension_is_fixed ON tasks_extension;
DROP TRIGGER objection_is_kept ON tasks_objection;
DROP TRIGGER objection_is_fixed ON tasks_objection;
DROP TRIGGER period_lateness_stays ON tasks_period;
DROP TRIGGER period_is_kept ON tasks_period;
DROP FUNCTION tasks_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
