"""Where sessions are kept: rows that know whose they are, so that one can end the others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

DEVICE_KEY = "device"
STARTED_KEY = "started_at"


class SessionStore(DatabaseStore):
    """Django's database sessions, with the account and the device beside each."""

    @classmethod
    def get_model_class(cls) -> Any:
        """The table of sessions."""
        return apps.get_model("accounts", "Session")

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row of this session; an anonymous one names no account."""
        row: Any = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)
        row.device = str(data.get(DEVICE_KEY, ""))[:60]
        if STARTED_KEY in data:
            row.started_at = datetime.fromtimestamp(data[STARTED_KEY], UTC)
        return row
