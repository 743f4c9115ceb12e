from uuid import UUID

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError

from anlan.core.access import Actor
from anlan.core.kernel.errors import BadInput, Conflict, IllegalMove, NotVisible, NotYours
from anlan.foundation.products.models import Product
from anlan.foundation.products.public import correct, drop, gather_anew, prepare, sign
from tests.support.cast import Cast

from .papers import STORE


def drafted(cast: Cast, kind: str = "trial", by: str = "clerk") -> Product:
    return prepare(kind, params={"word": "甲"}, by=cast.actor(by))


def signed(cast: Cast) -> Product:
    row = drafted(cast)
    return sign(row.pk, by=cast.actor("hq_head"), seen_hash=row.content_hash)


def test_a_draft_freezes_facts_that_later_changes_do_not_touch(cast: Cast):
    row = drafted(cast)
    STORE["note"] = "后来变了"
    again = Product.objects.get(pk=row.pk)
    assert again.fact_values["note"] == "一切照常"
    assert again.is_intact


def test_nobody_signs_what_they_prepared(cast: Cast):
    row = drafted(cast, by="hq_head")
    with pytest.raises(NotYours):
        sign(row.pk, by=cast.actor("hq_head"), seen_hash=row.content_hash)
    assert Product.objects.get(pk=row.pk).state == "draft"


def test_the_database_refuses_a_signer_who_prepared(cast: Cast):
    row = signed(cast)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Product.objects.filter(pk=row.pk).update(signer=row.preparer)


def test_a_clerk_without_the_verb_cannot_sign(cast: Cast):
    row = drafted(cast)
    with pytest.raises(NotYours):
        sign(row.pk, by=cast.actor("clerk2"), seen_hash=row.content_hash)


def test_a_kind_that_binds_asks_for_a_second_factor(cast: Cast):
    row = drafted(cast, kind="trial_binding")
    with pytest.raises(NotYours):
        sign(row.pk, by=cast.actor("hq_head", second_factor=False), seen_hash=row.content_hash)
    done = sign(row.pk, by=cast.actor("hq_head"), seen_hash=row.content_hash)
    assert done.state == "signed"


def test_the_system_signs_nothing(cast: Cast):
    row = drafted(cast)
    with pytest.raises(NotYours):
        sign(row.pk, by=Actor.system("tests"), seen_hash=row.content_hash)


def test_a_signature_is_on_what_was_seen(cast: Cast):
    row = drafted(cast)
    STORE["note"] = "新数"
    gather_anew(row.pk, by=cast.actor("clerk"))
    with pytest.raises(Conflict):
        sign(row.pk, by=cast.actor("hq_head"), seen_hash=row.content_hash)


def test_a_tampered_draft_is_not_signed(cast: Cast):
    row = drafted(cast)
    Product.objects.filter(pk=row.pk).update(facts=row.facts.replace("照常", "异常"))
    with pytest.raises(Conflict, match=r"products\.tampered"):
        sign(row.pk, by=cast.actor("hq_head"), seen_hash=row.content_hash)


def test_what_was_signed_is_neither_changed_nor_deleted(cast: Cast):
    row = signed(cast)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Product.objects.filter(pk=row.pk).update(title="改题")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM products_product WHERE id = %s", [row.pk])


def test_a_correction_says_why_and_what_changed_and_takes_the_place(cast: Cast):
    first = signed(cast)
    STORE["rows"] = [["消杀", "no_data", 5]]
    second = correct(first.pk, note="数报错了", by=cast.actor("clerk"))
    assert second.version == 2
    assert "一、情况：“消杀”的状态由“达标”改为“无数据”" in second.changes
    assert "一、情况：“消杀”的件由“3”改为“5”" in second.changes
    sign(second.pk, by=cast.actor("hq_head"), seen_hash=second.content_hash)
    assert Product.objects.get(pk=first.pk).state == "superseded"
    assert Product.objects.get(pk=first.pk).is_intact


def test_a_correction_without_a_reason_or_of_a_draft_is_refused(cast: Cast):
    first = signed(cast)
    with pytest.raises(BadInput):
        correct(first.pk, note=" ", by=cast.actor("clerk"))
    correct(first.pk, note="一", by=cast.actor("clerk"))
    with pytest.raises(Conflict):
        correct(first.pk, note="二", by=cast.actor("clerk"))
    with pytest.raises(IllegalMove):
        correct(drafted(cast).pk, note="三", by=cast.actor("clerk"))


def test_a_dropped_correction_leaves_room_for_another(cast: Cast):
    first = signed(cast)
    drop(correct(first.pk, note="一", by=cast.actor("clerk")).pk, by=cast.actor("clerk"))
    assert correct(first.pk, note="二", by=cast.actor("clerk")).version == 3


def test_another_unit_sees_nothing_of_it(cast: Cast):
    row = signed(cast)
    with pytest.raises(NotVisible):
        correct(row.pk, note="看看", by=cast.actor("dean"))


def test_a_draft_sent_twice_is_made_once(cast: Cast):
    client = UUID("018f3c1e-0000-7000-8000-000000000001")
    first = prepare("trial", params={}, by=cast.actor("clerk"), client_id=client)
    assert prepare("trial", params={}, by=cast.actor("clerk"), client_id=client).pk == first.pk
