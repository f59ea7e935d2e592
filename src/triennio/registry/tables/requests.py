"""Requests: what a person asks an Order, from the first draft to the decision. What is asked stands sealed."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Organisation, Professional
from triennio.platform import clock, vault
from triennio.platform.codes import new_code
from triennio.platform.models import Upload


class Request(models.Model):
    """`sealed` holds the fields of the form, complete or not. `kind` says what family it is, never the reason."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("Pubblicazione scientifica")
        TRIAL = "trial", _("Sperimentazione clinica")
        TUTORING = "tutoring", _("Tutoraggio individuale")
        ABROAD = "abroad", _("Formazione all’estero")
        SELF_TRAINING = "self_training", _("Autoformazione")
        EXONERATION = "exoneration", _("Esonero")
        EXEMPTION = "exemption", _("Esenzione")
        MISSING_CREDITS = "missing_credits", _("Crediti mancanti")
        START_DATE = "start_date", _("Decorrenza dell’obbligo")
        PRACTICE = "practice", _("Modo di esercizio")
        PROFESSION = "profession", _("Professione o disciplina")

    class State(models.TextChoices):
        DRAFT = "draft", _("bozza")
        SENT = "sent", _("inviata")
        ASKED = "asked", _("serve un’integrazione")
        FORWARDED = "forwarded", _("alla Commissione nazionale")
        ACCEPTED = "accepted", _("accolta")
        REFUSED = "refused", _("respinta")
        WITHDRAWN = "withdrawn", _("ritirata")

    OPEN = (State.SENT, State.ASKED, State.FORWARDED)

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="requests")
    order = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    sealed = models.BinaryField(default=b"")
    step = models.PositiveSmallIntegerField(default=1)
    created = models.DateTimeField(default=clock.now)
    updated = models.DateTimeField(default=clock.now)
    sent = models.DateTimeField(null=True, blank=True)
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["order", "state", "sent"], name="request_inbox"),
            models.Index(fields=["professional", "updated"], name="request_of_person"),
        ]

    def seal(self, content: dict[str, Any]) -> None:
        """Seal the fields of the form; needs `code` and `order_id` set."""
        place = f"request:{self.code}"
        self.sealed = vault.seal(json.dumps(content).encode(), organisation=self.order_id, place=place)

    def opened(self) -> dict[str, Any]:
        """The fields of the form. Only for the person and the clerk who decides."""
        if not self.sealed:
            return {}
        content = vault.unseal(self.sealed, organisation=self.order_id, place=f"request:{self.code}")
        found: dict[str, Any] = json.loads(content)
        return found


class RequestStep(models.Model):
    """A state that a request entered, when, by whom."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Request.State.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


class RequestMessage(models.Model):
    """A message between the person and the office, sealed like the request."""

    code = models.CharField(max_length=20, unique=True, default=new_code)
    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.BooleanField()
    sealed = models.BinaryField()
    read = models.DateTimeField(null=True, blank=True)


class RequestProof(models.Model):
    """A document of a request: sent by the person, or by a body through a one-time link."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="proofs")
    upload = models.OneToOneField(Upload, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, default="proof")
    by_body = models.BooleanField(default=False)


class ProofLink(models.Model):
    """A one-time link through which a body sends the proof. Only the digest of its token is kept."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="links")
    token = models.CharField(max_length=64, unique=True)
    body = models.CharField(max_length=200)
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
