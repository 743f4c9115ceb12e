"""Superiors' forms: taking one in, binding its cells, taking it out of use."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from anlan.core.access import Actor
from anlan.core.kernel import clock
from anlan.core.kernel.errors import BadInput, NotVisible
from anlan.foundation.ledger.public import record
from anlan.foundation.people.public import require, require_at
from anlan.foundation.products.access import FORM
from anlan.foundation.products.models import Binding, SuperiorForm
from anlan.foundation.products.outputs.workbook import open_workbook, trouble_with
from anlan.foundation.products.selectors.binding import newest, scopes, sources
from anlan.foundation.products.selectors.sight import own_unit
from anlan.foundation.products.services.grasp import footing_of_unit

MANAGE = "products.forms"
MOST_CELLS = 500


@transaction.atomic
def keep_form(*, name: str, sender: str, file_name: str, data: bytes, by: Actor) -> SuperiorForm:
    """Keep a superior's .xlsx as it came. Raises BadInput saying what is wrong with the file."""
    unit = own_unit(by)
    require_at(by, MANAGE, kind=FORM, facts=footing_of_unit(unit.path))
    if file_name.lower().endswith((".xlsm", ".xltm", ".xlam")):
        raise BadInput("products.macro_file")
    open_workbook(data)
    form = SuperiorForm.objects.create(
        name=name.strip()[:120],
        sender=sender.strip()[:120],
        unit=unit,
        file_name=file_name[-200:],
        data=data,
        sha256=sha256(data).hexdigest(),
        position_id=by.position_id,
        person_id=by.person_id,
    )
    record("products.keep_form", on=form, by=by, after={"name": form.name}, content_hash=form.sha256)
    return form


@transaction.atomic
def bind(form_id: UUID, cells: Sequence[dict[str, str]], *, by: Actor) -> Binding:
    """A new version of what fills which cell. Raises BadInput with the first cell that cannot be filled."""
    form = SuperiorForm.objects.select_for_update().filter(pk=form_id, retired_at=None).first()
    if form is None:
        raise NotVisible
    require(by, MANAGE, form)
    if not cells or len(cells) > MOST_CELLS:
        raise BadInput("products.no_cells")
    _, sheets = open_workbook(bytes(form.data))
    known, reach = {key for key, _ in sources(by)}, {key for key, _ in scopes(by)}
    taken: set[tuple[str, str]] = set()
    for one in cells:
        trouble = trouble_with(sheets, one["sheet"], one["cell"])
        if not trouble and (one["sheet"], one["cell"]) in taken:
            trouble = "cell_twice"
        if not trouble and one["what"] not in known:
            trouble = "no_source"
        if not trouble and one["scope"] not in reach:
            trouble = "unit_out_of_reach"
        if trouble:
            raise BadInput(f"products.{trouble}", sheet=one["sheet"], cell=one["cell"])
        taken.add((one["sheet"], one["cell"]))
    before = newest(form.pk)
    binding = Binding.objects.create(
        form=form,
        version=before.version + 1 if before else 1,
        cells=list(cells),
        position_id=by.position_id,
        person_id=by.person_id,
    )
    record("products.bind", on=form, by=by, after={"version": binding.version}, count=len(cells))
    return binding


@transaction.atomic
def retire_form(form_id: UUID, *, by: Actor) -> SuperiorForm:
    """Take a form out of use; what was filled from it stays."""
    form = SuperiorForm.objects.select_for_update().filter(pk=form_id, retired_at=None).first()
    if form is None:
        raise NotVisible
    require(by, MANAGE, form)
    form.retired_at = clock.now()
    form.save(update_fields=["retired_at"])
    record("products.retire_form", on=form, by=by, after={"name": form.name})
    return form
