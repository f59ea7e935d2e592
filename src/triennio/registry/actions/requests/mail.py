"""E-mail about requests: that something happened, never what is asked. The page says the rest."""

from __future__ import annotations

from django.core.mail import send_mail
from django.utils.translation import gettext, override

from triennio.platform.outbox import subscriber
from triennio.registry.actions.requests.news import RequestChanged, RequestMessaged
from triennio.registry.models import Request

TOLD_TO_PERSON = (
    Request.State.SENT,
    Request.State.ASKED,
    Request.State.FORWARDED,
    Request.State.ACCEPTED,
    Request.State.REFUSED,
    Request.State.WITHDRAWN,
)


@subscriber(RequestChanged, "registry.request_changed_mail")
def tell_change(news: RequestChanged) -> None:
    """Tell the person the new state; tell the office of what has just arrived."""
    request = Request.objects.select_related("professional__account", "order").get(code=news.request)
    if news.state in TOLD_TO_PERSON:
        with override("it"):
            state = Request.State(news.state).label
            subject = gettext("Richiesta %(code)s: %(state)s") % {"code": request.code, "state": state}
            _send(subject, _text_of_state(request, str(state)), _person(request))
    if news.state == Request.State.SENT:
        subject = gettext("Nuova richiesta da esaminare: %(code)s") % {"code": request.code}
        text = gettext("Una richiesta è arrivata nella pagina «Richieste» dell’ufficio.")
        _send(subject, text, request.order.support_email)


@subscriber(RequestMessaged, "registry.request_messaged_mail")
def tell_message(news: RequestMessaged) -> None:
    """Tell the other side that there is a message to read."""
    request = Request.objects.select_related("professional__account", "order").get(code=news.request)
    to = _person(request) if news.office else request.order.support_email
    subject = gettext("Nuovo messaggio nella richiesta %(code)s") % {"code": request.code}
    text = gettext("Il messaggio si legge in Triennio, nella pagina della richiesta: qui non viene ripetuto.")
    _send(subject, text, to)


def _text_of_state(request: Request, state: str) -> str:
    lines = [
        gettext("La richiesta %(code)s è ora in questo stato: %(state)s.")
        % {"code": request.code, "state": state},
        gettext("Ufficio che decide: %(office)s.") % {"office": request.order.name},
        gettext("Che cosa fare adesso è scritto in Triennio, alla pagina «Richieste»."),
    ]
    return "\n\n".join(lines)


def _person(request: Request) -> str:
    account = request.professional.account
    return account.email if account else request.professional.email


def _send(subject: str, text: str, to: str) -> None:
    if to:
        send_mail(f"Triennio: {subject}", f"{text}\n", None, [to])
