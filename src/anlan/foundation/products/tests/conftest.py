import copy

import pytest

from anlan.foundation.products import kinds
from anlan.foundation.products.tests import papers


@pytest.fixture(autouse=True)
def trial_kinds(monkeypatch):
    """The kinds of the tests, and the store as it was afterwards."""
    monkeypatch.setattr(
        kinds, "_kinds", {**kinds._kinds, "trial": papers.KIND, "trial_binding": papers.BINDING}
    )
    kept = copy.deepcopy(papers.STORE)
    yield
    papers.STORE.clear()
    papers.STORE.update(kept)
