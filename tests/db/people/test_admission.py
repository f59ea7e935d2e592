"""Admitting people: link, create, exception, and everything that is refused."""

from __future__ import annotations

import pytest

from tests.db.actions.examples_people import BORN, applicant
from tests.support.world import World, actor, build
from triennio.kernel.refusal import OutOfSight, Refusal
from triennio.kernel.tax_code import made_up, with_homocody
from triennio.people.actions.applications import accept, refuse, submit
from triennio.people.models import Account, Application, Professional, Registration
from triennio.people.queries.applications import case_of, queue

pytestmark = pytest.mark.django_db
CODE = made_up("Prova", "Nadia", BORN, "F")


@pytest.fixture
def world() -> World:
    return build()


@pytest.fixture
def asked(world: World) -> Application:
    return applicant(world).applications.get()


def _row(world: World, *, code: str = CODE, first: str = "Nadia", last: str = "Prova") -> Professional:
    made = Professional.objects.create(tax_code=code, first_name=first, last_name=last)
    Registration.objects.create(professional=made, order=world.order, profession=14, number="00077")
    return made


def _accept(world: World, asked: Application, **said: object) -> dict[str, object]:
    return accept(actor(world.clerk), key="una", application=asked.code, **said)


def test_linking_gives_the_row_of_the_register_its_account(world: World, asked: Application) -> None:
    row = _row(world, first="Nàdia")
    _accept(world, asked, how="link", professional=row.code)
    row.refresh_from_db()
    assert row.account == asked.account
    assert Account.objects.get(pk=asked.account_id).state == "active"
    assert Application.objects.get(pk=asked.pk).decided_by == world.clerk


def test_a_homocode_is_not_linked_without_an_explicit_yes(world: World, asked: Application) -> None:
    row = _row(world, code=with_homocody(CODE, 1))
    with pytest.raises(Refusal) as refused:
        _accept(world, asked, how="link", professional=row.code)
    assert refused.value.code == "DIFFERENT_PERSON"
    accept(
        actor(world.clerk),
        key="due",
        application=asked.code,
        how="link",
        professional=row.code,
        despite=True,
    )
    row.refresh_from_db()
    assert (row.account, row.tax_code) == (asked.account, with_homocody(CODE, 1))


def test_a_row_that_has_an_account_is_not_linked_again(world: World, asked: Application) -> None:
    with pytest.raises(Refusal) as refused:
        _accept(world, asked, how="link", professional=world.professional.code, despite=True)
    assert refused.value.code == "ALREADY_LINKED"


def test_a_row_of_another_order_does_not_exist_here(world: World, asked: Application) -> None:
    with pytest.raises(OutOfSight):
        _accept(world, asked, how="link", professional=world.marco.professional.code, despite=True)


def test_creating_writes_professional_and_registration(world: World, asked: Application) -> None:
    _accept(world, asked, how="create")
    made = Professional.objects.get(account=asked.account)
    row = made.registrations.get()
    assert (made.tax_code, row.order, row.profession, row.number) == (CODE, world.order, 14, "00077")


def test_a_tax_code_already_in_a_register_is_never_created_twice(world: World, asked: Application) -> None:
    _row(world)
    with pytest.raises(Refusal) as refused:
        _accept(world, asked, how="create")
    assert refused.value.code == "TAX_CODE_KNOWN"


def test_an_exception_needs_a_note_and_is_marked(world: World, asked: Application) -> None:
    with pytest.raises(Refusal) as refused:
        _accept(world, asked, how="exception", note=" ")
    assert refused.value.code == "NOTE_MISSING"
    accept(
        actor(world.clerk), key="due", application=asked.code, how="exception", note="Personale dell’ufficio."
    )
    asked.refresh_from_db()
    assert (asked.exception, asked.exception_note) == (True, "Personale dell’ufficio.")
    assert not Professional.objects.filter(account=asked.account).exists()


def test_what_was_decided_is_not_decided_again(world: World, asked: Application) -> None:
    refuse(actor(world.clerk), application=asked.code, reason="Non iscritta.")
    with pytest.raises(Refusal) as refused:
        _accept(world, asked, how="create")
    assert refused.value.code == "ALREADY_DECIDED"


def test_after_a_refusal_one_may_ask_again(world: World, asked: Application) -> None:
    refuse(actor(world.clerk), application=asked.code, reason="Il numero non corrisponde.")
    who = Account.objects.get(pk=asked.account_id)
    assert who.state == "refused"
    said = {
        "account": who.code,
        "organisation": world.order.code,
        "first_name": "Nadia",
        "last_name": "Prova",
        "tax_code": CODE,
        "profession": 14,
    }
    submit(actor(who), key="di-nuovo", **said)
    with pytest.raises(Refusal) as refused:
        submit(actor(who), key="ancora", **said)
    assert refused.value.code == "APPLICATION_WAITING"


@pytest.mark.parametrize(
    ("tax_code", "fault"),
    [(CODE[:-1] + "A", "TAX_CODE_CHECK"), ("PRV", "TAX_CODE_LENGTH"), ("0" * 16, "TAX_CODE_CHARACTERS")],
)
def test_a_wrong_tax_code_is_refused_at_its_field(world: World, tax_code: str, fault: str) -> None:
    assert tax_code != CODE
    who = applicant(world, state=Account.State.NEW)
    said = {"first_name": "Nadia", "last_name": "Prova", "tax_code": tax_code}
    with pytest.raises(Refusal) as refused:
        submit(actor(who), key="una", account=who.code, organisation=world.order.code, **said)
    assert (refused.value.code, refused.value.field) == (fault, "tax_code")
    assert not Application.objects.exists()


def test_names_keep_their_accents(world: World) -> None:
    who = applicant(world, state=Account.State.NEW)
    said = {"first_name": " Nicolò  Maria ", "last_name": "D’Àvila", "tax_code": CODE, "profession": 14}
    submit(actor(who), key="una", account=who.code, organisation=world.order.code, **said)
    who.refresh_from_db()
    assert (who.first_name, who.last_name) == ("Nicolò Maria", "D’Àvila")


def test_the_office_sees_likely_rows_and_only_its_own(world: World, asked: Application) -> None:
    same = _row(world, code=with_homocody(CODE, 1))
    case = case_of(actor(world.clerk), asked.code)
    assert same.pk in [each.professional.pk for each in case.candidates]
    assert all(each.registration.order_id == world.order.pk for each in case.candidates)
    assert [row.code for row in queue(actor(world.clerk))] == [asked.code]
    assert list(queue(actor(world.other_clerk))) == []
    with pytest.raises(OutOfSight):
        case_of(actor(world.other_clerk), asked.code)


def test_the_same_surname_alone_is_nobody(world: World, asked: Application) -> None:
    assert case_of(actor(world.clerk), asked.code).candidates == []
    by_name = _row(world, code=made_up("Prova", "Nadia", BORN, "F", 7))
    by_number = _row(world, code=made_up("Prova", "Altra", BORN, "F", 8), first="Altra")
    found = [each.professional.pk for each in case_of(actor(world.clerk), asked.code).candidates]
    assert found == [by_name.pk, by_number.pk]


def test_an_order_is_asked_for_a_profession(world: World) -> None:
    who = applicant(world, state=Account.State.NEW)
    said = {"first_name": "Nadia", "last_name": "Prova", "tax_code": CODE}
    with pytest.raises(Refusal) as refused:
        submit(actor(who), key="una", account=who.code, organisation=world.order.code, **said)
    assert (refused.value.code, refused.value.field) == ("PROFESSION_MISSING", "profession")
