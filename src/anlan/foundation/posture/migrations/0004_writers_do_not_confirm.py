"""Nobody who had a hand in a draft counts as one of the two."""

from django.db import migrations

COUNT = """
CREATE OR REPLACE FUNCTION posture_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
-- Whatever comes into force or is lifted has two confirmations, at the latest at commit; those who wrote a draft
-- do not count for its coming into force. An oral order may stand without, for two hours.
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
        AND (act = 'lift' OR round = NEW.round AND person_id IS DISTINCT FROM NEW.author_id %(apart)s)
        GROUP BY round
    ) AS rounds;
    IF found IS NULL OR found < 2 THEN
        RAISE EXCEPTION 'two people confirm a phase' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END;
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("posture", "0003_writers")]

    operations = [
        migrations.RunSQL(
            COUNT % {"apart": "AND person_id <> ALL (NEW.writers)"},
            COUNT % {"apart": ""},
        ),
    ]
