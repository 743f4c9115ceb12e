"""Who may prepare, sign and read products, report for a unit, and keep superiors' forms."""

from anlan.core.access import Verb

PRODUCT = "products.product"
REPORT = "products.unitreport"
FORM = "products.superiorform"

VERBS = (
    Verb(
        "products.read", PRODUCT, "看报送材料", also=(REPORT, FORM, "products.binding", "products.expected")
    ),
    Verb("products.prepare", PRODUCT, "起草、更正报送材料"),
    Verb("products.sign", PRODUCT, "签发报送材料"),
    Verb("products.enact", PRODUCT, "签发督办单、约谈和问责材料", enacts=True),
    Verb("products.report", REPORT, "替本单位零报告"),
    Verb("products.forms", FORM, "管理上级表格", also=("products.binding",)),
)
