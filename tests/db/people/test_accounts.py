"""Suspension, deletion, roles: what they do besides what they say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from tests.db.actions.examples_people import CLAUSE, REASON, applicant
from tests.support.world import PASSWORD, World, account, actor, build
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.people.actions import accounts, applications, roles
from triennio.people.models import Account, Assignment, Professional
from triennio.people.night import erase_deleted
from triennio.people.queries.applications import case_of
from triennio.platform import clock, outbox
from triennio.platform.models import JournalContent

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return build()


def _signed_in(who: Account) -> Client:
    client = Client()
    client.post("/accesso/login/", {"login": who.email, "password": PASSWORD})
    assert client.get("/io/account/").status_code == 200
    return client


def test_a_suspension_ends_the_sessions_and_says_why_by_mail(world: World) -> None:
    client = _signed_in(world.giulia)
    mail.outbox.clear()
    accounts.suspend(actor(world.president), account=world.giulia.code, clause=CLAUSE, reason=REASON)
    outbox.deliver_all()
    assert client.get("/io/account/").status_code == 302
    assert [message.to for message in mail.outbox] == [[world.giulia.email]]
    assert CLAUSE in mail.outbox[0].body
    assert REASON in mail.outbox[0].body


def test_reason_and_names_do_not_enter_the_journal(world: World) -> None:
    accounts.suspend(actor(world.president), account=world.giulia.code, clause=CLAUSE, reason=REASON)
    said = str(list(JournalContent.objects.values_list("data", flat=True)))
    assert REASON not in said
    assert world.giulia.email not in said
    assert world.professional.tax_code not in said


@pytest.mark.parametrize(("clause", "reason"), [("", REASON), (CLAUSE, " ")])
def test_without_clause_or_reason_nothing_happens(world: World, clause: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.suspend(actor(world.president), account=world.giulia.code, clause=clause, reason=reason)
    assert refused.value.code == "REASON_MISSING"


def test_nobody_suspends_oneself(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        accounts.suspend(actor(world.operator), account=world.operator.code, clause=CLAUSE, reason=REASON)
    assert refused.value.code == "NOT_ONESELF"


def test_a_waiting_account_cannot_become_active_by_suspension(world: World) -> None:
    who = applicant(world)
    with pytest.raises(Refusal):
        accounts.suspend(actor(world.president), account=who.code, clause=CLAUSE, reason=REASON)
    with pytest.raises(Refusal):
        accounts.restore(actor(world.president), account=who.code)
    who.refresh_from_db()
    assert who.state == Account.State.WAITING


def test_a_deletion_frees_the_register_at_once_and_erases_the_data_after_thirty_days(world: World) -> None:
    professional = world.professional
    accounts.delete(actor(world.president), account=world.giulia.code, clause=CLAUSE, reason=REASON)
    assert Professional.objects.get(pk=professional.pk).account is None
    now = clock.now()
    for days, erased in ((29, False), (30, True)):
        with clock.held_at(now + timedelta(days=days, minutes=1)):
            erase_deleted(clock.today())
        gone = Account.objects.get(pk=world.giulia.pk)
        assert gone.email.endswith("@cancellato.invalid") is erased
        assert EmailAddress.objects.filter(user=gone).exists() is not erased
    assert Professional.objects.get(pk=professional.pk).tax_code == professional.tax_code


def test_a_presidency_gives_and_ends_only_roles_of_its_office(world: World) -> None:
    for role, code in (("order_president", "ROLE_OF_OPERATOR"), ("operator", "ROLE_NOT_HERE")):
        with pytest.raises(Refusal) as refused:
            _give(world, world.elena.email, role, key=role)
        assert refused.value.code == code
    own = Assignment.objects.get(account=world.president)
    with pytest.raises(Refusal) as refused:
        roles.end(actor(world.president), assignment=own.pk)
    assert refused.value.code == "ROLE_OF_OPERATOR"


def test_a_presidency_learns_nothing_of_accounts_elsewhere(world: World) -> None:
    said = []
    for number, email in enumerate((world.marco.email, "mai.vista@prova.example")):
        with pytest.raises(Refusal) as refused:
            _give(world, email, "order_clerk", key=f"k{number}")
        said.append((refused.value.code, refused.value.sentence))
    assert said[0] == said[1]


def test_a_role_given_works_and_a_role_ended_does_not(world: World) -> None:
    who = applicant(world)
    code = who.applications.get().code
    given = _give(world, world.elena.email, "order_clerk", key="dai")
    assert case_of(actor(world.elena), code).application.code == code
    roles.end(actor(world.president), assignment=given["assignment"])
    with pytest.raises(OutOfSight):
        case_of(actor(world.elena), code)


def test_the_last_operator_stays(world: World) -> None:
    own = Assignment.objects.get(account=world.operator)
    with pytest.raises(Refusal) as refused:
        roles.end(actor(world.operator), assignment=own.pk)
    assert refused.value.code == "LAST_OPERATOR"
    second = account("seconda")
    said = {"organisation": world.operator_body.code, "email": second.email, "role": "operator"}
    roles.give(actor(world.operator), key="seconda", **said)
    roles.end(actor(world.operator), assignment=own.pk)


def test_decisions_are_told_by_mail_without_the_reason(world: World) -> None:
    who = applicant(world)
    applications.refuse(
        actor(world.clerk), application=who.applications.get().code, reason="Numero sbagliato."
    )
    outbox.deliver_all()
    assert [message.to for message in mail.outbox] == [[who.email]]
    assert "Numero sbagliato" not in mail.outbox[0].body


def _give(world: World, email: str, role: str, *, key: str) -> dict[str, int]:
    said = {"organisation": world.order.code, "email": email, "role": role}
    return roles.give(actor(world.president), key=key, **said)
