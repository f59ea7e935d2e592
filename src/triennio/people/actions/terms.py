"""Publishing and accepting the terms of use."""

from __future__ import annotations

from django.utils.translation import gettext as _

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Account, Terms, TermsAcceptance
from triennio.people.steps import versions
from triennio.platform.actions import Act, Answer, action, locked
from triennio.platform.permissions import Scope


@action("terms.publish", permission="terms.publish")
def publish(act: Act, *, version: str, text: str) -> Answer:
    """Publish a text as a new version. A version once published does not change: the same text again does nothing."""
    act.permit(Scope())
    found = Terms.objects.filter(version=version).first()
    if found is None:
        found = Terms.objects.create(version=version, text=text, published=act.now)
        act.journal(f"terms:{found.version}", {"version": version})
    elif found.text == text:
        act.nothing_changed()
    else:
        raise Refusal(
            "TERMS_PUBLISHED",
            _("Questa versione è già pubblicata con un altro testo."),
            next_step=_("Pubblicare il testo nuovo con un nome di versione nuovo."),
            field="version",
        )
    return {"version": found.version}


@action("terms.accept", permission="account.own")
def accept(act: Act, *, account: str, version: str) -> Answer:
    """Accept a version, oneself. Accepting again changes nothing."""
    found = locked(Account.objects.filter(code=account)).first()
    terms = versions.row_of(version)
    if found is None or terms is None:
        raise OutOfSight("account.own")
    act.permit(Scope(owner=found.pk))
    _row, new = TermsAcceptance.objects.get_or_create(account=found, terms=terms, defaults={"at": act.now})
    if new:
        act.journal(f"account:{found.code}", {"version": version})
    else:
        act.nothing_changed()
    return {"version": version}
