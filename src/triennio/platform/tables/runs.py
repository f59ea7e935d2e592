"""Long work, in slices: whoever claims the row does the next slice; a worker that dies loses nothing but its lease."""

from django.db import models

from triennio.platform.codes import new_code


class Run(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "in attesa"
        RUNNING = "running", "in corso"
        DONE = "done", "finita"
        FAILED = "failed", "interrotta da un errore"
        STOPPED = "stopped", "fermata"

    code = models.CharField(max_length=20, unique=True, default=new_code)
    kind = models.CharField(max_length=80)
    organisation = models.BigIntegerField(null=True)
    account = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    created = models.DateTimeField()
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["created"], name="run_open", condition=models.Q(state__in=["waiting", "running"])
            ),
        ]

    @property
    def percent(self) -> int:
        """Whole percent done, never 100 before the end."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0
