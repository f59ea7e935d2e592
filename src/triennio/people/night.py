"""What people do at night: the data of deleted accounts are erased when their term has passed."""

from __future__ import annotations

from datetime import date

from triennio.people.actions.accounts import ERASED_AFTER, erase
from triennio.people.models import Account
from triennio.platform import clock
from triennio.platform.nightly import nightly
from triennio.platform.permissions import SYSTEM


@nightly("people.erase_deleted")
def erase_deleted(day: date) -> None:
    """Erase each account deleted more than thirty days ago, once."""
    del day
    passed = Account.objects.filter(state=Account.State.DELETED, ended__lte=clock.now() - ERASED_AFTER)
    for code in list(passed.exclude(email__endswith="@cancellato.invalid").values_list("code", flat=True)):
        erase(SYSTEM, account=code)
