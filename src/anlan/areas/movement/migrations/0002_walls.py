"""The database keeps passages as recorded, results as found, and forgets by age alone."""

from django.db import migrations

RESULT = "phase_id drill document_hash asked_by_id asked_position_id asked_at result result_hash ended_at".split()
ASKED = "preview_id \"group\" reason asked_by_id asked_position_id asked_at".split()


def row(side: str, columns: list[str]) -> str:
    return "(" + ", ".join(f"{side}.{column}" for column in columns) + ")"


FORWARD = f"""
CREATE FUNCTION movement_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'movement: % of % is refused, what was recorded stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER passage_is_fixed BEFORE UPDATE ON movement_passagefact
    FOR EACH ROW EXECUTE FUNCTION movement_refuse();
CREATE TRIGGER passage_is_kept_for_days BEFORE DELETE ON movement_passagefact
    FOR EACH ROW WHEN (OLD.day > (now() AT TIME ZONE 'Asia/Shanghai')::date - 8) EXECUTE FUNCTION movement_refuse();
CREATE TRIGGER circumstances_are_fixed BEFORE UPDATE ON movement_circumstances
    FOR EACH ROW EXECUTE FUNCTION movement_refuse();
CREATE TRIGGER file_is_kept BEFORE UPDATE OR DELETE ON movement_passagefile
    FOR EACH ROW EXECUTE FUNCTION movement_refuse();

CREATE TRIGGER preview_is_kept BEFORE DELETE ON movement_preview
    FOR EACH ROW EXECUTE FUNCTION movement_refuse();
CREATE TRIGGER preview_end_is_final BEFORE UPDATE ON movement_preview FOR EACH ROW
    WHEN (OLD.state IN ('done', 'cancelled', 'failed')
          AND ({row("OLD", [*RESULT, "state"])} IS DISTINCT FROM {row("NEW", [*RESULT, "state"])}))
    EXECUTE FUNCTION movement_refuse();

CREATE TRIGGER names_request_is_kept BEFORE DELETE ON movement_namesrequest
    FOR EACH ROW EXECUTE FUNCTION movement_refuse();
CREATE TRIGGER names_request_is_fixed BEFORE UPDATE ON movement_namesrequest FOR EACH ROW
    WHEN (OLD.state <> 'asked' OR {row("OLD", ASKED)} IS DISTINCT FROM {row("NEW", ASKED)})
    EXECUTE FUNCTION movement_refuse();
"""

BACKWARD = """
DROP TRIGGER passage_is_fixed ON movement_passagefact;
DROP TRIGGER passage_is_kept_for_days ON movement_passagefact;
DROP TRIGGER circumstances_are_fixed ON movement_circumstances;
DROP TRIGGER file_is_kept ON movement_passagefile;
DROP TRIGGER preview_is_kept ON movement_preview;
DROP TRIGGER preview_end_is_final ON movement_preview;
DROP TRIGGER names_request_is_kept ON movement_namesrequest;
DROP TRIGGER names_request_is_fixed ON movement_namesrequest;
DROP FUNCTION movement_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("movement", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
