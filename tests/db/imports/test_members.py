"""The members of an Order from a table: new, changed, same, faulty; applied, repeated, undone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.db.imports.support import applied, brought, counts, faults, table, undone
from tests.support import state, world
from tests.support.world import World
from triennio.kernel.tax_code import made_up, with_homocody
from triennio.people.models import Professional, RegisterAct, Registration
from triennio.platform.models import Import

pytestmark = pytest.mark.django_db
BORN = date(1985, 2, 3)
QUIET = ("platform.Import", "platform.ImportRow", "platform.Run", "platform.Upload", "platform.IdempotencyKey",
         "platform.JournalEntry", "platform.JournalContent", "platform.JournalHead")  # fmt: skip


@pytest.fixture
def made() -> World:
    return world.build()


def member(who: int = 1, **more: str) -> dict[str, str]:
    return {
        "tax_code": made_up("Nuova", "Persona", BORN, "F", who), "last_name": "Nuòva", "first_name": "Persona",
        "born": "03/02/1985", "profession": "14", "disciplines": "85", "number": f"00{who}",
        "enrolment": "01/03/2012", "practice": "dipendente", **more,
    }  # fmt: skip


def known(made: World) -> dict[str, str]:
    """Elena, as she stands in the register: she has an account."""
    person = made.elena.professional
    registration = person.registrations.get()
    return {
        "tax_code": person.tax_code, "last_name": person.last_name, "first_name": person.first_name,
        "profession": str(registration.profession), "number": registration.number, "enrolment": "02/03/2010",
    }  # fmt: skip


def test_new_people_come_in_with_registration_and_acts(made: World) -> None:
    content = table("members", member(1), member(2, cancellation="30/06/2024", reenrolment="01/02/2025"))
    source = applied(made, brought(made, "members", content))
    assert source.state == Import.State.APPLIED
    assert counts(source) == {"new": 2}
    person = Professional.objects.get(tax_code=member(2)["tax_code"])
    assert (person.last_name, person.born, person.account) == ("Nuòva", BORN, None)
    registration = person.registrations.get()
    assert (registration.order, registration.number, registration.disciplines) == (made.order, "002", [85])
    acts = list(registration.acts.values_list("kind", "date"))
    assert acts == [
        ("enrolment", date(2012, 3, 1)), ("cancellation", date(2024, 6, 30)), ("reenrolment", date(2025, 2, 1)),
    ]  # fmt: skip


def test_the_dry_run_touches_nothing(made: World) -> None:
    before = state.content(without=QUIET)
    source = brought(made, "members", table("members", member(1), {**known(made), "number": "999"}))
    assert source.state == Import.State.CHECKED
    assert counts(source) == {"new": 1, "changed": 1}
    assert state.content(without=QUIET) == before


def test_the_same_rows_again_change_nothing(made: World) -> None:
    applied(made, brought(made, "members", table("members", member(1), member(2))))
    before = state.content(without=QUIET)
    again = brought(made, "members", table("members", member(2), member(1)))
    assert counts(again) == {"same": 2}
    assert state.content(without=QUIET) == before


def test_undo_puts_everything_back(made: World) -> None:
    made.elena.professional.registrations.update(number="00777")
    before = state.content(without=QUIET)
    lines = [member(1), member(1, profession="12", disciplines="82"), {**known(made), "number": "999"}]
    source = applied(made, brought(made, "members", table("members", *lines)))
    assert counts(source) == {"new": 2, "changed": 1}
    assert made.elena.professional.registrations.get().number == "999"
    assert undone(made, source).state == Import.State.UNDONE
    assert state.content(without=QUIET) == before


def test_undo_leaves_what_was_changed_since_and_says_so(made: World) -> None:
    source = applied(made, brought(made, "members", table("members", member(1), member(2), member(3))))
    touched = Professional.objects.get(tax_code=member(1)["tax_code"])
    touched.registrations.update(number="altro")
    busy = Professional.objects.get(tax_code=member(2)["tax_code"])
    world.participation(busy, acquired=date(2025, 3, 1))
    source = undone(made, source)
    assert counts(source)["left"] == 2
    assert faults(source) == [(2, "", "KEPT"), (3, "", "KEPT")]
    assert Registration.objects.filter(professional__in=[touched, busy]).count() == 2
    assert not Professional.objects.filter(tax_code=member(3)["tax_code"]).exists()


def test_homocody_is_another_person(made: World) -> None:
    code = member(1)["tax_code"]
    twin = with_homocody(code, 2)
    applied(made, brought(made, "members", table("members", member(1), member(1, tax_code=twin))))
    assert Professional.objects.filter(tax_code__in=[code, twin]).count() == 2


def test_a_person_with_an_account_keeps_own_name(made: World) -> None:
    source = brought(made, "members", table("members", {**known(made), "last_name": "Altro"}))
    assert counts(source) == {"same": 1}


def test_a_person_of_two_orders_keeps_own_name_but_is_registered(made: World) -> None:
    applied(made, brought(made, "members", table("members", member(1))))
    other = brought(made, "members", table("members", member(1, last_name="Altro")), order=made.other_order)
    assert counts(other) == {"new": 1}
    from tests.support.world import actor
    from triennio.platform import runs
    from triennio.platform.imports import actions

    actions.apply(actor(made.other_clerk), code=other.code)
    runs.work()
    person = Professional.objects.get(tax_code=member(1)["tax_code"])
    assert person.last_name == "Nuòva"
    assert person.registrations.count() == 2


@pytest.mark.parametrize(
    ("more", "column", "code"),
    [
        ({"tax_code": "X"}, "Codice fiscale", "TAX_CODE_LENGTH"),
        ({"born": "04/02/1985"}, "Data di nascita", "BIRTH"),
        ({"email": "prova"}, "E-mail", "EMAIL"),
        ({"profession": "99"}, "Professione", "CODE"),
        ({"disciplines": "3"}, "Discipline", "DISCIPLINE"),
        ({"enrolment": ""}, "Data di iscrizione", "MISSING"),
        ({"cancellation": "01/01/2012"}, "Data di cancellazione", "ACTS"),
        ({"reenrolment": "01/01/2020"}, "Data di reiscrizione", "ACTS"),
        ({"practice": "boh"}, "Esercizio", "WORD"),
    ],
)
def test_faults_stand_on_row_and_column(made: World, more: dict[str, str], column: str, code: str) -> None:
    source = brought(made, "members", table("members", member(1), member(2, **more)))
    assert counts(source) == {"new": 1, "fault": 1}
    assert faults(source) == [(3, column, code)]


def test_a_file_that_contradicts_itself(made: World) -> None:
    source = brought(made, "members", table("members", member(1), member(1), member(1, number="9")))
    assert counts(source) == {"new": 1, "same": 1, "fault": 1}
    assert faults(source) == [(4, "", "REPEATED")]


def test_what_changed_between_the_look_and_the_confirmation_is_left_out(made: World) -> None:
    source = brought(made, "members", table("members", member(1), {**known(made), "number": "999"}))
    made.elena.professional.registrations.update(number="altro")
    source = applied(made, source)
    assert counts(source)["left"] == 1
    assert faults(source) == [(3, "", "CONFLICT")]
    assert made.elena.professional.registrations.get().number == "altro"
    assert RegisterAct.objects.filter(registration__professional__tax_code=member(1)["tax_code"]).count() == 1
