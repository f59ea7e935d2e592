"""The journal: who did what, one chain for each thing. What is chained is a commitment; what it says can be erased."""

from django.db import models


class JournalHead(models.Model):
    """The last link of one chain; its row is the lock of the chain."""

    aggregate = models.CharField(max_length=80, primary_key=True)
    sequence = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")


class JournalEntry(models.Model):
    aggregate = models.CharField(max_length=80)
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField(null=True)
    door = models.CharField(max_length=20)
    act = models.CharField(max_length=80)
    organisation = models.BigIntegerField(null=True)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["aggregate", "sequence"], name="journal_place_once")]
        indexes = [
            models.Index(fields=["at"], name="journal_at"),
            models.Index(fields=["actor", "at"], name="journal_actor"),
        ]


class JournalContent(models.Model):
    """What an entry says. Erasing it leaves the chain whole: the commitment is salted and tells nothing alone."""

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    salt = models.CharField(max_length=32)
    data = models.JSONField()


class JournalAnchor(models.Model):
    """A night's root over the heads of all chains, handed to somebody outside."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    heads = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
