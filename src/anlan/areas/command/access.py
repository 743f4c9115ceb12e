"""Who may do what with meetings, texts, drafts and requirements."""

from anlan.core.access import Verb

DIRECTIVE, ADDRESSEE, DRAFT_SET = "command.directive", "command.addressee", "command.draftset"
MEETING, SLIP, SOURCE = "command.meeting", "command.topicslip", "command.source"
PAPER = "command.upstreampaper"

VERBS = (
    Verb("command.read", DIRECTIVE, "看要求", also=(ADDRESSEE, MEETING, SLIP, SOURCE, PAPER)),
    Verb("command.draft", DRAFT_SET, "导入纪要、确认要求", also=(SOURCE,)),
    Verb("command.issue", DRAFT_SET, "下发要求、答复异议", enacts=True, also=(DIRECTIVE, ADDRESSEE)),
    Verb("command.acknowledge", ADDRESSEE, "签收或提出异议"),
    Verb("command.cascade", ADDRESSEE, "向下转达、新增本单位要求", also=(DIRECTIVE,)),
    Verb("command.supersede", DIRECTIVE, "更正要求", enacts=True),
    Verb("command.withdraw", DIRECTIVE, "撤回要求", enacts=True),
    Verb("command.meet", MEETING, "筹备会议、定议程、记出席", also=(SLIP,)),
    Verb("command.propose", SLIP, "提交议题"),
    Verb("command.upstream", PAPER, "登记和回复上级来文"),
    Verb("command.export", DIRECTIVE, "导出要求表"),
)
