"""Every table states whose data it holds and for how long, and points downwards only."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models

ORDER = [app.rsplit(".", 1)[-1] for app in settings.INSTALLED_APPS if app.startswith("anlan.")]
CLASSES = {"public", "internal", "personal", "health", "closed"}
OURS = [
    model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("anlan.")
]


def _named(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", [m for m in OURS if not m._meta.auto_created], ids=_named)
def test_a_table_states_its_data_class_and_its_retention(model: type[models.Model]):
    assert getattr(model, "data_class", None) in CLASSES
    assert getattr(model, "retention", "")


@pytest.mark.parametrize("model", OURS, ids=_named)
def test_a_table_points_only_to_its_own_floor_or_below(model: type[models.Model]):
    here = ORDER.index(model._meta.app_label)
    upward = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and (label := field.related_model._meta.app_label) in ORDER
        and ORDER.index(label) > here
    ]
    assert upward == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
