"""News that the rooms above have subscribed to, written in the transaction that made them true."""

from django.db import models


class OutboxNews(models.Model):
    topic = models.CharField(max_length=80)
    data = models.JSONField()
    created = models.DateTimeField()


class Delivery(models.Model):
    """One piece of news for one subscriber."""

    news = models.ForeignKey(OutboxNews, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=80)
    done = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt = models.DateTimeField()
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "subscriber"], name="delivery_once")]
        indexes = [
            models.Index(fields=["next_attempt"], name="delivery_waiting", condition=models.Q(done=None)),
        ]
