"""Cutting one clause into the acts it coordinates, and one verb's objects into parts with a shared lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anlan.core.minutes.body import Span, trimmed
from anlan.core.minutes.chinese import acts
from anlan.core.minutes.chinese import vocabulary as words
from anlan.core.minutes.chinese.tagging import tagged as tagged_words


@dataclass(frozen=True, slots=True)
class Cut:
    """One act of a clause and the words it shares with its siblings, if any."""

    span: Span
    lead: Span | None = None


_JOINT = re.compile(r"、|以及|并且|并(?![排列行入网未不非])|和(?!谐|平|睦|解)|及(?!时|早|格|其)|与(?!会)")
_OPEN, _CLOSE = "“‘（(《【", "”’）)》】"
_VERB = re.compile(rf"(?:{words.VERBS})")
_ACTION_TAIL = re.compile(rf"(?:{words.ACTION_NOUNS})(?:等情况发生|等情况|情况发生)?$")
_CLOSED_LIST = re.compile(r"等(?:[\u3400-\u9fff]{0,8})?$")
_HAPPENS = re.compile(r"等(?:情况|现象|问题|行为|事件|事故)(?:的?发生)?$")
_ONLY_HAPPENS = re.compile(r"[\u3400-\u9fff]{1,6}等(?:情况|现象|问题|行为|事件|事故)(?:的?发生)?$")
_MODAL_OR_BAN = re.compile(rf"(?:{words.MODALS.pattern}|{words.BANS.pattern})")
_ACT_WITH_OBJECT = re.compile(rf"(?:{words.VERBS})[\u3400-\u9fffA-Za-z0-9“《]{{2,}}$")
_ACTOR_FIRST = re.compile(
    r"[\u3400-\u9fff]{0,8}(?:人员|学生|师生|车辆|同学|员工|访客|家长)[\u3400-\u9fff]{2,}"
)
_FOUR = 4
_SHORTEST_ACT = 3
_LONGEST_CLAUSE = 400
_PLACE_PHRASE = re.compile(
    r"(?:在|于)[^，]{2,30}?等[\u3400-\u9fff]{0,6}?(?:场所|区域|地方|部位|地点)|"
    r"(?:在|于|对|向|以|因|从|利用|借|通过)[^，、]{1,16}?(?:内|中|上|下|期间|时|里|外|处|前|后|名义|为由"
    r"|之机|方式|形式)(?=[\u3400-\u9fff]{2})"
)
_FRONT_DEADLINE = re.compile(r"(?:于|在)?[^，、]{0,14}(?:前|内|日|底|旬)")


def cut(body: str, act: Span) -> tuple[Cut, ...]:
    """Return the acts of a clause; the whole stretch alone when it must stay together."""
    if len(act) > _LONGEST_CLAUSE:
        return (Cut(act),)
    pieces = tuple(_pieces(body, act))
    ban = _ban_with_objects(body, act)
    if ban is not None:
        return _banned_objects(body, act, lead_end=ban) or (Cut(act),)
    if len(pieces) < 2:
        return (Cut(act),)
    phrases = _verb_phrases(body, act, pieces)
    return tuple(c for phrase in phrases for c in _shared_verb(body, phrase))


def _pieces(body: str, span: Span) -> Iterator[Span]:
    """Yield the coordinated stretches of a span, joints inside quotes and brackets left alone."""
    start, position = span.start, span.start
    depth = 0
    for match in re.finditer(rf"[{_OPEN}{_CLOSE}]|{_JOINT.pattern}", body[span.start : span.end]):
        printed, position = match.group(), span.start + match.start()
        if printed in _OPEN:
            depth += 1
        elif printed in _CLOSE:
            depth = max(depth - 1, 0)
        elif depth == 0 and position > start:
            yield Span(start, position)
            start = span.start + match.end()
    yield Span(start, span.end)


def _verb_phrases(body: str, act: Span, pieces: tuple[Span, ...]) -> list[Span]:
    """Return the stretches that have a verb and an object each; others stay with the one before."""
    phrases = [pieces[0]]
    for piece in pieces[1:]:
        if _has_own_act(body, piece, joint=body[phrases[-1].end : piece.start]) and _is_complete(
            body, phrases[-1]
        ):
            phrases.append(piece)
        else:
            phrases[-1] = Span(phrases[-1].start, piece.end)
    kept = len(phrases) > 1 and all(len(phrase) <= _FOUR for phrase in phrases)
    return [act] if kept or len(phrases) == 1 else phrases


def _verb_end(text: str) -> int | None:
    """Return where the first verb after adverbs ends, None when the words begin otherwise."""
    adverbs = words.ADVERB_RUN.match(text)
    start = adverbs.end() if adverbs else 0
    if words.PHRASE_STARTS.match(text, start) and not _VERB.match(text, start):
        return None
    verb = _VERB.match(text, start)
    if verb is not None:
        return verb.end()
    tagged = tagged_words(text[start : start + 40])
    if tagged and tagged[0][1] == "v" and len(tagged[0][0]) > 1 and len(tagged) > 1:
        return start + len(tagged[0][0])
    return None


def _has_own_act(body: str, piece: Span, *, joint: str) -> bool:
    """Tell whether a coordinated stretch has a verb and an object of its own."""
    text = piece.of(body)
    if joint == "并" and _FRONT_DEADLINE.match(text) and acts.begins_act(body, piece):
        return True
    if re.search(r"的[\u3400-\u9fff]{1,6}$", text) and not words.ADVERB_RUN.match(text) and joint != "并":
        return _strong_verb_phrase(text)
    end = _verb_end(text)
    if joint not in ("并", "并且") and not _begins_with_listed_verb(text):
        return False
    if end is None:
        return acts.begins_act(body, piece) and len(text) > _FOUR
    if len(text) - end < 2:
        return False
    if joint.startswith("并") and _NO_OBJECT.fullmatch(text, end):
        return False
    return _strong_verb_phrase(text) or joint.startswith("并")


_NO_OBJECT = re.compile(rf"(?:{words.LISTED_VERB}|造册|到位|备查|归档|建档|入库|上墙|在案|公示|备案|处理)")


def _begins_with_listed_verb(text: str) -> bool:
    adverbs = words.ADVERB_RUN.match(text)
    return _VERB.match(text, adverbs.end() if adverbs else 0) is not None


def _strong_verb_phrase(text: str) -> bool:
    """Tell 更换老化线路 from 检查情况 and 宣传工作: the verb is not a noun that qualifies the next."""
    end = _verb_end(text)
    if end is None:
        return False
    adverbs = words.ADVERB_RUN.match(text)
    start = adverbs.end() if adverbs else 0
    verb = text[start:end]
    if verb in words.VERB_NOUNS and not adverbs:
        return False
    if _ACTION_TAIL.fullmatch(text[start:]) or (len(verb) == 1 and not adverbs):
        return False
    return not re.fullmatch(rf"(?:{words.TITLE_NOUNS})", text[end:])


def _is_complete(body: str, phrase: Span) -> bool:
    """Tell whether a phrase has a verb and an object, so that the next may stand alone."""
    text = _MODAL_OR_BAN.sub("", phrase.of(body))
    end = _verb_end(text)
    if end is not None:
        return len(text) - end >= 2
    inside = _ACT_WITH_OBJECT.search(text, 2)
    return inside is not None


def _ban_with_objects(body: str, act: Span) -> int | None:
    """Return where the objects of 严禁 or 坚决防止 begin, when the act is such a ban."""
    ban = words.BANS_WITH_OBJECTS.match(body, act.start, act.end)
    if ban is None:
        return None
    place = _PLACE_PHRASE.match(body, ban.end(), act.end) or _DISPOSED.match(body, ban.end(), act.end)
    return place.end() if place else ban.end()


_DISPOSED = re.compile(
    rf"(?:将|把)[^，、]{{1,12}}?(?=(?:{words.LISTED_VERB}|倒|扔|丢|投|排|带|放|混)[\u3400-\u9fff]{{1,12}}、)"
)


def _banned_objects(body: str, act: Span, *, lead_end: int) -> tuple[Cut, ...]:
    """Return each banned act under the shared ban."""
    objects: list[Span] = []
    pieces = tuple(_pieces(body, Span(lead_end, act.end)))
    even = all(len(piece) == _FOUR for piece in pieces)
    joined = len(pieces) == 2 and body[pieces[0].end] in "与和及同"
    if joined and _SYMMETRIC.search(body, act.start, act.end):
        return ()
    for piece in pieces:
        text = piece.of(body)
        apart = _is_clause_like(text) and (not objects or _stands_alone(objects[-1].of(body)))
        if objects and not even and (_ONLY_HAPPENS.fullmatch(text) or not apart):
            objects[-1] = Span(objects[-1].start, piece.end)
        else:
            objects.append(piece)
    if len(objects) < 2:
        return ()
    lead = trimmed(body, start=act.start, end=lead_end)
    return tuple(Cut(piece, lead) for piece in objects)


_UNFINISHED = re.compile(
    r"^(?:将|把|以|因)(?![^，]{2,}(?:入|到|给|至))|(?:在|从|向|于|对)[\u3400-\u9fff]{1,6}$"
)
_INTO = re.compile(r"[\u3400-\u9fff]{1,2}(?:入|到|出|进|至|向)[\u3400-\u9fff]{2,}")
_SYMMETRIC = re.compile(r"(?:挂钩|混放|混存|混装|混用|混住|混合|接触|相混|脱节|冲突|串通|勾结)$")


def _stands_alone(text: str) -> bool:
    """Tell a banned act from the first half of one: 学生在走廊, 可燃气体."""
    return _UNFINISHED.search(text) is None and (_is_clause_like(text) or _INTO.match(text) is not None)


def _is_clause_like(text: str) -> bool:
    """Tell an act (私拉电线, 校外人员翻墙进校) from a thing (外卖, 物资)."""
    if len(text) < _SHORTEST_ACT + text.startswith(("在", "于")):
        return False
    if _SYMMETRIC.search(text):
        return True
    if _verb_end(text) is not None:
        return True
    if _ACTOR_FIRST.match(text):
        return True
    tagged = tagged_words(text[:40])
    verbs = [word for word, tag in tagged if tag in ("v", "vn", "i", "l") or _VERB.fullmatch(word)]
    return bool(verbs) and len(tagged) > 1 and not tagged[-1][0].endswith(("等", "物品", "场所"))


def _shared_verb(body: str, phrase: Span) -> tuple[Cut, ...]:
    """Return the objects of one verb as parts when each is a noun of action with a modifier of its own."""
    text = phrase.of(body)
    verb_end = _verb_end(text)
    if verb_end is None:
        return (Cut(phrase),)
    objects = tuple(_pieces(body, Span(phrase.start + verb_end, phrase.end)))
    if len(objects) < 2 or not all(is_action_object(piece.of(body)) for piece in objects):
        return (Cut(phrase),)
    if _CLOSED_LIST.search(text) or _shares_a_tail([piece.of(body) for piece in objects]):
        return (Cut(phrase),)
    lead = Span(phrase.start, phrase.start + verb_end)
    return tuple(Cut(piece, lead) for piece in objects)


def is_action_object(text: str) -> bool:
    """Tell whether the words are a noun of action with a modifier: 校门管控, 人员培训."""
    tail = _ACTION_TAIL.search(text)
    return tail is not None and tail.start() >= 2


def _shares_a_tail(objects: list[str]) -> bool:
    """Tell 车辆、物资进校的消杀: only the last has the 的 that belongs to all."""
    return "的" in objects[-1] and not any("的" in text for text in objects[:-1])


def lead_of(body: str, act: Span) -> Span | None:
    """Return the adverbs and the verb that govern the objects of an act, also of those in later clauses."""
    end = _verb_end(act.of(body))
    return None if end is None else Span(act.start, act.start + end)


def objects_of(body: str, span: Span) -> tuple[Span, ...]:
    """Return the objects in a stretch, parted when each is a noun of action with a modifier of its own."""
    pieces = tuple(_pieces(body, span))
    texts = [piece.of(body) for piece in pieces]
    if len(pieces) > 1 and all(map(is_action_object, texts)) and not _shares_a_tail(texts):
        return pieces
    return (span,)
