"""Who may draft, approve, send and read notices, and look after the channels."""

from anlan.core.access import Verb

NOTICE, CHANNEL, TIMING = "notices.notice", "notices.channel", "notices.timing"

VERBS = (
    Verb("notices.read", NOTICE, "看本单位发出的通知和送达情况"),
    Verb("notices.draft", NOTICE, "起草通知"),
    Verb("notices.approve", NOTICE, "审批通知", enacts=True, at_act=True),
    Verb("notices.send", NOTICE, "发送、更新、撤销和解除通知", enacts=True, at_act=True),
    Verb(
        "notices.address",
        "people.person",
        "选通知的接收人",
        also=("people.unit", "people.position", "campus.place"),
    ),
    Verb("notices.channels", CHANNEL, "管理通知渠道和时段", also=(TIMING,)),
)
