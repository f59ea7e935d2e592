"""What admitting a person does to the register: link, create, or mark as an exception."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.domain.matching import Identity, differences
from triennio.people.models import Application, Organisation, Professional, Registration
from triennio.platform.actions import locked

LAWYERS_PROFESSION = 0
IN_REGISTER = (Organisation.Kind.ORDER, Organisation.Kind.BAR)


def admit(
    application: Application, *, how: str, professional: str, note: str, despite: bool
) -> Professional | None:
    """Do it, and return the professional that the account now is, if any."""
    if how == "link":
        return _link(application, professional, despite=despite)
    if how == "create":
        return _create(application)
    if how == "exception":
        _exception(application, note)
        return None
    raise Refusal("HOW_UNKNOWN", _("Scegliere come accogliere la domanda."), field="how")


def identity_asked(application: Application) -> Identity:
    """What the person says of themselves."""
    account = application.account
    return Identity(
        application.tax_code,
        account.first_name,
        account.last_name,
        application.profession,
        application.number,
    )


def identity_registered(professional: Professional, registration: Registration | None) -> Identity:
    """What the register says."""
    return Identity(
        professional.tax_code,
        professional.first_name,
        professional.last_name,
        registration.profession if registration else None,
        registration.number if registration else "",
    )


def _link(application: Application, code: str, *, despite: bool) -> Professional:
    found = locked(Professional.objects.filter(code=code)).first()
    here = Registration.objects.filter(professional=found, order=application.organisation_id)
    registration = here.order_by("-main", "pk").first()
    # An office links only people of its own register: else it would hand out somebody else's position.
    if found is None or registration is None:
        raise OutOfSight("application.decide")
    if found.account_id is not None:
        raise Refusal(
            "ALREADY_LINKED",
            _("Questa riga dell’albo ha già un account."),
            next_step=_(
                "Una persona ha un solo account: respingere la domanda, o cancellare prima quello vecchio."
            ),
            field="how",
        )
    grave = [
        each
        for each in differences(identity_asked(application), identity_registered(found, registration))
        if each.grave
    ]
    if grave and not despite:
        raise Refusal(
            "DIFFERENT_PERSON",
            " ".join(_(each.message.template) for each in grave),
            next_step=_("Confermare che è la stessa persona, oppure scegliere un’altra riga."),
            field="despite",
        )
    found.account = application.account
    found.save(update_fields=["account"])
    return found


def _create(application: Application) -> Professional:
    if application.organisation.kind not in IN_REGISTER:
        raise Refusal(
            "NO_REGISTER",
            _("Questa organizzazione non tiene un albo: qui una persona si ammette solo per eccezione."),
            field="how",
        )
    profession = application.profession
    if application.organisation.kind == Organisation.Kind.BAR:
        profession = LAWYERS_PROFESSION
    if profession is None:
        raise Refusal("PROFESSION_MISSING", _("Nella domanda manca la professione."), field="how")
    account = application.account
    try:
        with transaction.atomic():
            made = Professional.objects.create(
                account=account,
                tax_code=application.tax_code,
                first_name=account.first_name,
                last_name=account.last_name,
                email=account.email,
            )
    except IntegrityError:
        raise Refusal(
            "TAX_CODE_KNOWN",
            _("Questo codice fiscale sta già in un albo."),
            next_step=_(
                "Se è questo albo, collegare quella riga. "
                "Se è un altro, importare prima qui l’iscrizione della persona, poi collegarla."
            ),
            field="how",
        ) from None
    Registration.objects.create(
        professional=made, order=application.organisation, profession=profession, number=application.number
    )
    return made


def _exception(application: Application, note: str) -> None:
    if not note:
        raise Refusal(
            "NOTE_MISSING", _("Un’eccezione si motiva: scrivere perché la persona è ammessa."), field="note"
        )
    application.exception, application.exception_note = True, note
