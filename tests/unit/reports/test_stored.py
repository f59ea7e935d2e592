"""A report against the event as it was accredited."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.reports.making import HEAD, NURSE, document, faults, places, row
from triennio.kernel.faults import InputFaults
from triennio.reports import stored

LISTS = {"professions": [14, "1"], "disciplines": [85, 3]}


def against(
    event: dict[str, Any], *rows: str, head: dict[str, str | None] | None = None
) -> list[tuple[int, str, str]]:
    return places(faults(document(*rows, head=head), event=stored.read(event)))


def test_the_same_event_has_no_fault() -> None:
    assert against({**HEAD, **LISTS}) == []
    assert against({}) == []


@pytest.mark.parametrize(
    ("head", "event", "expected"),
    [
        ({"crediti": "05.2"}, {"crediti": "5.2"}, []),
        ({}, {"crediti": 5.2, "ore": 4, "cod_obi": "018"}, []),
        ({}, {"ore": "5"}, [(0, "ore", "EVENT_DIFFERS")]),
        ({}, {"cod_evento": "9999-1"}, [(0, "cod_evento", "EVENT_DIFFERS")]),
        ({}, {"cod_accr": "000"}, [(0, "cod_accr", "EVENT_DIFFERS")]),
        ({}, {"data_fine": "2025-03-15"}, [(0, "data_fine", "EVENT_DIFFERS")]),
        ({"cod_edi": None}, {"cod_edi": "2"}, [(0, "cod_edi", "EVENT_DIFFERS")]),
        ({}, {"cod_edi": None}, [(0, "cod_edi", "EVENT_DIFFERS")]),
        ({"cod_edi": None}, {"cod_edi": None}, []),
        ({"num_part": "9"}, {"num_part": "10"}, []),
        ({"num_part": "11"}, {"num_part": "10"}, [(0, "num_part", "MORE_THAN_PLANNED")]),
        ({"cod_tipologia_form": "5"}, {"cod_tipologia_form": "1"}, []),
        ({"cod_tipologia_form": "1"}, {"cod_tipologia_form": "5"}, [(0, "cod_tipologia_form", "EVENT_DIFFERS")]),
        ({"cod_tipologia_form": "5"}, {"cod_tipologia_form": "2"}, [(0, "cod_tipologia_form", "EVENT_DIFFERS")]),
        ({"ore": None}, {"ore": "4"}, [(0, "ore", "ATTRIBUTE_MISSING")]),
        ({"ore": "x"}, {"ore": "4"}, [(0, "ore", "VALUE")]),
    ],
)  # fmt: skip
def test_attributes(
    head: dict[str, str | None], event: dict[str, Any], expected: list[tuple[int, str, str]]
) -> None:
    assert against(event, head=head) == expected


def test_the_stored_value_is_the_suggestion() -> None:
    (found,) = faults(document(), event=stored.read({"ore": "5"}))
    assert found.suggestion == "5"


def test_professions_bind_those_who_take_part_and_nobody_else() -> None:
    dentist = '<professione cod_prof="2"><disciplina>64</disciplina></professione>'
    assert against(LISTS, row(inner=NURSE + dentist)) == [
        (1, "cod_prof", "PROFESSION_NOT_ACCREDITED"),
        (1, "disciplina", "DISCIPLINE_NOT_ACCREDITED"),
    ]
    for role in "DTR":
        assert against(LISTS, row(inner=dentist, ruolo=role)) == []


def test_an_event_accredited_for_nobody() -> None:
    assert against({"professions": [], "disciplines": []}) == [
        (0, "cod_prof", "ACCREDITED_EMPTY"),
        (0, "disciplina", "ACCREDITED_EMPTY"),
    ]


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ([], "$"),
        ({"crediit": "5.2"}, "$.crediit"),
        ({"ore": True}, "$.ore"),
        ({"ore": [4]}, "$.ore"),
        ({"professions": 14}, "$.professions"),
        ({"professions": [14, "x"]}, "$.professions[1]"),
        ({"disciplines": [None]}, "$.disciplines[0]"),
        ({"disciplines": [True]}, "$.disciplines[0]"),
    ],
)
def test_a_stored_event_that_is_none(value: Any, path: str) -> None:
    with pytest.raises(InputFaults) as caught:
        stored.read(value)
    assert [fault.path for fault in caught.value.faults] == [path]
