"""The walls of the ledger: rows are sealed by the database at commit and never changed afterwards."""

from django.db import migrations

KEEP = """
CREATE FUNCTION ledger_keep() RETURNS trigger LANGUAGE plpgsql AS $$
-- Refuses every change of the ledger but two: sealing (by ledger_seal alone) and shredding a payload.
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.seq IS NULL AND NEW.prev IS NULL AND NEW.hash IS NULL THEN
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'UPDATE' THEN
        IF OLD.seq IS NULL AND pg_trigger_depth() > 1 THEN
            RETURN NEW;
        END IF;
        IF OLD.payload IS NOT NULL AND NEW.payload IS NULL AND NEW.salt IS NULL
           AND to_jsonb(OLD) - '{payload,salt}'::text[] = to_jsonb(NEW) - '{payload,salt}'::text[] THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER ledger_event_keep BEFORE INSERT OR UPDATE OR DELETE ON ledger_event
    FOR EACH ROW EXECUTE FUNCTION ledger_keep();
CREATE TRIGGER ledger_event_no_truncate BEFORE TRUNCATE ON ledger_event
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_keep();
"""

UNKEEP = """
DROP TRIGGER ledger_event_no_truncate ON ledger_event;
DROP TRIGGER ledger_event_keep ON ledger_event;
DROP FUNCTION ledger_keep();
"""

SEAL = """
CREATE FUNCTION ledger_step_back() RETURNS trigger LANGUAGE plpgsql AS $$
-- Runs at commit among the other deferred checks, some of which wait for row locks. Touching the line
-- queues its sealing behind all of them: whoever takes the chain's lock then waits for nobody.
BEGIN
    UPDATE ledger_event SET seq = NULL WHERE id = NEW.id AND seq IS NULL;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER ledger_event_step_back AFTER INSERT ON ledger_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_step_back();

CREATE FUNCTION ledger_seal() RETURNS trigger LANGUAGE plpgsql AS $$
-- Runs last before the commit, under the chain's lock, which is held until the commit is done: places
-- follow the order of commits and leave no gap. Seals every line of the transaction, in written order.
DECLARE
    line record;
    place bigint;
    link text;
    sealed text;
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_event WHERE id = NEW.id AND seq IS NULL) THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(4704822);
    SELECT seq, hash INTO place, link FROM ledger_event WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1;
    place := coalesce(place, 0);
    link := coalesce(link, repeat('0', 64));
    FOR line IN
        SELECT id, header, payload_digest FROM ledger_event
        WHERE seq IS NULL ORDER BY cmin::text::bigint, id
    LOOP
        place := place + 1;
        sealed := replace(line.header, '"seq":null', '"seq":' || place);
        UPDATE ledger_event SET
            seq = place,
            header = sealed,
            prev = link,
            hash = encode(sha256(decode(link, 'hex') || convert_to(sealed, 'UTF8')
                                 || decode(line.payload_digest, 'hex')), 'hex')
        WHERE id = line.id
        RETURNING hash INTO link;
    END LOOP;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER ledger_event_seal AFTER UPDATE ON ledger_event
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.seq IS NULL AND NEW.seq IS NULL) EXECUTE FUNCTION ledger_seal();
"""

UNSEAL = """
DROP TRIGGER ledger_event_seal ON ledger_event;
DROP FUNCTION ledger_seal();
DROP TRIGGER ledger_event_step_back ON ledger_event;
DROP FUNCTION ledger_step_back();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(KEEP, UNKEEP), migrations.RunSQL(SEAL, UNSEAL)]
