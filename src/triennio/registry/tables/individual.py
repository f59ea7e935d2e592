"""Individual training: what nobody but the person reports."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from triennio.people.models import Professional
from triennio.platform import clock
from triennio.platform.codes import new_code
from triennio.registry.tables.origin import Origin


class IndividualTraining(models.Model):
    """`data` holds what the rules read of this kind (hours, medium, country …), `description` what people read."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", _("pubblicazione scientifica")
        TRIAL = "trial", _("sperimentazione clinica")
        TUTORING = "tutoring", _("tutoraggio individuale")
        ABROAD = "abroad", _("formazione all’estero")
        SELF_TRAINING = "self_training", _("autoformazione")

    code = models.CharField(max_length=20, unique=True, default=new_code)
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="individual_training"
    )
    kind = models.CharField(max_length=15, choices=Kind.choices)
    acquired = models.DateField()
    data = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    recognised = models.PositiveIntegerField(null=True, blank=True, help_text="hundredths of a credit")
    request = models.ForeignKey(
        "registry.Request", null=True, on_delete=models.PROTECT, related_name="training"
    )
    origin = models.CharField(max_length=10, choices=Origin.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=clock.now)
    cancelled = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["professional", "acquired"], name="training_of_person")]
