"""Notices by mail. They say that something was decided and where to read it; the decision itself stays on the pages,
except what somebody who can no longer sign in must know."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from triennio.people.models import Account, Application, Assignment, Role
from triennio.people.news import AccountChanged, ApplicationDecided, ApplicationSubmitted, RoleChanged
from triennio.platform.outbox import subscriber

DECIDERS = (Role.ORDER_CLERK, Role.ORDER_PRESIDENT, Role.APPROVER, Role.EVENT_ORGANISER)


@subscriber(ApplicationSubmitted, "people.notice.submitted")
def tell_office(news: ApplicationSubmitted) -> None:
    """Tell those who decide that somebody waits: without a name, which they find in the queue."""
    found = Application.objects.select_related("organisation").filter(code=news.application).first()
    if found is None or found.state != Application.State.WAITING:
        return
    rows = Assignment.objects.filter(organisation=found.organisation, until=None, role__in=DECIDERS)
    active = rows.filter(account__state=Account.State.ACTIVE)
    for address in sorted(set(active.values_list("account__email", flat=True))):
        _send(address, "submitted", {"organisation": found.organisation})


@subscriber(ApplicationDecided, "people.notice.decided")
def tell_applicant(news: ApplicationDecided) -> None:
    """Tell the person what was decided."""
    found = (
        Application.objects.select_related("organisation", "account").filter(code=news.application).first()
    )
    if found is None:
        return
    _send(
        found.account.email,
        "accepted" if news.accepted else "refused",
        {"organisation": found.organisation, "support": found.organisation.support_email},
    )


@subscriber(AccountChanged, "people.notice.account")
def tell_owner(news: AccountChanged) -> None:
    """Tell the owner that the account was suspended, given back or deleted, with clause and reason."""
    found = Account.objects.filter(code=news.account).first()
    if found is None or found.state != news.state:
        return
    _send(found.email, f"account_{news.state}", {"clause": found.state_clause, "reason": found.state_reason})


@subscriber(RoleChanged, "people.notice.role")
def tell_of_role(news: RoleChanged) -> None:
    """Tell the person that a role was given or ended."""
    found = Assignment.objects.select_related("organisation", "account").filter(pk=news.assignment).first()
    if found is None:
        return
    said = {"role": found.get_role_display(), "organisation": found.organisation}
    _send(found.account.email, "role_given" if news.given else "role_ended", said)


def _send(address: str, name: str, said: dict[str, object]) -> None:
    """Send `people/mail/NAME.txt`, whose first line is the subject."""
    context = {**said, "support_email": said.get("support") or settings.SUPPORT_EMAIL}
    subject, _, body = render_to_string(f"people/mail/{name}.txt", context).strip().partition("\n")
    send_mail(f"Triennio: {subject.strip()}", body.strip() + "\n", None, [address])
