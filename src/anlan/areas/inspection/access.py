"""Who may do what with checklists, runs, findings, conclusions, re-checks and protected reports."""

from anlan.core.access import Verb

CHECKLIST, RUN, FINDING = "inspection.checklist", "inspection.run", "inspection.finding"
CONCLUSION, OBJECTION = "inspection.conclusion", "inspection.objection"
RECHECK, PROTECTED = "inspection.recheck", "inspection.protectedreport"

VERBS = (
    Verb("inspection.read", FINDING, "看督查和整改", also=(RUN, CONCLUSION, OBJECTION)),
    Verb("inspection.checklists", CHECKLIST, "导入和发布督查清单"),
    Verb("inspection.plan", RUN, "安排督查"),
    Verb("inspection.inspect", RUN, "到现场督查、登记发现", also=(FINDING,)),
    Verb("inspection.assign", FINDING, "派单整改"),
    Verb("inspection.rectify", FINDING, "整改并提交复核"),
    Verb("inspection.verify", FINDING, "复核、销号、重新打开"),
    Verb("inspection.accept_risk", FINDING, "接受风险到期复评", enacts=True),
    Verb("inspection.conclude", RUN, "出具督查结论", also=(CONCLUSION,)),
    Verb("inspection.object", CONCLUSION, "对督查结论提异议"),
    Verb("inspection.review", OBJECTION, "复核异议、审阅督查", also=(RUN, CONCLUSION, FINDING)),
    Verb("inspection.recheck", RECHECK, "盲查"),
    Verb("inspection.export", FINDING, "导出发现清单"),
    Verb("inspection.protected", PROTECTED, "受理保护渠道的反映"),
)
