"""Once a night: rows of imports that can no longer be undone are forgotten, with what they said about people."""

from datetime import date

from django.db.models import Q

from triennio.platform import clock
from triennio.platform.imports.actions import KEPT_FOR
from triennio.platform.imports.check import forget_rows
from triennio.platform.models import Import
from triennio.platform.nightly import nightly


@nightly("imports.forget")
def forget(day: date) -> None:
    """Ninety days after an import was applied; at once for what was refused, left or undone a day ago."""
    del day
    now = clock.now()
    over = (Import.State.REFUSED, Import.State.DROPPED, Import.State.UNDONE)
    old = Q(state__in=over, ended__lt=now - KEPT_FOR / 90) | Q(created__lt=now - KEPT_FOR)
    for source in Import.objects.filter(old, forgotten=None).exclude(state__in=Import.WORKING):
        forget_rows(source)
        Import.objects.filter(pk=source.pk).update(forgotten=now)
