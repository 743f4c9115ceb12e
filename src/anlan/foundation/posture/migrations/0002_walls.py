"""The walls of posture: what was ordered is fixed, two people stand behind what is in force, confirmations are only
added, a base phase has no measures."""

from django.db import migrations

FIXED = """
CREATE FUNCTION posture_keep_phase() RETURNS trigger LANGUAGE plpgsql AS $$
-- Past its draft a phase keeps its words, place and document; once in force only its end is still to come,
-- and an oral order that two people confirm lasts longer.
DECLARE
    free text[] := '{state,starts,ended_at,end_reason,preview_hash,preview_at,preview_of,way,previous_id}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a phase is not taken away' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'draft' OR (OLD.state = 'ordered' AND NEW.state = 'draft') THEN
        RETURN NEW;
    END IF;
    IF OLD.state <> 'ordered' THEN
        free := '{state,ended_at,end_reason}';
    END IF;
    IF OLD.oral THEN
        free := free || '{lapses_at}'::text[];
    END IF;
    IF to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was ordered is fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER posture_phase_keep BEFORE UPDATE OR DELETE ON posture_phase
    FOR EACH ROW EXECUTE FUNCTION posture_keep_phase();
CREATE FUNCTION posture_keep_measures() RETURNS trigger LANGUAGE plpgsql AS $$
-- Measures belong to a draft; later only their lapse is noted. An oral order's last as long as its phase.
DECLARE
    held posture_phase%ROWTYPE;
    free text[] := '{lapsed_at}';
BEGIN
    SELECT * INTO held FROM posture_phase WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.phase_id ELSE NEW.phase_id END;
    IF held.base THEN
        RAISE EXCEPTION 'a base phase has no measures' USING ERRCODE = 'restrict_violation';
    END IF;
    IF held.oral THEN
        free := free || '{lapses_at,review_at}'::text[];
    END IF;
    IF held.state = 'draft' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the measures of an ordered phase are fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER posture_measure_keep BEFORE INSERT OR UPDATE OR DELETE ON posture_phasemeasure
    FOR EACH ROW EXECUTE FUNCTION posture_keep_measures();
"""
NOT_FIXED = """
DROP TRIGGER posture_measure_keep ON posture_phasemeasure;
DROP FUNCTION posture_keep_measures();
DROP TRIGGER posture_phase_keep ON posture_phase;
DROP FUNCTION posture_keep_phase();
"""

ADDED = """
CREATE FUNCTION posture_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER posture_confirmation_only_added BEFORE UPDATE OR DELETE ON posture_phaseconfirmation
    FOR EACH ROW EXECUTE FUNCTION posture_only_added();
CREATE TRIGGER posture_assessment_only_added BEFORE UPDATE OR DELETE ON posture_assessment
    FOR EACH ROW EXECUTE FUNCTION posture_only_added();
"""
NOT_ADDED = """
DROP TRIGGER posture_assessment_only_added ON posture_assessment;
DROP TRIGGER posture_confirmation_only_added ON posture_phaseconfirmation;
DROP FUNCTION posture_only_added();
"""

TWO = """
CREATE FUNCTION posture_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
-- Whatever comes into force or is lifted has two confirmations by others than its author, at the latest at commit.
-- An oral order may stand without, for two hours.
DECLARE
    act_asked text := CASE WHEN NEW.state = 'lifted' THEN 'lift' ELSE 'enact' END;
    found integer;
BEGIN
    IF NEW.base OR NEW.state IN ('draft', 'ordered', 'superseded', 'lapsed') THEN
        RETURN NULL;
    END IF;
    IF NEW.oral AND NEW.state = 'in_force' AND NEW.lapses_at <= NEW.starts + interval '2 hours' THEN
        RETURN NULL;
    END IF;
    SELECT max(persons) INTO found FROM (
        SELECT count(DISTINCT person_id) AS persons FROM posture_phaseconfirmation
        WHERE phase_id = NEW.id AND act = act_asked
        AND (act = 'lift' OR round = NEW.round AND person_id IS DISTINCT FROM NEW.author_id)
        GROUP BY round
    ) AS rounds;
    IF found IS NULL OR found < 2 THEN
        RAISE EXCEPTION 'two people confirm a phase' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER posture_phase_two_people AFTER INSERT OR UPDATE ON posture_phase
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION posture_two_people();
"""
NOT_TWO = """
DROP TRIGGER posture_phase_two_people ON posture_phase;
DROP FUNCTION posture_two_people();
"""


class Migration(migrations.Migration):
    dependencies = [("posture", "0001_initial")]

    operations = [
        migrations.RunSQL(FIXED, NOT_FIXED),
        migrations.RunSQL(ADDED, NOT_ADDED),
        migrations.RunSQL(TWO, NOT_TWO),
    ]
