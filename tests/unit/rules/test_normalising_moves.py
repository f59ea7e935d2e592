"""Moves to the triennio before: every reason not to admit one, one by one (section 11)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.unit.rules.build import BOOK, case_of
from triennio.kernel.triennio import Triennio
from triennio.rules.ecm.fold import person_due
from triennio.rules.ecm.moves import Moves, admitted_moves


def moves(
    acquired: str, to: str, on: str, *more: dict[str, str], until: date | None = None, **parts: Any
) -> Moves:
    case = case_of(
        credits=[{"id": "a", "acquired": acquired, "credits": "20"}],
        moves=[{"credit": "a", "to": to, "on": on}, *more],
        **parts,
    )
    return admitted_moves(case, BOOK, person_due(case, BOOK), until)


def told(found: Moves) -> list[tuple[str, str | None, str]]:
    return [(item.what, item.rule, item.reason) for item in found.ignored]


@pytest.mark.parametrize(
    ("acquired", "to", "on"),
    [
        ("2019-12-31", "2014-2016", "2022-06-30"),
        ("2021-12-31", "2017-2019", "2022-06-30"),
        ("2025-12-31", "2020-2022", "2026-06-30"),
        ("2023-01-01", "2020-2022", "2023-01-01"),  # registered and moved on one day
        ("2026-03-03", "2023-2025", "2028-12-31"),
    ],
)
def test_a_move_inside_its_window(acquired: str, to: str, on: str) -> None:
    found = moves(acquired, to, on)
    assert told(found) == []
    assert found.moved() == {"a": Triennio.parse(to)}


@pytest.mark.parametrize(
    ("acquired", "to", "on", "rule", "reason"),
    [
        ("2014-05-05", "2011-2013", "2015-01-01", "REC-1",
         "Per il triennio 2011-2013 non c'è una finestra di recupero."),
        ("2024-05-05", "2017-2019", "2024-06-01", "REC-1",
         "Verso il 2017-2019 si spostano solo crediti acquisiti nel triennio successivo."),
        ("2020-05-05", "2020-2022", "2020-06-01", "REC-1",
         "Verso il 2020-2022 si spostano solo crediti acquisiti nel triennio successivo."),
        ("2022-01-01", "2017-2019", "2022-06-01", "REC-1",
         "Per il 2017-2019 contano i crediti acquisiti entro il 31/12/2021."),
        ("2024-05-05", "2020-2022", "2024-05-04", "REC-2",
         "Lo spostamento precede l'acquisizione: si spostano solo partecipazioni già registrate."),
        ("2019-12-31", "2014-2016", "2022-07-01", "REC-1",
         "Lo spostamento verso il 2014-2016 era possibile fino al 30/06/2022."),
        ("2025-03-05", "2020-2022", "2026-07-01", "REC-1",
         "Lo spostamento verso il 2020-2022 era possibile fino al 30/06/2026."),
    ],
)  # fmt: skip
def test_a_move_outside_its_window(acquired: str, to: str, on: str, rule: str, reason: str) -> None:
    found = moves(acquired, to, on)
    assert told(found) == [("$.moves[0]", rule, reason)]
    assert found.moved() == {}


def test_a_move_to_a_triennio_without_duty() -> None:
    newcomer = {"register": [{"act": "enrolment", "date": "2022-05-10"}]}
    found = moves("2024-05-05", "2020-2022", "2024-06-01", person=newcomer)
    assert told(found) == [
        ("$.moves[0]", "REC-1", "Nel 2020-2022 non c'era obbligo: non c'è nulla da recuperare.")
    ]


def test_a_credit_moves_once_and_the_first_day_wins() -> None:
    again = {"credit": "a", "to": "2020-2022", "on": "2024-05-20"}
    found = moves("2024-05-05", "2020-2022", "2024-06-01", again)
    assert told(found) == [
        ("$.moves[0]", "REC-2", "La partecipazione è già stata spostata: lo spostamento è irreversibile.")
    ]
    assert [move.path for move, _ in found.by_destination[Triennio(2020)]] == ["$.moves[1]"]


def test_a_move_that_was_refused_can_be_made_again() -> None:
    again = {"credit": "a", "to": "2020-2022", "on": "2024-06-01"}
    found = moves("2024-05-05", "2017-2019", "2024-05-20", again)
    assert [item[1] for item in told(found)] == ["REC-1"]
    assert found.moved() == {"a": Triennio(2020)}


def test_a_participation_that_is_not_registered_yet() -> None:
    found = moves("2026-05-05", "2023-2025", "2026-03-01", as_of="2026-04-01")
    assert told(found) == [("$.moves[0]", "REC-2", "La partecipazione non è ancora registrata.")]


def test_the_last_day_for_2023_2025_is_a_policy() -> None:
    late = {"acquired": "2026-05-05", "to": "2023-2025", "on": "2028-10-01"}
    assert told(moves(**late)) == []
    found = moves(**late, policies={"move_until_2023": "2028-09-30"})
    assert told(found) == [
        ("$.moves[0]", "REC-1", "Lo spostamento verso il 2023-2025 era possibile fino al 30/09/2028.")
    ]


def test_moves_of_later_are_left_out_without_a_word() -> None:
    """The premium looks at 3 July 2025: what was moved after that day had not happened."""
    found = moves("2024-05-05", "2020-2022", "2026-05-10", until=date(2025, 7, 3))
    assert (found.moved(), found.ignored) == ({}, [])


def test_a_move_is_taken_back() -> None:
    found = moves("2024-05-05", "2020-2022", "2024-06-01")
    ((move, _),) = found.by_destination[Triennio(2020)]
    found.refuse(move, "REC-3", "Perché sì.")
    assert found.moved() == {}
    assert told(found) == [("$.moves[0]", "REC-3", "Perché sì.")]
