"""Who may take in passages, ask for names behind a preview, and release them."""

from anlan.core.access import Verb

PREVIEW, NAMES, FILE = "movement.preview", "movement.namesrequest", "movement.passagefile"

VERBS = (
    Verb("movement.take", FILE, "导入通行记录和在用通行证"),
    Verb("movement.ask_names", PREVIEW, "申请查看预演涉及的名单", also=(NAMES,)),
    Verb(
        "movement.release_names", NAMES, "同意查看预演涉及的名单", enacts=True, at_act=True, also=(PREVIEW,)
    ),
)
