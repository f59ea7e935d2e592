"""An account: one living person who signs in. Never an office, never shared."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from triennio.platform import clock
from triennio.platform.codes import new_code


class Accounts(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """Make an account; without a password it signs in by code, passkey or identity provider."""
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find by e-mail, whatever the letters' case."""
        return self.get(email__iexact=username or "")


class Account(AbstractBaseUser):
    class State(models.TextChoices):
        NEW = "new", _("da confermare")
        WAITING = "waiting", _("in attesa di approvazione")
        ACTIVE = "active", _("attivo")
        REFUSED = "refused", _("non approvato")
        SUSPENDED = "suspended", _("sospeso")
        DELETED = "deleted", _("cancellato")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=100, blank=True)
    last_name = models.CharField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    state_reason = models.CharField(max_length=500, blank=True)
    state_clause = models.CharField(max_length=100, blank=True)
    created = models.DateTimeField(default=clock.now)
    demonstration = models.BooleanField(default=False)
    story = models.CharField(
        max_length=200, blank=True
    )  # of a demonstration account: who this is, in one line
    deletion_asked = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(
        null=True, blank=True
    )  # when it was deleted; its data are erased some days later

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="account_email_once")]

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the person may sign in: also while waiting, to see how the application stands."""
        return self.state not in (self.State.SUSPENDED, self.State.DELETED)

    @property
    def approved(self) -> bool:
        """Whether the person may do anything but wait."""
        return self.state == self.State.ACTIVE

    @property
    def full_name(self) -> str:
        """First and last name, with the accents they were written with."""
        return f"{self.first_name} {self.last_name}".strip() or self.email
