"""The database itself refuses to change a published checklist, a submitted run, a step, a conclusion.

Lateness of a finding stays once it is there; the protected channel's history only grows.
"""

from django.db import migrations

CHECKLIST = "code version title title_en content content_hash source grade valid_from".split()
RUN = (
    "code checklist_id subject place_id unit_id started_at submitted_at submitted_by_id submitted_person_id "
    "answers content_hash present_name presence signature passed failed not_applicable second_reason drill"
).split()
FINDING = (
    "code run_id subject item_key place_id origin_kind origin_id severity text stopped raised_at raised_by_id "
    "raised_person_id repeat_of_id recurrence drill"
).split()
CONCLUSION = "run_id supersedes_id text text_hash term object_until issued_at issued_by_id issued_person_id".split()
OBJECTION = "conclusion_id reason filed_at filed_by_id answer_until".split()
REPORT = "compartment unit_id matter text reporter_id receipt_hash received_at".split()
APPEND_ONLY = (
    "inspection_judgement",
    "inspection_supplement",
    "inspection_findingstep",
    "inspection_protectedmessage",
    "inspection_protectedseal",
    "inspection_draw",
)
KEPT = (
    "inspection_checklist",
    "inspection_run",
    "inspection_finding",
    "inspection_conclusion",
    "inspection_objection",
    "inspection_recheck",
    "inspection_protectedreport",
)


def changed(columns: list[str]) -> str:
    """Whether any of the columns differs before and after."""
    old, new = (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
    return f"({old}) IS DISTINCT FROM ({new})"


def refuse(name: str, table: str, when: str, *, on: str = "UPDATE") -> str:
    """A trigger that refuses."""
    return (
        f"CREATE TRIGGER {name} BEFORE {on} ON {table} FOR EACH ROW WHEN ({when}) "
        "EXECUTE FUNCTION inspection_refuse();"
    )


FIXED = (
    ("checklist_is_fixed", "inspection_checklist", f"OLD.state <> 'draft' AND {changed(CHECKLIST)}"),
    (
        "checklist_is_not_drafted_again",
        "inspection_checklist",
        "OLD.state <> 'draft' AND NEW.state = 'draft' OR OLD.state = 'retired' AND NEW.state <> 'retired'",
    ),
    (
        "submitted_run_is_fixed",
        "inspection_run",
        f"OLD.state IN ('submitted', 'reviewed') AND ({changed(RUN)} OR NEW.state NOT IN ('submitted', 'reviewed'))",
    ),
    ("finding_is_fixed", "inspection_finding", changed(FINDING)),
    (
        "finding_lateness_stays",
        "inspection_finding",
        "OLD.late_since IS NOT NULL AND OLD.late_since IS DISTINCT FROM NEW.late_since",
    ),
    ("overturned_is_final", "inspection_finding", "OLD.state = 'overturned' AND NEW.state <> 'overturned'"),
    ("conclusion_is_fixed", "inspection_conclusion", changed(CONCLUSION)),
    (
        "conclusion_end_is_final",
        "inspection_conclusion",
        "OLD.state IN ('kept', 'changed') AND OLD.state <> NEW.state",
    ),
    ("objection_is_fixed", "inspection_objection", changed(OBJECTION)),
    (
        "objection_answer_stays",
        "inspection_objection",
        "OLD.state <> 'filed' AND (OLD.state <> NEW.state OR OLD.answer <> NEW.answer)",
    ),
    (
        "recheck_is_judged_once",
        "inspection_recheck",
        "OLD.state <> 'waiting' AND (OLD.state, OLD.verdict, OLD.note) IS DISTINCT FROM (NEW.state, NEW.verdict, NEW.note)",
    ),
    ("protected_report_is_fixed", "inspection_protectedreport", changed(REPORT)),
)

FORWARD = "\n".join(
    (
        """
CREATE FUNCTION inspection_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'inspection: % of % is refused, what was written stays as it is', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
""",
        *(refuse(name, table, when) for name, table, when in FIXED),
        *(refuse(f"{table}_only_grows", table, "true", on="UPDATE OR DELETE") for table in APPEND_ONLY),
        *(refuse(f"{table}_is_kept", table, "true", on="DELETE") for table in KEPT),
    )
)
BACKWARD = "\n".join(
    (
        *(f"DROP TRIGGER {name} ON {table};" for name, table, _ in FIXED),
        *(f"DROP TRIGGER {table}_only_grows ON {table};" for table in APPEND_ONLY),
        *(f"DROP TRIGGER {table}_is_kept ON {table};" for table in KEPT),
        "DROP FUNCTION inspection_refuse();",
    )
)


class Migration(migrations.Migration):
    dependencies = [("inspection", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
