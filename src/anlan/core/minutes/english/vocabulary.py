"""Words that carry the grammar of English orders, as tables."""

from __future__ import annotations

import re

_VERBS = (
    "accept accompany acknowledge act add address adjust adopt advise agree allocate alert amend"
    " analyse announce appoint approve arrange ask assemble assess assign assist attach attend audit"
    " avoid "
    "ban block book brief bring budget build buy call cancel carry cease certify chair change charge"
    " check circulate clarify clean clear close collate collect commission communicate compile complete"
    " confirm conduct consider "
    "consult contact continue convene coordinate copy correct count cover create cut deal decide"
    " declare deep-clean define deliver demonstrate deploy describe design designate destroy determine"
    " develop direct disable disconnect discuss "
    "disinfect dismantle display dispose distribute document double draft draw drain drop earmark edit"
    " email e-mail emphasise empty enable encourage enforce engage enrol ensure enter equip escort"
    " establish evacuate evaluate examine exchange "
    "exercise expand explain explore extend file fill finalise finalize find finish fit fix follow"
    " forward fund gather give grant handle hang have help hire hold identify implement improve include"
    " increase inform initiate inspect install "
    "instruct insulate integrate introduce inventory investigate invite isolate issue join keep label"
    " launch lay lead leave let liaise limit link list load lock log look maintain make manage mark"
    " meet mend mend move monitor "
    "name negotiate nominate notify obtain offer open operate order organise organize outline oversee"
    " pack paint park pass patrol pause pay perform pilot place plan post postpone practise prepare"
    " present prevent print prioritise proceed process "
    "procure produce prohibit promote propose protect provide publish purchase put quarantine raise"
    " re-open reach read receive recommend reconcile record recruit reduce refer refrain refresh"
    " refurbish register rehearse reinforce relocate remain remind remove renew "
    "repair repeat replace report reprint request require reschedule reserve reset resolve respond"
    " restore restrict resume retain return revert review revise ring roll rotate run sample save scan"
    " schedule screen seal secure seek select send separate "
    "serve set share show shut sign speak specify staff start state stay stop store stow strengthen"
    " study submit supervise supply support survey suspend sweep switch take talk teach tell test tidy"
    " top trace track train transfer translate transport treat "
    "trial turn undertake unlock update upgrade upload use vacate validate ventilate verify visit wait"
    " walk warn wash watch water wear withdraw work write"
)
VERBS = frozenset(_VERBS.split())
_FUNCTION_WORDS = (
    "if that for in on at by of to with from as or nor but so then when while where until till after before"
    " the a an all each every any both their its no this these those it also only not than under over into"
    " onto without within during between among against about above below who which whose"
)
NEVER_VERBS = frozenset(_FUNCTION_WORDS.split())
PHRASAL_NOUNS = frozenset(
    [
        "report",
        "plan",
        "list",
        "work",
        "order",
        "record",
        "test",
        "visit",
        "study",
        "survey",
        "review",
        "schedule",
        "use",
    ]
)

MODAL = re.compile(
    r"(?<![\w/-])(?:(?P<strict>shall|must|is required to|are required to|has to|have to|(?P<be>is to|are to))"
    r"|(?P<will>will))(?![\w/-])(?P<ban> (?:not|never|no longer)\b)?"
    r"(?! have (?:\w+ly )?(?:been|gone|left|made|taken|done|had|put|got|come|\w+(?:ed|en|wn|pt|lt))\b)",
    re.IGNORECASE,
)
NO_SUBJECT = re.compile(r"(?:no|nobody|no one|none of)\b", re.IGNORECASE)
MAY_NOT = re.compile(
    r"\b(?:may|can) not\b|\bcannot\b|\b(?:is|are) (?:not (?:permitted|allowed)\b"
    r"|(?:strictly )?(?:prohibited|forbidden)\b)",
    re.IGNORECASE,
)
NOBODY_MAY = re.compile(
    r"\b(?:[Nn]o|[Nn]obody|[Nn]one of)\b[^.;]{0,60}?\b(?:may|(?:is|are) (?:permitted|allowed) to)\b"
)
MAY = re.compile(r"\bmay\b|\b(?:is|are) (?:permitted|allowed) to\b", re.IGNORECASE)
PASSIVE = re.compile(
    r"(?:also |always |normally |only |then )*be (?:\w+ly )?(?:\w+(?:ed|en|wn|rn|ht|pt|ld|nt|lt|ut|id"
    r"|de|ne|ad)\b|double-\w+|kept|set|put|shut|left|held|sent|made|done|paid|told|sought)",
    re.IGNORECASE,
)
CONDITION_FIRST = re.compile(
    r"(?:If|When|Whenever|Unless|Where|Once|Should|In case of|In the event of|In the event that"
    r"|Provided that|As soon as)\b[^,;]{2,160},",
    re.IGNORECASE,
)
CONDITION_LATER = re.compile(
    r"\b(?:if|unless|when|whenever|in case of|in the event of|provided that|as soon as)\b", re.IGNORECASE
)
REPORTED = re.compile(
    r"\b(?:reported|explained|suggested|wondered|noted|recalled|commented|observed|pointed out|asked"
    r" whether|asked if|mentioned|felt|thought|hoped|believed|argued|heard|welcomed|thanked|described"
    r"|was told|were told|proposed|recommended|could|should|might|would|used to)\b",
    re.IGNORECASE,
)
RULED = re.compile(
    r"\b(?:residents?|students?|visitors?|guests?|everyone|everybody|all|anyone|anybody|participants?"
    r"|users?|members|applicants?|people|persons?|employees|tenants?|those|they|it|we|i|you|he|she"
    r"|there|this|that|these|staff|colleagues|parents|freshmen|drivers|cyclists|candidates|attendees"
    r"|passengers|occupants|contractors|nobody|no one|one|who|which)$",
    re.IGNORECASE,
)
SPEAKS_FOR_NOBODY = re.compile(r"(?:we|i|you|it|there|this|that|they|he|she|which|who|what)$", re.IGNORECASE)
_UNITS = (
    r"Offices?|Departments?|Committees?|Cent(?:re|er)s?|Teams?|Groups?|Units?|Services?|Facult(?:y|ies)"
    r"|Schools?|Colleges?|Librar(?:y|ies)|Divisions?|Boards?|Councils?|Union|Estates|Security|Registry"
    r"|Institutes?|Directorates?|Desk|Secretariat|Bureau|Clinic|Panel|Taskforce|Task Force|University"
    r"|Finance|Catering|Housing|Procurement|Communications|Facilities|Laborator(?:y|ies)|IT|HR|EHS|Human"
    r" Resources|Maintenance|Transport|Admissions"
)
_POSTS = (
    r"Managers?|Officers?|Directors?|Heads?|Deans?|Chairs?|Chairperson|Chairman|Registrars?|Provosts?"
    r"|Wardens?|Supervisors?|Co-?ordinators?|Secretar(?:y|ies)|Principals?|Chancellor|Vice-Chancellor"
    r"|President|Vice-President|Rector|Bursar|Librarians?|Leaders?|Leads?|Representatives?|Reps?"
    r"|Technicians?|Tutors?|Lecturers?|Instructors?|Stewards?|Marshals?|Porters?|Cleaners?|Chefs?|Cooks?"
    r"|Nurses?|Doctors?|Physicians?|Administrators?|Inspectors?|Guards?|Custodians?|Conven(?:o|e)rs?"
    r"|Investigators?|Caretakers?|Editors?|Treasurer|Clerk|Advis[eo]rs?|Assistants?|Engineers?"
    r"|Electricians?|Teachers?|Professors?|Mentors?|Counsell?ors?|Receptionists?|Custodians?|Organi[sz]ers?"
    r"|Editors?|Captains?|Monitors?|Invigilators?|Examiners?|Demonstrators?|Operators?|Watchmen|Duty staff"
    r"|Kitchen staff|Reception staff|Superintendents?|Controllers?|Analysts?"
)
OWNER_HEAD = re.compile(rf"\b(?:{_UNITS}|{_POSTS})\b", re.IGNORECASE)
POST_HEAD = re.compile(rf"\b(?:{_POSTS})\b", re.IGNORECASE)
PERSON = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? )?(?:[A-Z][a-z'’-]+|[A-Z]\.) (?:[A-Z]\. )?[A-Z][a-z'’-]+$"
    r"|(?:Dr|Prof|Professor|Mr|Mrs|Ms)\.? [A-Z][a-z'’-]+$"
)
ONCE = re.compile(
    r"(?:also |then |immediately |formally |promptly )*(?:complete|submit|draft|publish|replace"
    r"|circulate|convene|appoint|report|finali[sz]e|sign|adopt|present)\b",
    re.IGNORECASE,
)
ATTITUDE = re.compile(
    r"(?:remain vigilant|be aware|take .{0,20}seriously|bear in mind|attach .{0,20}importance)", re.IGNORECASE
)
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
ANNOUNCED = re.compile(
    rf"\b(?P<n>{'|'.join(COUNTS)}|\d{{1,2}}) (?:\w+ )?(?:resolutions|actions|action items|decisions"
    rf"|requirements|requests|measures|instructions|orders|steps|directions|directives|demands"
    rf"|points)\b",
    re.IGNORECASE,
)
ANNOUNCING = re.compile(
    r"\b(?:adopted|made|set|gave|issued|agreed|resolved|passed|stressed|announced|listed|decided"
    r"|approved|took|raised|emphasi[sz]ed|laid down|set out)\b",
    re.IGNORECASE,
)
"""Verbs after which a count announces a list."""
