"""The database refuses to change or delete a value that was observed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION indicators_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'indicators: % of % is refused, an observed value stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER observation_stays BEFORE UPDATE OR DELETE ON indicators_observation FOR EACH ROW
    EXECUTE FUNCTION indicators_refuse();
"""
BACKWARD = """
DROP TRIGGER observation_stays ON indicators_observation;
DROP FUNCTION indicators_refuse;
"""


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
