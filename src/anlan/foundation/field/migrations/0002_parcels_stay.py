"""The database refuses to change what a phone sent or to remove it; only a refusal may become an acceptance."""

from django.db import migrations

FIXED = "id device_id sequence claimed kind body made_at received_at".split()


def row(side: str) -> str:
    return "(" + ", ".join(f"{side}.{column}" for column in FIXED) + ")"


FORWARD = f"""
CREATE FUNCTION field_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'field: % of % is refused, what a phone sent stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER parcel_is_kept BEFORE DELETE ON field_parcel FOR EACH ROW EXECUTE FUNCTION field_refuse();
CREATE TRIGGER parcel_is_fixed BEFORE UPDATE ON field_parcel FOR EACH ROW
    WHEN (OLD.verdict = 'accepted' OR {row("OLD")} IS DISTINCT FROM {row("NEW")})
    EXECUTE FUNCTION field_refuse();
CREATE TRIGGER gap_note_is_kept BEFORE UPDATE OR DELETE ON field_gapnote
    FOR EACH ROW EXECUTE FUNCTION field_refuse();
"""

BACKWARD = """
DROP TRIGGER gap_note_is_kept ON field_gapnote;
DROP TRIGGER parcel_is_fixed ON field_parcel;
DROP TRIGGER parcel_is_kept ON field_parcel;
DROP FUNCTION field_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("field", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
