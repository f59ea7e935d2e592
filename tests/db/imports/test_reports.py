"""National reports: signed or not, once, replaced by a later one, undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.db.imports.support import applied, brought, counts, faults, undone
from tests.db.imports.test_members import QUIET
from tests.support import state, world
from tests.support.world import World
from tests.unit.reports.making import code, document, row
from tests.unit.reports.signing import Authority, sign
from triennio.platform.models import Import
from triennio.registry.models import NationalReport, Origin, Participation

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> World:
    return world.build()


def of(account: object, **more: str | None) -> str:
    return row(cod_fisc=account.professional.tax_code, **more)  # type: ignore[attr-defined]


def report(made: World, *rows: str, **head: str | None) -> bytes:
    return document(*(rows or (of(made.giulia), of(made.elena, ruolo="D", cred_acq="8.0"))), head=head)


def in_force() -> list[NationalReport]:
    return list(NationalReport.objects.filter(replaced=None))


def test_a_signed_report_brings_the_members_rows(made: World, tmp_path: Path) -> None:
    signer = Authority(tmp_path).issue("Rappresentante Prova", f"TINIT-{code(1)}")
    content = sign(
        report(made, of(made.giulia), of(made.marco), of(made.elena, ruolo="D", cred_acq="8.0")), signer
    )
    source = applied(made, brought(made, "reports", content, name="r.xml.p7m"))
    assert source.state == Import.State.APPLIED
    assert counts(source) == {"new": 2, "other": 1}
    (kept,) = in_force()
    assert (kept.provider_code, kept.event_code, kept.edition) == ("9999", "9999-12345", 1)
    assert kept.signer == f"Rappresentante Prova {code(1)}"
    assert kept.signature == "whole"
    got = Participation.objects.get(report=kept, professional=made.professional)
    assert (got.role, got.credits, got.origin, got.hours) == ("learner", 520, Origin.REPORT, 4)
    assert (got.format, got.event_type, got.objective) == ("RES", "COURSE", 18)
    assert got.reported is not None
    assert Participation.objects.get(report=kept, professional=made.elena.professional).role == "teacher"


def test_a_changed_envelope_is_refused(made: World, tmp_path: Path) -> None:
    signed = sign(report(made), Authority(tmp_path).issue("Prova", f"TINIT-{code(1)}"))
    source = brought(made, "reports", signed.replace(b'ore="4"', b'ore="9"'), name="r.xml.p7m")
    assert (source.state, source.fault["code"]) == (Import.State.REFUSED, "SIGNATURE_BROKEN")


def test_a_report_with_a_bad_head_is_refused_with_a_bad_row_it_is_not(made: World) -> None:
    source = brought(made, "reports", report(made, ore="0"), name="r.xml")
    assert (source.state, source.fault["code"]) == (Import.State.REFUSED, "VALUE")
    source = brought(made, "reports", report(made, of(made.giulia), of(made.elena, nome="È")), name="r.xml")
    assert counts(source) == {"new": 1, "fault": 1}
    assert faults(source) == [(2, "nome", "NAME_CHARACTERS")]


def test_the_same_content_in_another_envelope_changes_nothing(made: World, tmp_path: Path) -> None:
    applied(made, brought(made, "reports", report(made), name="r.xml"))
    before = state.content(without=QUIET)
    signed = sign(report(made), Authority(tmp_path).issue("Prova", f"TINIT-{code(1)}"))
    assert counts(brought(made, "reports", signed, name="r.xml.p7m")) == {"same": 2}
    assert state.content(without=QUIET) == before


def test_a_later_report_replaces_the_first_and_undo_brings_it_back(made: World) -> None:
    applied(made, brought(made, "reports", report(made), name="uno.xml"))
    first = in_force()[0]
    before = state.content(without=QUIET)
    later = report(made, of(made.giulia, cred_acq="5.2", data_acq="2025-03-13"))
    source = brought(made, "reports", later, name="due.xml")
    assert counts(source) == {"changed": 1, "removed": 1}
    source = applied(made, source)
    (second,) = in_force()
    assert second.pk != first.pk
    left = Participation.objects.filter(report=second, cancelled=None)
    assert [each.professional for each in left] == [made.professional]
    undone(made, source)
    assert in_force() == [first]
    after = state.content(without=QUIET)
    after["registry.NationalReport"] = [
        row for row in after["registry.NationalReport"] if row[0] != second.pk
    ]
    assert after == before


def test_another_edition_is_another_report(made: World) -> None:
    applied(made, brought(made, "reports", report(made), name="uno.xml"))
    source = applied(made, brought(made, "reports", report(made, cod_edi="2"), name="due.xml"))
    assert counts(source) == {"new": 2}
    assert len(in_force()) == 2


def test_two_orders_take_their_own_rows_of_one_report(made: World) -> None:
    content = report(made, of(made.giulia), of(made.marco))
    applied(made, brought(made, "reports", content, name="r.xml"))
    other = brought(made, "reports", content, name="r.xml", order=made.other_order)
    assert counts(other) == {"new": 1, "other": 1}
    from tests.support.world import actor
    from triennio.platform import runs
    from triennio.platform.imports import actions

    actions.apply(actor(made.other_clerk), code=other.code)
    runs.work()
    (kept,) = in_force()
    assert Participation.objects.filter(report=kept, cancelled=None).count() == 2
    actions.undo(actor(made.other_clerk), code=other.code)
    runs.work()
    assert in_force() == [kept]
    assert Participation.objects.filter(report=kept, cancelled=None).count() == 1


def test_a_row_of_an_archive_becomes_the_reports(made: World) -> None:
    there = world.participation(
        made.professional, acquired=date(2025, 3, 14), number=12345, credits=500,
        origin=Origin.IMPORT,
    )  # fmt: skip
    source = applied(made, brought(made, "reports", report(made), name="r.xml"))
    assert counts(source) == {"changed": 1, "new": 1}
    there.refresh_from_db()
    assert (there.origin, there.credits, there.report) == (Origin.REPORT, 520, in_force()[0])
    undone(made, source)
    there.refresh_from_db()
    assert (there.origin, there.credits, there.report) == (Origin.IMPORT, 500, None)


def test_a_provider_brings_own_reports_only(made: World) -> None:
    made.provider.registry_code = "9999"
    made.provider.save()
    source = brought(
        made, "reports", report(made, of(made.giulia), of(made.marco)), name="r.xml", order=made.provider
    )
    assert counts(source) == {"new": 2}
    other = brought(made, "reports", report(made, cod_org="8888"), name="r.xml", order=made.provider)
    assert (other.state, other.fault["code"]) == (Import.State.REFUSED, "PROVIDER")
