"""The database keeps what was heard, called, signed and done for somebody else."""

from django.db import migrations

SIGNED = "shift_id version corrects_id correction body remarks sha256 outgoing_id outgoing_at drafted_at".split()
HEARD = "roster_id words ordered_by_id ordered_at recorded_by_id recorded_at confirm_by".split()
DONE = "event_id position_id secretary_id at confirm_by".split()
PLACED = "shift_id person_id lead starts ends".split()
TIMED = "roster_id starts ends".split()


def row(side: str, columns: list[str]) -> str:
    return "(" + ", ".join(f"{side}.{column}" for column in columns) + ")"


def differs(columns: list[str]) -> str:
    return f"{row('OLD', columns)} IS DISTINCT FROM {row('NEW', columns)}"


FORWARD = f"""
CREATE FUNCTION duty_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'duty: % of % is refused, what happened stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER call_is_kept BEFORE UPDATE OR DELETE ON duty_call FOR EACH ROW EXECUTE FUNCTION duty_refuse();

CREATE TRIGGER handover_is_frozen BEFORE UPDATE ON duty_handover FOR EACH ROW
    WHEN (OLD.state = 'signed' OR (OLD.state = 'left' AND {differs(SIGNED)})) EXECUTE FUNCTION duty_refuse();
CREATE TRIGGER handover_is_kept BEFORE DELETE ON duty_handover FOR EACH ROW
    WHEN (OLD.state <> 'draft') EXECUTE FUNCTION duty_refuse();

CREATE TRIGGER order_is_kept BEFORE DELETE ON duty_oralorder FOR EACH ROW EXECUTE FUNCTION duty_refuse();
CREATE TRIGGER order_is_as_heard BEFORE UPDATE ON duty_oralorder FOR EACH ROW
    WHEN (OLD.state <> 'open' OR {differs(HEARD)}) EXECUTE FUNCTION duty_refuse();

CREATE TRIGGER proxy_is_kept BEFORE DELETE ON duty_proxyact FOR EACH ROW EXECUTE FUNCTION duty_refuse();
CREATE TRIGGER proxy_is_as_done BEFORE UPDATE ON duty_proxyact FOR EACH ROW
    WHEN (OLD.state <> 'waiting' OR {differs(DONE)}) EXECUTE FUNCTION duty_refuse();

CREATE TRIGGER swap_is_kept BEFORE DELETE ON duty_swap FOR EACH ROW EXECUTE FUNCTION duty_refuse();
CREATE TRIGGER swap_is_final BEFORE UPDATE ON duty_swap FOR EACH ROW
    WHEN (OLD.state <> 'asked') EXECUTE FUNCTION duty_refuse();

CREATE TRIGGER watch_is_as_placed BEFORE UPDATE ON duty_watch FOR EACH ROW
    WHEN ({differs(PLACED)} OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at)
          OR (OLD.left_at IS NOT NULL AND NEW.left_at IS DISTINCT FROM OLD.left_at)) EXECUTE FUNCTION duty_refuse();
CREATE TRIGGER shift_is_as_timed BEFORE UPDATE ON duty_shift FOR EACH ROW
    WHEN ({differs(TIMED)} OR (OLD.state <> 'draft' AND NEW.state <> OLD.state)) EXECUTE FUNCTION duty_refuse();
"""

BACKWARD = """
DROP TRIGGER call_is_kept ON duty_call;
DROP TRIGGER handover_is_frozen ON duty_handover;
DROP TRIGGER handover_is_kept ON duty_handover;
DROP TRIGGER order_is_kept ON duty_oralorder;
DROP TRIGGER order_is_as_heard ON duty_oralorder;
DROP TRIGGER proxy_is_kept ON duty_proxyact;
DROP TRIGGER proxy_is_as_done ON duty_proxyact;
DROP TRIGGER swap_is_kept ON duty_swap;
DROP TRIGGER swap_is_final ON duty_swap;
DROP TRIGGER watch_is_as_placed ON duty_watch;
DROP TRIGGER shift_is_as_timed ON duty_shift;
DROP FUNCTION duty_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("duty", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
