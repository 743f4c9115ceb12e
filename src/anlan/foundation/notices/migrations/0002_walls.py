"""The walls of notices: sent text is fixed, drills and actual never refer to one another, the audience is
frozen and attempts are only added."""

from django.db import migrations

SAME_STATUS = """
ALTER TABLE notices_notice ADD CONSTRAINT notices_notice_same_status
    FOREIGN KEY (references_id, status) REFERENCES notices_notice (id, status) DEFERRABLE INITIALLY DEFERRED;
"""
NO_SAME_STATUS = "ALTER TABLE notices_notice DROP CONSTRAINT notices_notice_same_status;"

FIXED = """
CREATE FUNCTION notices_keep_sent() RETURNS trigger LANGUAGE plpgsql AS $$
-- From its sending on a notice keeps every word; only what became of it may change.
BEGIN
    IF OLD.sent_at IS NULL OR to_jsonb(OLD) - '{state,ended_at}'::text[] = to_jsonb(NEW) - '{state,ended_at}'::text[]
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a sent notice is fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER notices_notice_keep_sent BEFORE UPDATE ON notices_notice
    FOR EACH ROW EXECUTE FUNCTION notices_keep_sent();
CREATE FUNCTION notices_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER notices_attempt_only_added BEFORE UPDATE OR DELETE ON notices_attempt
    FOR EACH ROW EXECUTE FUNCTION notices_only_added();
CREATE TRIGGER notices_audience_frozen BEFORE UPDATE OR DELETE ON notices_audience
    FOR EACH ROW EXECUTE FUNCTION notices_only_added();
CREATE FUNCTION notices_audience_before_sending() RETURNS trigger LANGUAGE plpgsql AS $$
-- The audience is written in the act of sending; nobody joins it later.
BEGIN
    IF EXISTS (SELECT FROM notices_notice WHERE id = NEW.notice_id AND sent_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the audience of a sent notice is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER notices_audience_before_sending BEFORE INSERT ON notices_audience
    FOR EACH ROW EXECUTE FUNCTION notices_audience_before_sending();
"""
NOT_FIXED = """
DROP TRIGGER notices_audience_before_sending ON notices_audience;
DROP FUNCTION notices_audience_before_sending();
DROP TRIGGER notices_audience_frozen ON notices_audience;
DROP TRIGGER notices_attempt_only_added ON notices_attempt;
DROP FUNCTION notices_only_added();
DROP TRIGGER notices_notice_keep_sent ON notices_notice;
DROP FUNCTION notices_keep_sent();
"""

ONE_WORLD = """
CREATE FUNCTION notices_one_world() RETURNS trigger LANGUAGE plpgsql AS $$
-- What hangs on a notice or a letter belongs to its world, the drill or the actual one.
DECLARE
    world boolean;
BEGIN
    IF NEW.notice_id IS NOT NULL THEN
        SELECT drill INTO world FROM notices_notice WHERE id = NEW.notice_id;
        IF world IS DISTINCT FROM NEW.drill THEN
            RAISE EXCEPTION 'drill and actual are never merged' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER notices_letter_one_world BEFORE INSERT OR UPDATE OF drill, notice_id ON notices_letter
    FOR EACH ROW EXECUTE FUNCTION notices_one_world();
CREATE TRIGGER notices_delivery_one_world BEFORE INSERT OR UPDATE OF drill, notice_id ON notices_delivery
    FOR EACH ROW EXECUTE FUNCTION notices_one_world();
"""
TWO_WORLDS = """
DROP TRIGGER notices_delivery_one_world ON notices_delivery;
DROP TRIGGER notices_letter_one_world ON notices_letter;
DROP FUNCTION notices_one_world();
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [
        migrations.RunSQL(SAME_STATUS, NO_SAME_STATUS),
        migrations.RunSQL(FIXED, NOT_FIXED),
        migrations.RunSQL(ONE_WORLD, TWO_WORLDS),
    ]
