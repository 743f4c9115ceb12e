"""Deliveries as the channels need them: to whom, which words, which link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from anlan.foundation.notices.models import Address, Channel, ChannelKind, Delivery, Digest, Letter
from anlan.foundation.notices.rules.marking import marked, marked_text
from anlan.foundation.notices.rules.outcomes import Parcel
from anlan.foundation.notices.selectors.cap import written
from anlan.foundation.notices.selectors.figures import hours
from anlan.foundation.notices.selectors.letters import words_of
from anlan.foundation.people.models import Person

RELATED = ("notice__sender__unit", "notice__references__sender", "letter", "digest", "person")


def parcels_of(channel: Channel, deliveries: Sequence[Delivery]) -> list[Parcel]:
    """One parcel a delivery, in the same order."""
    site = hours().site_url.rstrip("/")
    reach = reachable(channel.kind, [row.person_id for row in deliveries if row.person_id])
    carries_cap = channel.kind == ChannelKind.WEBHOOK
    found = []
    for row in deliveries:
        words, path = _words(row)
        facts: Mapping[str, Any] = {}
        if row.notice is not None:
            facts = {"code": row.notice.code} | ({"cap": written(row.notice).decode()} if carries_cap else {})
        found.append(
            Parcel(
                key=str(row.pk),
                to=reach.get(row.person_id, "") if row.person_id else "",
                at=_moment(row),
                url=f"{site}{path}" if site and path else "",
                drill=row.drill,
                facts=facts,
                **words,
            )
        )
    return found


def reachable(kind: str, persons: Iterable[UUID]) -> dict[UUID, str]:
    """Where each person is reached by a personal channel; those without an address are left out."""
    if kind == ChannelKind.SMS:
        rows = Person.objects.filter(pk__in=list(persons)).exclude(phone="")
        return dict(rows.values_list("pk", "phone"))
    if kind == ChannelKind.EMAIL:
        addresses = Address.objects.filter(person_id__in=list(persons), kind=kind)
        return dict(addresses.values_list("person_id", "address"))
    return {}


def _words(row: Delivery) -> tuple[dict[str, str], str]:
    if row.notice is not None:
        return words_of(
            row.notice
        ), f"/notices/n/{row.notice.code}/" if row.person_id is None else "/notices/"
    if row.letter is not None:
        return _letter_words(row.letter), row.letter.url or f"/notices/letters/{row.letter.pk}/"
    if row.digest is None:
        raise ValueError("a delivery is of something")
    return digest_words(row.digest), "/notices/"


def _letter_words(letter: Letter) -> dict[str, str]:
    found = {}
    for language, english in (("zh", False), ("en", True)):
        title, text = getattr(letter, f"title_{language}"), getattr(letter, f"text_{language}")
        found[f"title_{language}"] = marked(title, drill=letter.drill, english=english)
        found[f"text_{language}"] = marked_text(text, drill=letter.drill, english=english)
    return found


def digest_words(digest: Digest) -> dict[str, str]:
    """The titles of what gathered, as one message."""
    letters = list(digest.letters.order_by("recorded_at"))
    titles = {
        "title_zh": f"通知汇总：{len(letters)} 条",
        "title_en": f"Digest: {len(letters)} messages",
        "text_zh": "\n".join(f"· {letter.title_zh}" for letter in letters),
        "text_en": "\n".join(f"· {letter.title_en}" for letter in letters),
    }
    return {
        name: marked(text, drill=digest.drill, english=name.endswith("_en")) for name, text in titles.items()
    }


def _moment(row: Delivery) -> Any:
    if row.notice is not None:
        return row.notice.sent_at
    if row.letter is not None:
        return row.letter.recorded_at
    return row.digest.at if row.digest is not None else row.changed_at
