"""Asking to be admitted, and deciding about it by hand."""

from __future__ import annotations

from django.utils.translation import gettext as _

from triennio.kernel.messages import N_
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.tax_code import TaxCodeFault
from triennio.kernel.tax_code import read as read_tax_code
from triennio.people.domain.roles import ADMITTING
from triennio.people.models import Account, Application, Organisation
from triennio.people.news import ApplicationDecided, ApplicationSubmitted
from triennio.people.steps import admission, identities
from triennio.platform.actions import Act, Answer, Key, action, locked
from triennio.platform.permissions import Scope

OFFICE = N_("L’ufficio che riceve la domanda")


@action("application.submit", permission="application.submit", key=Key.REQUIRED)
def submit(
    act: Act,
    *,
    account: str,
    organisation: str,
    first_name: str,
    last_name: str,
    tax_code: str,
    profession: int | None = None,
    number: str = "",
    note: str = "",
) -> Answer:
    """Ask an organisation to be admitted. Names are kept as written; the tax code is checked, never corrected.

    Refuses: TAX_CODE_*, NAME_MISSING, PROFESSION_MISSING, APPLICATION_WAITING, NOT_NEEDED, NOT_ADMITTING.
    """
    found = locked(Account.objects.filter(code=account)).first()
    if found is None:
        raise OutOfSight("application.submit")
    act.permit(Scope(owner=found.pk))
    body = Organisation.objects.filter(code=organisation, kind__in=ADMITTING).first()
    if body is None:
        raise Refusal("NOT_ADMITTING", _("Questa organizzazione non riceve domande."), field="organisation")
    if found.state == Account.State.ACTIVE:
        raise Refusal("NOT_NEEDED", _("L’account è già attivo: non serve un’altra domanda."))
    if Application.objects.filter(account=found, state=Application.State.WAITING).exists():
        raise Refusal(
            "APPLICATION_WAITING",
            _("C’è già una domanda in attesa."),
            next_step=_("La decisione arriva per e-mail."),
            decides=_(OFFICE),
        )
    code = _tax_code(tax_code)
    if body.kind == Organisation.Kind.ORDER and profession is None:
        raise Refusal(
            "PROFESSION_MISSING", _("A un Ordine si chiede per una professione."), field="profession"
        )
    found.first_name, found.last_name = _name(first_name, "first_name"), _name(last_name, "last_name")
    made = Application.objects.create(
        account=found,
        organisation=body,
        tax_code=code,
        profession=profession,
        number=number.strip(),
        note=note.strip(),
        verified_by=identities.who_vouches(found, code),
        created=act.now,
    )
    found.state = Account.State.WAITING
    found.save(update_fields=["first_name", "last_name", "state"])
    act.journal(f"application:{made.code}", {"account": found.code}, organisation=body.pk)
    act.publish(ApplicationSubmitted(made.code))
    return {"application": made.code}


@action("application.accept", permission="application.decide", key=Key.REQUIRED)
def accept(
    act: Act, *, application: str, how: str, professional: str = "", note: str = "", despite: bool = False
) -> Answer:
    """Admit a person. `how`: `link` to the professional of the register with that code, `create` a professional in the
    register, or `exception` for somebody outside every register, with a note that says why.

    `despite` says yes to grave differences between what was asked and the register.
    Refuses: ALREADY_DECIDED, and what `steps.admission` refuses.
    """
    found = _waiting(act, application)
    joined = admission.admit(found, how=how, professional=professional, note=note.strip(), despite=despite)
    found.account.state, found.account.state_reason = Account.State.ACTIVE, ""
    found.account.state_clause = ""
    found.account.save(update_fields=["state", "state_reason", "state_clause"])
    found.state, found.decided, found.decided_by_id = Application.State.ACCEPTED, act.now, act.actor.account
    found.save()
    said = {"how": how, "despite": despite, "professional": joined.code if joined else ""}
    act.journal(f"application:{found.code}", said, organisation=found.organisation_id)
    act.journal(f"account:{found.account.code}", {"state": "active"}, organisation=found.organisation_id)
    act.publish(ApplicationDecided(found.code, accepted=True))
    return {"application": found.code, "professional": joined.code if joined else ""}


@action("application.refuse", permission="application.decide")
def refuse(act: Act, *, application: str, reason: str) -> Answer:
    """Refuse a person, saying why: the reason is what they will read. Refuses: REASON_MISSING, ALREADY_DECIDED."""
    found = _waiting(act, application)
    if not reason.strip():
        raise Refusal("REASON_MISSING", _("Manca il motivo, che la persona leggerà."), field="reason")
    found.state, found.reason = Application.State.REFUSED, reason.strip()
    found.decided, found.decided_by_id = act.now, act.actor.account
    found.save()
    found.account.state = Account.State.REFUSED
    found.account.save(update_fields=["state"])
    act.journal(
        f"application:{found.code}", {"account": found.account.code}, organisation=found.organisation_id
    )
    act.publish(ApplicationDecided(found.code, accepted=False))
    return {"application": found.code}


def _waiting(act: Act, code: str) -> Application:
    rows = Application.objects.filter(code=code).select_related("account", "organisation")
    found = rows.first()
    if found is None:
        raise OutOfSight("application.decide")
    # One order of locks for everybody: the account, then the application.
    locked(Account.objects.filter(pk=found.account_id)).first()
    locked(Application.objects.filter(pk=found.pk)).first()
    found = rows.get()
    act.permit(Scope.of(found.organisation_id))
    if found.state != Application.State.WAITING:
        raise Refusal("ALREADY_DECIDED", _("Su questa domanda è già stato deciso."))
    return found


def _tax_code(text: str) -> str:
    try:
        return read_tax_code(text)
    except TaxCodeFault as fault:
        hint = _("Controllare sulla tessera sanitaria.")
        if fault.suggestion:
            hint = _("Forse: %(code)s") % {"code": fault.suggestion}
        sentence = _(fault.message.template) % fault.message.values
        raise Refusal(fault.code, sentence, next_step=hint, field="tax_code") from None


def _name(text: str, field: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refusal("NAME_MISSING", _("Nome e cognome servono entrambi."), field=field)
    return name
