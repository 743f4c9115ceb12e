"""Accounts, their second factors and their sessions."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower

from anlan.core.access import Footing, Through
from anlan.core.kernel import clock
from anlan.core.kernel.ids import new_id
from anlan.foundation.accounts.sessions import SessionStore
from anlan.foundation.people.models import Person


def normal_username(typed: str) -> str:
    """A username as it is kept: lower case, without blanks around."""
    return typed.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Accounts by their username, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of that username; case does not matter."""
        return self.get(username=normal_username(username or ""))

    def get_queryset(self) -> models.QuerySet[Account]:
        """Accounts come with their persons: every request needs both."""
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """What one signs in with; bound to a person. ``demo_role`` names a ready role of the demo."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "account"
    footing: ClassVar[Footing] = Footing(
        units=(Through("person__standings", "unit__path"),), persons=("person_id",)
    )

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    demo_role = models.SlugField(max_length=40, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(username=Lower("username")), name="accounts_username_lower"
            ),
        )


class SecondFactor(models.Model):
    """A shared secret for one-time codes, sealed; it counts once a code has confirmed it."""

    data_class: ClassVar[str] = "closed"
    retention: ClassVar[str] = "account"

    account = models.OneToOneField(
        Account, on_delete=models.CASCADE, primary_key=True, related_name="second_factor"
    )
    sealed_secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return str(self.pk)


class RecoveryCode(models.Model):
    """A code for the day the phone is lost; kept as a digest, used once."""

    data_class: ClassVar[str] = "closed"
    retention: ClassVar[str] = "account"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "digest"), name="accounts_recovery_code_once"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Session(AbstractBaseSession):
    """A sign-in that lasts: whose it is, since when, on what kind of device."""

    data_class: ClassVar[str] = "personal"
    retention: ClassVar[str] = "session"

    account_id = models.UUIDField(null=True, db_index=True)
    started_at = models.DateTimeField(default=clock.now)
    device = models.CharField(max_length=60, blank=True)

    @property
    def mark(self) -> str:
        """A name for the session that cannot be used to enter it."""
        return sha256(self.session_key.encode()).hexdigest()[:16]

    @classmethod
    def get_session_store_class(cls) -> type:
        """The store that writes these rows."""
        return SessionStore
