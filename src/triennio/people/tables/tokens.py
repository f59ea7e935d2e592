"""Keys with which a program acts for a person. Only the digest is kept: the key itself is seen once, by its owner."""

from datetime import date

from django.conf import settings
from django.db import models

from triennio.platform import clock
from triennio.platform.codes import new_code


class ApiToken(models.Model):
    """Valid to the end of `until` (a day of Rome), unless `revoked` before."""

    code = models.CharField(max_length=20, unique=True, default=new_code)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(default=clock.now)
    until = models.DateField()
    last_used = models.DateField(null=True)
    revoked = models.DateTimeField(null=True)

    def valid(self, day: date) -> bool:
        """Whether it opens anything on a day."""
        return self.revoked is None and day <= self.until
