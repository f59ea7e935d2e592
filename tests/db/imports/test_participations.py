"""Participations from a table: keys, what a provider said, undo, and what stays in place."""

from __future__ import annotations

from datetime import date

import pytest

from tests.db.imports.support import applied, brought, counts, faults, table, undone
from tests.db.imports.test_members import QUIET
from tests.support import state, world
from tests.support.world import World, actor
from triennio.kernel.refusal import Refusal
from triennio.platform import runs
from triennio.platform.imports import actions
from triennio.platform.imports.actions import KEPT_FOR
from triennio.platform.imports.night import forget
from triennio.platform.models import Import, ImportRow
from triennio.registry.models import Move, Origin, Participation
from triennio.registry.queries.case import case_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world.build()


def line(made: World, event: int = 1, **more: str) -> dict[str, str]:
    return {
        "tax_code": made.professional.tax_code, "provider_code": "77", "event_code": f"77-{event}",
        "title": "Corso", "format": "FAD", "role": "discente", "credits": "10,4", "acquired": "14/03/2025",
        "objective": "18", "recruited": "no", **more,
    }  # fmt: skip


def test_rows_become_participations_that_the_rules_can_read(made: World) -> None:
    lines = [line(made, 1), line(made, 1, role="docente"), line(made, 2, edition="3", event_type="corso")]
    source = applied(made, brought(made, "participations", table("participations", *lines)))
    assert counts(source) == {"new": 3}
    rows = Participation.objects.filter(provider_code="77").order_by("pk")
    assert [(row.event_code, row.edition, row.role, row.credits) for row in rows] == [
        ("77-1", 1, "learner", 1040), ("77-1", 1, "teacher", 1040), ("77-2", 3, "learner", 1040),
    ]  # fmt: skip
    first = rows[0]
    assert (first.origin, first.author_id, first.recruited) == (Origin.IMPORT, made.clerk.pk, False)
    assert first.reported is not None
    assert case_of(made.professional, date(2026, 1, 1)).answer()["trienni"]


def test_the_same_file_is_not_taken_twice_and_the_same_rows_change_nothing(made: World) -> None:
    content = table("participations", line(made, 1), line(made, 2))
    applied(made, brought(made, "participations", content))
    with pytest.raises(Refusal) as refusal:
        brought(made, "participations", content)
    assert refusal.value.code == "SAME_FILE"
    before = state.content(without=QUIET)
    again = brought(made, "participations", content + b"\r\n")
    assert counts(again) == {"same": 2}
    with pytest.raises(Refusal) as refusal:
        actions.apply(actor(made.clerk), code=again.code)
    assert refusal.value.code == "NOTHING_TO_APPLY"
    assert state.content(without=QUIET) == before


def test_a_file_may_come_again_after_it_was_undone(made: World) -> None:
    content = table("participations", line(made, 1))
    first = undone(made, applied(made, brought(made, "participations", content)))
    assert first.state == Import.State.UNDONE
    assert counts(applied(made, brought(made, "participations", content))) == {"new": 1}
    assert Participation.objects.filter(provider_code="77", cancelled=None).count() == 1


def test_empty_cells_leave_what_is_there(made: World) -> None:
    applied(made, brought(made, "participations", table("participations", line(made, 1))))
    source = brought(made, "participations", table("participations", line(made, 1, title="", credits="12,0")))
    assert counts(source) == {"changed": 1}
    applied(made, source)
    row = Participation.objects.get(provider_code="77")
    assert (row.title, row.credits) == ("Corso", 1200)
    undone(made, source)
    row.refresh_from_db()
    assert row.credits == 1040


def test_what_a_provider_reported_is_not_overwritten(made: World) -> None:
    there = world.participation(made.professional, acquired=date(2025, 3, 14), number=1, credits=1000)
    same = line(made, provider_code=there.provider_code, event_code=there.event_code, title="", objective="",
                format="", recruited="", credits="10")  # fmt: skip
    source = brought(made, "participations", table("participations", same, {**same, "credits": "11"}))
    assert counts(source) == {"same": 1, "fault": 1}
    assert faults(source) == [(3, "", "REPORTED")]


def test_expected_credits_become_reported(made: World) -> None:
    there = world.participation(
        made.professional,
        acquired=date(2025, 3, 14),
        number=1,
        reported=None,
        origin=Origin.EVENT,
        credits=1040,
    )
    given = line(made, provider_code=there.provider_code, event_code=there.event_code, title="", format="")
    applied(made, brought(made, "participations", table("participations", given)))
    there.refresh_from_db()
    assert there.reported is not None


def test_people_of_other_registers_are_not_reached(made: World) -> None:
    stranger = line(made, tax_code=made.marco.professional.tax_code)
    source = brought(made, "participations", table("participations", stranger, line(made, 2)))
    assert faults(source) == [(2, "Codice fiscale", "NOT_MEMBER")]
    assert counts(source) == {"fault": 1, "new": 1}


@pytest.mark.parametrize(
    ("more", "column", "code"),
    [
        ({"starts": "14/03/2025", "ends": "13/03/2025"}, "Fine", "DATES"),
        ({"acquired": "14/03/2098"}, "Data di acquisizione", "FUTURE"),
        ({"credits": "dieci"}, "Crediti", "CREDITS"),
        ({"event_code": "x" * 21}, "Codice evento", "TEXT_LONG"),
        ({"role": "capo"}, "Ruolo", "WORD"),
    ],
)
def test_faults(made: World, more: dict[str, str], column: str, code: str) -> None:
    source = brought(made, "participations", table("participations", line(made, 1, **more)))
    assert faults(source) == [(2, column, code)]


def test_a_row_cancelled_before_the_confirmation_is_left_out(made: World) -> None:
    applied(made, brought(made, "participations", table("participations", line(made, 1))))
    source = brought(made, "participations", table("participations", line(made, 1, credits="12")))
    Participation.objects.filter(provider_code="77").update(cancelled=source.created)
    source = applied(made, source)
    assert faults(source) == [(2, "", "CONFLICT")]
    assert Participation.objects.get(provider_code="77").credits == 1040


def test_undo_leaves_moved_and_changed_credits(made: World) -> None:
    content = table("participations", line(made, 1), line(made, 2), line(made, 3))
    source = applied(made, brought(made, "participations", content))
    one, two, three = Participation.objects.filter(provider_code="77").order_by("event_code")
    Move.objects.create(participation=one, to=2020, on=date(2025, 4, 1))
    Participation.objects.filter(pk=two.pk).update(credits=500)
    source = undone(made, source)
    assert [fault[::2] for fault in faults(source)] == [(2, "KEPT"), (3, "KEPT")]
    three.refresh_from_db()
    assert three.cancelled is not None
    assert Participation.objects.filter(provider_code="77", cancelled=None).count() == 2


def test_files_that_are_no_table_are_refused_in_words(made: World) -> None:
    source = brought(made, "participations", b"Nome;Cognome\r\nA;B\r\n")
    assert source.state == Import.State.REFUSED
    assert source.fault["code"] == "COLUMNS_MISSING"
    assert "Codice fiscale" in source.fault["values"]["columns"]


def test_only_an_order_brings_participations(made: World) -> None:
    with pytest.raises(Refusal) as refusal:
        brought(made, "participations", table("participations", line(made)), order=made.provider)
    assert refusal.value.code == "IMPORT_KIND"


def test_a_step_out_of_turn_is_refused(made: World) -> None:
    source = brought(made, "participations", table("participations", line(made)))
    for step in (actions.undo,):
        with pytest.raises(Refusal) as refusal:
            step(actor(made.clerk), code=source.code)
        assert refusal.value.code == "IMPORT_STATE"
    actions.drop(actor(made.clerk), code=source.code)
    with pytest.raises(Refusal):
        actions.apply(actor(made.clerk), code=source.code)
    runs.work()
    assert not Participation.objects.filter(provider_code="77").exists()


def test_rows_are_forgotten_after_ninety_days_and_then_undo_is_over(made: World) -> None:
    source = applied(made, brought(made, "participations", table("participations", line(made))))
    forget(date(2026, 1, 1))
    assert ImportRow.objects.filter(source=source).exists()
    Import.objects.filter(pk=source.pk).update(created=source.created - KEPT_FOR * 2)
    forget(date(2026, 1, 1))
    assert not ImportRow.objects.filter(source=source).exists()
    with pytest.raises(Refusal) as refusal:
        actions.undo(actor(made.clerk), code=source.code)
    assert refusal.value.code == "TOO_LATE"


def test_queries_do_not_grow_with_rows(made: World, django_assert_max_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(rows: int, first: int) -> int:
        content = table("participations", *(line(made, first + n) for n in range(rows)))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            applied(made, brought(made, "participations", content))
        return len([one for one in seen if "SAVEPOINT" not in one["sql"]])

    few, many = queries(5, 100), queries(40, 200)
    assert many <= few + 12
