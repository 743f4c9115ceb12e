"""Signed products are fixed and never deleted; reports of units and bindings are only added to."""

from django.db import migrations

FIXED = """
CREATE FUNCTION products_keep_signed() RETURNS trigger LANGUAGE plpgsql AS $$
-- From its signature on a product keeps everything but that a later version took its place.
DECLARE
    later text[] := '{state,superseded_at}';
BEGIN
    IF OLD.signed_at IS NULL OR to_jsonb(OLD) - later = to_jsonb(NEW) - later THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a signed product is fixed' USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER products_product_keep_signed BEFORE UPDATE ON products_product
    FOR EACH ROW EXECUTE FUNCTION products_keep_signed();
CREATE FUNCTION products_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;
CREATE TRIGGER products_product_stays BEFORE DELETE ON products_product
    FOR EACH ROW EXECUTE FUNCTION products_only_added();
CREATE TRIGGER products_unitreport_only_added BEFORE UPDATE OR DELETE ON products_unitreport
    FOR EACH ROW EXECUTE FUNCTION products_only_added();
CREATE TRIGGER products_binding_only_added BEFORE UPDATE OR DELETE ON products_binding
    FOR EACH ROW EXECUTE FUNCTION products_only_added();
"""
NOT_FIXED = """
DROP TRIGGER products_binding_only_added ON products_binding;
DROP TRIGGER products_unitreport_only_added ON products_unitreport;
DROP TRIGGER products_product_stays ON products_product;
DROP FUNCTION products_only_added();
DROP TRIGGER products_product_keep_signed ON products_product;
DROP FUNCTION products_keep_signed();
"""


class Migration(migrations.Migration):
    dependencies = [("products", "0001_initial")]

    operations = [migrations.RunSQL(FIXED, NOT_FIXED)]
