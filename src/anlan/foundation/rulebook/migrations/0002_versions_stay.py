"""A version keeps what it says and is never deleted; a decided change is fixed."""

from django.db import migrations

FIXED = """
CREATE FUNCTION rulebook_keep_versions() RETURNS trigger LANGUAGE plpgsql AS $$
-- Of a version only the time at which it was replaced is ever set, and once.
BEGIN
    IF OLD.replaced_at IS NULL AND to_jsonb(OLD) - 'replaced_at' = to_jsonb(NEW) - 'replaced_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a version of a rule is fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER rulebook_ruleversion_fixed BEFORE UPDATE ON rulebook_ruleversion
    FOR EACH ROW EXECUTE FUNCTION rulebook_keep_versions();
CREATE FUNCTION rulebook_keep_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('draft', 'proposed') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a decided change is fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER rulebook_rulechange_fixed BEFORE UPDATE ON rulebook_rulechange
    FOR EACH ROW EXECUTE FUNCTION rulebook_keep_decisions();
CREATE FUNCTION rulebook_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% keeps its rows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER rulebook_ruleversion_stays BEFORE DELETE ON rulebook_ruleversion
    FOR EACH ROW EXECUTE FUNCTION rulebook_never_deleted();
CREATE TRIGGER rulebook_rulechange_stays BEFORE DELETE ON rulebook_rulechange
    FOR EACH ROW EXECUTE FUNCTION rulebook_never_deleted();
"""
NOT_FIXED = """
DROP TRIGGER rulebook_rulechange_stays ON rulebook_rulechange;
DROP TRIGGER rulebook_ruleversion_stays ON rulebook_ruleversion;
DROP FUNCTION rulebook_never_deleted();
DROP TRIGGER rulebook_rulechange_fixed ON rulebook_rulechange;
DROP FUNCTION rulebook_keep_decisions();
DROP TRIGGER rulebook_ruleversion_fixed ON rulebook_ruleversion;
DROP FUNCTION rulebook_keep_versions();
"""


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [migrations.RunSQL(FIXED, NOT_FIXED)]
