"""One allowed call of every action of people."""

from __future__ import annotations

from datetime import date, timedelta

from tests.support.examples import Builder, Example
from tests.support.world import NURSE, World, account
from triennio.kernel.tax_code import made_up
from triennio.people.models import Account, Application, Assignment, Role
from triennio.people.queries.terms import current
from triennio.platform import clock

CLAUSE, REASON = "4. Credenziali", "Credenziali usate da un’altra persona."
BORN = date(1988, 8, 8)


def applicant(world: World, *, state: str = Account.State.WAITING) -> Account:
    """Somebody who has signed up; with `WAITING`, and has asked the Order."""
    made = account("nadia", state=state)
    if state == Account.State.WAITING:
        Application.objects.create(
            account=made,
            organisation=world.order,
            tax_code=made_up("Prova", "Nadia", BORN, "F"),
            profession=NURSE,
            number="00077",
        )
    return made


def _publish(world: World) -> Example:
    return Example(
        world.operator,
        {"version": "2099-1", "text": "1. A che serve\nA provare."},
        strangers=(*STRANGERS, "president"),
    )


def _accept_terms(world: World) -> Example:
    return Example(world.giulia, {"account": world.giulia.code, "version": current().version})


def _submit(world: World) -> Example:
    who = applicant(world, state=Account.State.NEW)
    said = {
        "account": who.code,
        "organisation": world.order.code,
        "first_name": "Nadìa",
        "last_name": "D’Prova",
        "tax_code": made_up("Prova", "Nadia", BORN, "F"),
        "profession": NURSE,
        "number": "00077",
        "note": "",
    }
    return Example(who, said, strangers=(*STRANGERS, "giulia"))


def _accept(world: World) -> Example:
    who = applicant(world)
    said = {"application": who.applications.get().code, "how": "create"}
    return Example(world.clerk, said, strangers=(*STRANGERS, "giulia", "office", "auditor"))


def _refuse(world: World) -> Example:
    who = applicant(world)
    said = {"application": who.applications.get().code, "reason": "Non risulta iscrizione a questo albo."}
    return Example(world.approver, said, strangers=(*STRANGERS, "giulia", "support"))


def _suspend(world: World) -> Example:
    said = {"account": world.giulia.code, "clause": CLAUSE, "reason": REASON}
    return Example(world.president, said, strangers=(*STRANGERS, "giulia", "clerk", "support"))


def _restore(world: World) -> Example:
    said = {"account": world.suspended.code}
    return Example(world.president, said, strangers=(*STRANGERS, "clerk"))


def _delete(world: World) -> Example:
    said = {"account": world.giulia.code, "clause": CLAUSE, "reason": REASON}
    return Example(world.operator, said, strangers=(*STRANGERS, "giulia", "clerk"))


def _ask_deletion(world: World) -> Example:
    return Example(
        world.giulia, {"account": world.giulia.code, "asked": True}, strangers=(*STRANGERS, "president")
    )


def _note(world: World) -> Example:
    return Example(
        world.giulia, {"account": world.giulia.code, "what": "signed_in"}, strangers=(*STRANGERS, "operator")
    )


def _erase(world: World) -> Example:
    gone = account("andata", state=Account.State.DELETED)
    Account.objects.filter(pk=gone.pk).update(ended=clock.now() - timedelta(days=31))
    return Example(world.operator, {"account": gone.code}, strangers=(*STRANGERS, "president"))


def _give(world: World) -> Example:
    said = {"organisation": world.order.code, "email": world.elena.email, "role": "order_clerk"}
    return Example(world.president, said, strangers=(*STRANGERS, "clerk", "giulia"))


def _end(world: World) -> Example:
    row = Assignment.objects.get(account=world.clerk, role=Role.ORDER_CLERK)
    return Example(world.president, {"assignment": row.pk}, strangers=(*STRANGERS, "clerk", "giulia"))


def _create(world: World) -> Example:
    said = {
        "kind": "firm",
        "name": "Clinica di prova",
        "registry_code": "AO-Z",
        "support_email": "aiuto@prova.example",
    }
    return Example(world.operator, said, strangers=(*STRANGERS, "president", "support"))


def _change(world: World) -> Example:
    said = {
        "organisation": world.order.code,
        "name": "Ordine di prova",
        "support_email": "aiuto@prova.example",
    }
    return Example(world.president, said, strangers=(*STRANGERS, "clerk", "giulia"))


STRANGERS = ("marco", "other_clerk", "suspended")
EXAMPLES: dict[str, Builder] = {
    "terms.publish": _publish,
    "terms.accept": _accept_terms,
    "application.submit": _submit,
    "application.accept": _accept,
    "application.refuse": _refuse,
    "account.suspend": _suspend,
    "account.restore": _restore,
    "account.delete": _delete,
    "account.ask_deletion": _ask_deletion,
    "account.note": _note,
    "account.erase": _erase,
    "assignment.give": _give,
    "assignment.end": _end,
    "organisation.create": _create,
    "organisation.change": _change,
}
