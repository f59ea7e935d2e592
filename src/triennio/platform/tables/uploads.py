"""Files that people send. The bytes stand outside the web root under a random name, sealed where they are special."""

from django.conf import settings
from django.db import models

from triennio.platform.codes import new_code


class Upload(models.Model):
    class Verdict(models.TextChoices):
        CLEAN = "clean", "controllato"
        UNSCANNED = "unscanned", "non controllato"

    code = models.CharField(max_length=20, unique=True, default=new_code)
    purpose = models.CharField(max_length=40)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=60, unique=True)
    sealed = models.BooleanField(default=False)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    created = models.DateTimeField()
    delete_after = models.DateField(null=True)
    erased = models.DateTimeField(null=True)
