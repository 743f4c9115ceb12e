"""The database itself refuses to change or remove evidence, its bytes' entries and what was struck out."""

from django.db import migrations

TABLES = ("evidence_evidence", "evidence_blob", "evidence_strike")

FORWARD = """
CREATE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'evidence is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""" + "".join(
    f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION evidence_refuse();\n"
    for table in TABLES
)

BACKWARD = "".join(f"DROP TRIGGER {table}_is_kept ON {table};\n" for table in TABLES) + (
    "DROP FUNCTION evidence_refuse();"
)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
