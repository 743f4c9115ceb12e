"""Who may open, draft, order, confirm, and read which phase is in force."""

from anlan.core.access import Verb

OPERATION, PHASE, INCIDENT, ASSESSMENT = (
    "posture.operation",
    "posture.phase",
    "posture.incident",
    "posture.assessment",
)

VERBS = (
    Verb("posture.read", OPERATION, "看各处现行阶段和措施", also=(PHASE, ASSESSMENT)),
    Verb("posture.open", OPERATION, "启动应急行动和演练", enacts=True, at_act=True, also=(INCIDENT,)),
    Verb("posture.end", OPERATION, "结束应急行动和演练", enacts=True, at_act=True),
    Verb("posture.draft", PHASE, "起草阶段、运行预演", also=(OPERATION,)),
    Verb("posture.order", PHASE, "提交阶段待两人确认", enacts=True, at_act=True),
    Verb("posture.confirm", PHASE, "确认阶段生效和解除", enacts=True, at_act=True),
    Verb("posture.oral", PHASE, "记录口头令并先行收紧", enacts=True, at_act=True, also=("campus.place",)),
    Verb("posture.assess", OPERATION, "签研判结论", enacts=True, at_act=True, also=(ASSESSMENT,)),
    Verb("posture.incident", INCIDENT, "记录和处理突发事件", also=("campus.place",)),
)
