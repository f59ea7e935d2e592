"""News of requests to be enabled to group dossiers, and the mail: that it was decided, and where to read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.core.mail import send_mail
from django.utils.translation import gettext, override

from triennio.platform.outbox import News, subscriber
from triennio.registry.models import DossierRequest


@dataclass(frozen=True)
class DossierRequestDecided(News):
    """The operator accepted or refused a request."""

    topic: ClassVar[str] = "dossier.request_decided"
    request: str  # its code


@subscriber(DossierRequestDecided, "registry.dossier_request_mail")
def tell_who_asked(news: DossierRequestDecided) -> None:
    """Tell who asked, while their account is active. The reason of a refusal is read on the page."""
    rows = DossierRequest.objects.select_related("organisation", "asked_by")
    found = rows.filter(code=news.request).first()
    if found is None or found.asked_by is None or not found.asked_by.approved:
        return
    with override("it"):
        state = found.get_state_display()
        subject = gettext("Abilitazione ai dossier di gruppo: %(state)s") % {"state": state}
        text = gettext(
            "La richiesta di %(organisation)s è stata %(state)s dal gestore della piattaforma.\n"
            "Che cosa fare adesso si legge in Triennio, alla pagina «Dossier di gruppo»."
        ) % {"organisation": found.organisation.name, "state": state}
    send_mail(f"Triennio: {subject}", f"{text}\n", None, [found.asked_by.email])
