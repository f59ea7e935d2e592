"""Keys for programs: made by their owner, used once a day in the journal, revoked for good."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.utils.translation import gettext as _

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Account, ApiToken
from triennio.platform import clock
from triennio.platform.actions import Act, Answer, Key, action, locked
from triennio.platform.permissions import Scope

LONGEST = timedelta(days=366)
MOST = 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


@action("token.create", permission="account.own", key=Key.REQUIRED)
def create(act: Act, *, account: str, name: str, digest: str, until: date) -> Answer:
    """Keep a key of one's own: `digest` is the SHA-256 of the key, which is known to its owner only.

    Refuses: NAME_MISSING, UNTIL_WRONG, TOO_MANY_TOKENS. Answers {"token": code}.
    """
    found = locked(Account.objects.filter(code=account)).first()
    if found is None:
        raise OutOfSight("account.own")
    act.permit(Scope(owner=found.pk))
    if not _DIGEST.fullmatch(digest):
        raise ValueError("not a digest")
    name, day = " ".join(name.split()), clock.day_of(act.now)
    if not 0 < len(name) <= 80:
        raise Refusal("NAME_MISSING", _("Serve un nome, al massimo di 80 caratteri."), field="name")
    if not day <= until <= day + LONGEST:
        raise Refusal("UNTIL_WRONG", _("Una chiave vale al massimo un anno da oggi."), field="until")
    if ApiToken.objects.filter(account=found, revoked=None, until__gte=day).count() >= MOST:
        raise Refusal(
            "TOO_MANY_TOKENS",
            _("Ci sono già tutte le chiavi che un account può avere."),
            next_step=_("Revocarne una che non serve più."),
        )
    made = ApiToken.objects.create(account=found, name=name, digest=digest, until=until, created=act.now)
    act.journal(f"account:{found.code}", {"token": made.code, "until": until})
    return {"token": made.code}


@action("token.revoke", permission="account.own")
def revoke(act: Act, *, token: str) -> Answer:
    """End a key at once and for good. Revoking again changes nothing. Answers {"token": code}."""
    found = _taken(act, token)
    if found.revoked is not None:
        act.nothing_changed()
        return {"token": found.code}
    found.revoked = act.now
    found.save(update_fields=["revoked"])
    act.journal(f"account:{found.account.code}", {"token": found.code})
    return {"token": found.code}


@action("token.use", permission="account.own")
def note_use(act: Act, *, token: str) -> Answer:
    """Write down that a key was used today: once a day, however often it is. Answers {"token": code}."""
    found, day = _taken(act, token), clock.day_of(act.now)
    if found.last_used == day:
        act.nothing_changed()
        return {"token": found.code}
    found.last_used = day
    found.save(update_fields=["last_used"])
    act.journal(f"account:{found.account.code}", {"token": found.code})
    return {"token": found.code}


def _taken(act: Act, code: str) -> ApiToken:
    found = locked(ApiToken.objects.filter(code=code).select_related("account")).first()
    if found is None:
        raise OutOfSight("account.own")
    act.permit(Scope(owner=found.account_id))
    return found
