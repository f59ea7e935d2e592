"""Suspending, restoring, deleting an account; what its owner does with it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Account, Professional
from triennio.people.news import AccountChanged
from triennio.people.scopes import of_account
from triennio.people.steps import sessions
from triennio.platform.actions import Act, Answer, action, locked
from triennio.platform.permissions import Scope

ERASED_AFTER = timedelta(days=30)


@action("account.suspend", permission="account.suspend")
def suspend(act: Act, *, account: str, clause: str, reason: str) -> Answer:
    """Suspend an account, citing the clause of the terms and the reason; its sessions end at once.

    Refuses: REASON_MISSING, NOT_ONESELF, NOT_ACTIVE.
    """
    found = _others(act, account)
    if found.state != Account.State.ACTIVE:
        raise Refusal("NOT_ACTIVE", _("Si sospende solo un account attivo."))
    _end(act, found, Account.State.SUSPENDED, clause, reason)
    return {"account": found.code, "state": found.state}


@action("account.restore", permission="account.suspend")
def restore(act: Act, *, account: str) -> Answer:
    """Give back a suspended account. Refuses: NOT_SUSPENDED."""
    found = _others(act, account)
    if found.state != Account.State.SUSPENDED:
        raise Refusal("NOT_SUSPENDED", _("L’account non è sospeso."))
    found.state, found.state_clause, found.state_reason = Account.State.ACTIVE, "", ""
    found.save(update_fields=["state", "state_clause", "state_reason"])
    act.journal(f"account:{found.code}", {"state": found.state})
    act.publish(AccountChanged(found.code, found.state))
    return {"account": found.code, "state": found.state}


@action("account.delete", permission="account.suspend")
def delete(act: Act, *, account: str, clause: str, reason: str) -> Answer:
    """Delete an account, citing the clause and the reason. Refuses: REASON_MISSING, NOT_ONESELF.

    Its data are erased by night after thirty days; the row of the register stays with the Order, without an account.
    """
    found = _others(act, account)
    found.ended = act.now
    _end(act, found, Account.State.DELETED, clause, reason)
    Professional.objects.filter(account=found).update(account=None)
    found.assignments.filter(until=None).update(until=act.now)
    return {"account": found.code, "state": found.state}


@action("account.ask_deletion", permission="account.own")
def ask_deletion(act: Act, *, account: str, asked: bool) -> Answer:
    """Ask that one's account be deleted, or take the request back while nobody has acted on it."""
    found = _own(act, account)
    if (found.deletion_asked is not None) == asked:
        act.nothing_changed()
        return {"account": found.code, "asked": asked}
    found.deletion_asked = act.now if asked else None
    found.save(update_fields=["deletion_asked"])
    act.journal(f"account:{found.code}", {"asked": asked})
    return {"account": found.code, "asked": asked}


@action("account.note", permission="account.own")
def note(act: Act, *, account: str, what: str) -> Answer:
    """Write in the journal what the owner did to their way of signing in (`signed_in`, `password_changed`, ...)."""
    found = _own(act, account)
    act.journal(f"account:{found.code}", {"what": what})
    return {"account": found.code}


@action("account.erase", permission="account.erase")
def erase(act: Act, *, account: str) -> Answer:
    """Erase the data of a deleted account whose term has passed. Refuses: TOO_EARLY."""
    found = locked(Account.objects.filter(code=account)).first()
    if found is None:
        raise OutOfSight("account.erase")
    act.permit(Scope())
    if found.state != Account.State.DELETED or found.ended is None or found.ended + ERASED_AFTER > act.now:
        raise Refusal("TOO_EARLY", _("I dati si eliminano trenta giorni dopo la cancellazione."))
    if found.email.endswith("@cancellato.invalid"):
        act.nothing_changed()
        return {"account": found.code}
    sessions.forget_ways_in(found)
    found.applications.update(tax_code="", number="", note="", exception_note="", reason="")
    found.email, found.first_name, found.last_name = f"{found.code}@cancellato.invalid", "", ""
    found.state_reason = ""
    found.set_unusable_password()
    found.save()
    act.journal(f"account:{found.code}", {"erased": True})
    return {"account": found.code}


def _own(act: Act, code: str) -> Account:
    found = locked(Account.objects.filter(code=code)).first()
    if found is None:
        raise OutOfSight("account.own")
    act.permit(Scope(owner=found.pk))
    return found


def _others(act: Act, code: str) -> Account:
    found = locked(Account.objects.filter(code=code)).exclude(state=Account.State.DELETED).first()
    if found is None:
        raise OutOfSight("account.suspend")
    act.permit(of_account(found))
    if found.pk == act.actor.account:
        raise Refusal(
            "NOT_ONESELF",
            _("Il proprio account non si sospende da qui."),
            next_step=_("La cancellazione si chiede nella pagina del proprio account."),
        )
    return found


def _end(act: Act, account: Account, state: str, clause: str, reason: str) -> None:
    if not clause.strip() or not reason.strip():
        raise Refusal(
            "REASON_MISSING",
            _("Servono la clausola delle condizioni d’uso e il motivo."),
            field="reason" if clause.strip() else "clause",
        )
    account.state, account.state_clause, account.state_reason = state, clause.strip(), reason.strip()
    account.save(update_fields=["state", "state_clause", "state_reason", "ended"])
    ended = sessions.end_all(account)
    act.journal(f"account:{account.code}", {"state": state, "clause": clause.strip(), "sessions": ended})
    act.publish(AccountChanged(account.code, state))
