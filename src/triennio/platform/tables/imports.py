"""Imports: a file of rows, what the dry run made of each row, and how far it has been applied or undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.platform.tables.uploads import Upload


class Import(models.Model):
    """One file of one organisation. `position` is the number of the last row that the present phase is done with."""

    class State(models.TextChoices):
        READING = "reading", _("in lettura")
        CHECKED = "checked", _("da confermare")
        APPLYING = "applying", _("in corso")
        APPLIED = "applied", _("applicata")
        UNDOING = "undoing", _("annullamento in corso")
        UNDONE = "undone", _("annullata")
        REFUSED = "refused", _("rifiutata")
        DROPPED = "dropped", _("abbandonata")

    WORKING = (State.READING, State.APPLYING, State.UNDOING)

    code = models.CharField(max_length=20, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    organisation = models.BigIntegerField()
    account = models.BigIntegerField(null=True)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    head = models.JSONField(default=dict)
    fault = models.JSONField(default=dict)
    total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(default=clock.now)
    checked = models.DateTimeField(null=True)
    applied = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    forgotten = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "created"], name="import_of_organisation")]


class ImportRow(models.Model):
    """One row. `payload` is what it asks for, `before` what it replaces (JSON texts); `faults` say why not.

    `told` are the few rows that a page shows: the first of each state and those with faults.
    """

    class State(models.TextChoices):
        NEW = "new", _("nuova")
        CHANGED = "changed", _("modificata")
        REMOVED = "removed", _("tolta")
        SAME = "same", _("invariata")
        OTHER = "other", _("non riguarda questo archivio")
        FAULT = "fault", _("con difetti")
        CONFLICT = "conflict", _("non applicata")
        KEPT = "kept", _("non annullata")

    ACTING = (State.NEW, State.CHANGED, State.REMOVED)

    source = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines", db_index=False)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices)
    payload = models.TextField(blank=True)
    before = models.TextField(blank=True)
    faults = models.TextField(blank=True)

    told = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="import_row_once")]
        indexes = [
            models.Index(fields=["source", "number"], name="import_row_shown", condition=models.Q(told=True)),
        ]
