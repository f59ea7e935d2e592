"""The answers already given: the same key answers the same, and nothing happens twice."""

from django.db import models


class IdempotencyKey(models.Model):
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=80)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "action", "key"], name="key_once")]
        indexes = [models.Index(fields=["created"], name="key_created")]
