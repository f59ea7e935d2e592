"""Creating organisations, and changing what is public of them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.models import Organisation
from triennio.platform.actions import Act, Answer, Key, action, locked
from triennio.platform.permissions import Scope


@action("organisation.create", permission="organisation.create", key=Key.REQUIRED)
def create(act: Act, *, kind: str, name: str, registry_code: str = "", support_email: str = "") -> Answer:
    """Create an Order, a bar, a provider, a firm or hospital, or an operator.

    Refuses: KIND_UNKNOWN, NAME_MISSING, CODE_TAKEN, EMAIL_WRONG.
    """
    act.permit(Scope())
    if kind not in Organisation.Kind.values:
        raise Refusal("KIND_UNKNOWN", _("Scegliere che cosa è l’organizzazione."), field="kind")
    name, code = _name(name), registry_code.strip()
    address = _email(support_email)
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                kind=kind, name=name, registry_code=code, support_email=address, created=act.now
            )
    except IntegrityError:
        raise Refusal(
            "CODE_TAKEN",
            _("C’è già un’organizzazione di questo tipo con questo codice."),
            field="registry_code",
        ) from None
    act.journal(f"organisation:{made.code}", {"kind": kind, "name": name}, organisation=made.pk)
    return {"organisation": made.code}


@action("organisation.change", permission="organisation.change")
def change(act: Act, *, organisation: str, name: str, support_email: str) -> Answer:
    """Change name and address for help. Refuses: NAME_MISSING, EMAIL_WRONG."""
    found = locked(Organisation.objects.filter(code=organisation)).first()
    if found is None:
        raise OutOfSight("organisation.change")
    act.permit(Scope.of(found.pk))
    name, address = _name(name), _email(support_email)
    if (found.name, found.support_email) == (name, address):
        act.nothing_changed()
        return {"organisation": found.code}
    found.name, found.support_email = name, address
    found.save(update_fields=["name", "support_email"])
    act.journal(f"organisation:{found.code}", {"name": name}, organisation=found.pk)
    return {"organisation": found.code}


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise Refusal("NAME_MISSING", _("Manca il nome dell’organizzazione."), field="name")
    return name


def _email(text: str) -> str:
    address = text.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError:
        raise Refusal(
            "EMAIL_WRONG", _("Questo indirizzo non è scritto bene."), field="support_email"
        ) from None
    return address
