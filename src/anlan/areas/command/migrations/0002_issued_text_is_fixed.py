"""The database itself refuses to change what was issued or read, whoever asks.

Rows of a directive may be filled while it is a draft; from then on only its state, when and why it
changed, and the words of the search may move, and an ended state stays.
"""

from django.db import migrations

FIXED = (
    "code kind origin parent_id relayed_from_id supersedes_id batch_id meeting_id upstream_paper_id source_id "
    "no \"order\" speaker speaker_role spans quote source_hash text text_hash obligation condition "
    "issuer_unit_id lead_unit_id lead_group helper_groups due_at due_all_day repeats deadline_text verifier_id later_reason "
    "issued_at issued_by_id"
).split()
ADDRESS = "directive_id unit_id role answer_due_at".split()
SOURCE = "kind title body body_hash file_name file_hash file_size kept_numbers_reason owner_unit_id".split()


def row(side: str, columns: list[str]) -> str:
    return "(" + ", ".join(f"{side}.{column}" for column in columns) + ")"


FORWARD = f"""
CREATE FUNCTION command_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'command: % of % is refused, what was issued or read stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION command_directive_is_draft(directive uuid) RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT state = 'draft' FROM command_directive WHERE id = directive $$;

CREATE FUNCTION command_only_with_a_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR NOT command_directive_is_draft(NEW.directive_id) THEN
        RAISE EXCEPTION 'command: % of % is refused, the requirement is issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER directive_text_is_fixed BEFORE UPDATE ON command_directive FOR EACH ROW
    WHEN (OLD.state <> 'draft' AND {row("OLD", FIXED)} IS DISTINCT FROM {row("NEW", FIXED)})
    EXECUTE FUNCTION command_refuse();
CREATE TRIGGER directive_end_is_final BEFORE UPDATE ON command_directive FOR EACH ROW
    WHEN (OLD.state <> NEW.state
          AND (OLD.state IN ('superseded', 'withdrawn', 'fulfilled') OR NEW.state = 'draft'))
    EXECUTE FUNCTION command_refuse();
CREATE TRIGGER directive_is_kept BEFORE DELETE ON command_directive FOR EACH ROW EXECUTE FUNCTION command_refuse();

CREATE TRIGGER addressee_is_fixed BEFORE UPDATE ON command_addressee FOR EACH ROW
    WHEN ({row("OLD", ADDRESS)} IS DISTINCT FROM {row("NEW", ADDRESS)}) EXECUTE FUNCTION command_refuse();
CREATE TRIGGER addressee_lateness_stays BEFORE UPDATE ON command_addressee FOR EACH ROW
    WHEN (OLD.acknowledged_at IS NOT NULL AND OLD.acknowledged_at IS DISTINCT FROM NEW.acknowledged_at)
    EXECUTE FUNCTION command_refuse();
CREATE TRIGGER addressee_is_kept BEFORE DELETE ON command_addressee FOR EACH ROW EXECUTE FUNCTION command_refuse();
CREATE TRIGGER addressee_comes_with_a_draft BEFORE INSERT ON command_addressee FOR EACH ROW
    EXECUTE FUNCTION command_only_with_a_draft();

CREATE TRIGGER indicator_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON command_indicator FOR EACH ROW
    EXECUTE FUNCTION command_only_with_a_draft();
CREATE TRIGGER directive_places_are_fixed BEFORE INSERT OR UPDATE OR DELETE ON command_directive_places FOR EACH ROW
    EXECUTE FUNCTION command_only_with_a_draft();

CREATE TRIGGER source_is_fixed BEFORE UPDATE ON command_source FOR EACH ROW
    WHEN ({row("OLD", SOURCE)} IS DISTINCT FROM {row("NEW", SOURCE)}) EXECUTE FUNCTION command_refuse();
CREATE TRIGGER source_is_kept BEFORE DELETE ON command_source FOR EACH ROW EXECUTE FUNCTION command_refuse();
"""

BACKWARD = """
DROP TRIGGER directive_text_is_fixed ON command_directive;
DROP TRIGGER directive_end_is_final ON command_directive;
DROP TRIGGER directive_is_kept ON command_directive;
DROP TRIGGER addressee_is_fixed ON command_addressee;
DROP TRIGGER addressee_lateness_stays ON command_addressee;
DROP TRIGGER addressee_is_kept ON command_addressee;
DROP TRIGGER addressee_comes_with_a_draft ON command_addressee;
DROP TRIGGER indicator_is_fixed ON command_indicator;
DROP TRIGGER directive_places_are_fixed ON command_directive_places;
DROP TRIGGER source_is_fixed ON command_source;
DROP TRIGGER source_is_kept ON command_source;
DROP FUNCTION command_only_with_a_draft;
DROP FUNCTION command_directive_is_draft;
DROP FUNCTION command_refuse;
"""


class Migration(migrations.Migration):
    dependencies = [("command", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
