"""One's own numbers: sentences from positions, never a kind of absence."""

import json
from datetime import date
from typing import Any

import pytest

from triennio.guide.domain import own
from triennio.guide.domain.own import OwnAnswer, answer, slugs
from triennio.guide.domain.pages import pages
from triennio.rules.families import position

TODAY = date(2026, 11, 22)
PERSON = {
    "id": "p1",
    "profession": 14,
    "practice": "employee",
    "register": [{"act": "enrolment", "date": "2010-03-02"}],
}
EVENT = {"kind": "event", "role": "learner", "edition": 1}
# Words by which a kind of absence would be known; none may come out, whatever the page.
KINDS = (
    "matern",
    "malatt",
    "congedo",
    "gravid",
    "parental",
    "disab",
    "sindacal",
    "elettiv",
    "phd",
    "dottorato",
    "master",
)


def of(**case: Any) -> dict[str, Any]:
    return position({"as_of": TODAY.isoformat(), "person": PERSON, **case})


def told(slug: str, **case: Any) -> tuple[str, ...]:
    found = answer(slug, of(**case), TODAY)
    return found.sentences if found else ()


RICH = {
    "facts": [
        {"kind": "previous_credits", "triennio": "2017-2019", "credits": "130.0"},
        {"kind": "flood_2023", "share": "1"},
    ],
    "dossiers": [
        {"type": "individual", "built": "2020-05-01", "realised": True},
        {"type": "group", "built": "2026-05-01", "realised": False},
    ],
    "exonerations": [
        {"id": "x1", "kind": "phd", "from": "2021-01-10", "to": "2021-12-20"},
        {"id": "x2", "kind": "master_60cfu", "from": "2026-01-01", "to": "2026-12-31"},
    ],
    "exemptions": [
        {"id": "e1", "kind": "maternity", "from": "2027-03-01", "to": "2027-05-31"},
        {"id": "e2", "kind": "illness", "from": "2020-03-01", "to": "2020-05-31"},
    ],
    "credits": [
        {"id": "c1", **EVENT, "credits": "60", "acquired": "2021-05-03", "event": "1", "recruited": True},
        {"id": "c2", "kind": "self_training", "hours": "50", "acquired": "2026-07-11"},
        {"id": "c3", **EVENT, "credits": "10", "acquired": "2020-04-03", "event": "2"},
        {"id": "c4", **EVENT, "credits": "8", "acquired": "2026-04-03", "event": "3"},
        {"id": "c5", **EVENT, "credits": "8", "acquired": "2026-05-03", "event": "3", "edition": 2},
        {"id": "c6", **EVENT, "credits": "8", "acquired": "2026-06-03", "event": "4", "accredited": False},
    ],
}


def test_the_obligation_is_a_sum() -> None:
    dossier = [{"type": "group", "built": "2026-05-01", "realised": False}]
    assert told("obbligo", dossiers=dossier) == (
        "Per il triennio 2026-2028 l’obbligo è di 120,00 crediti: 150 − 30.",
    )
    assert told("obbligo") == ("Per il triennio 2026-2028 l’obbligo è di 150,00 crediti: nessuna riduzione.",)


def test_a_triennio_already_begun_is_due_in_part() -> None:
    young = {**PERSON, "register": [{"act": "enrolment", "date": "2026-03-02"}]}
    assert told("decorrenza", person=young) == (
        "Il primo triennio dovuto è il 2026-2028, per due anni su tre: 100,00 crediti.",
    )
    assert told("obbligo", person=young) == (
        "Per il triennio 2026-2028 l’obbligo è di 100,00 crediti: 150 − 50.",
    )


def test_steps_name_what_may_be_named_and_sum_absences() -> None:
    lines = told("come-si-calcola", **RICH)
    assert lines[0] == "Triennio 2026-2028: si parte da 150 crediti."
    assert any(line.startswith("− 30: dossier") for line in lines)
    assert [line for line in lines if "esoneri ed esenzioni" in line] == ["− 40: esoneri ed esenzioni."]
    assert lines[-1] == "L’obbligo è di 80,00 crediti."


def test_absences_are_one_amount() -> None:
    for slug in ("esoneri", "esenzioni"):
        assert "Nel 2026-2028 esoneri ed esenzioni tolgono in tutto 40 crediti." in told(slug, **RICH)
        assert told(slug) == ()


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_no_kind_of_absence_ever_comes_out(slug: str) -> None:
    words = " ".join(told(slug, **RICH)).casefold()
    assert not [kind for kind in KINDS if kind in words]


def test_the_person_s_position_does_hold_what_is_hidden() -> None:
    # Were the kinds not in the position, the test above could not fail.
    assert "Esonero 2021" in json.dumps(of(**RICH), ensure_ascii=False)


def test_caps_tell_what_is_left_and_what_is_over() -> None:
    assert told("autoformazione", **RICH) == (
        "Autoformazione: nel 2026-2028 contano 16,00 crediti su un massimo di 16,00; il tetto è pieno.",
        "Oltre il tetto restano 34 crediti, che non contano.",
    )
    assert told("docenza", **RICH) == (
        "Docenza e formazione individuale: nel 2026-2028 contano 16,00 crediti su un massimo di 48,00; "
        "ne entrano ancora 32,00.",
    )


def test_the_learner_quota() -> None:
    assert "Come discente: 8,00 crediti su un minimo di 32,00; ne mancano 24,00." in told("vincoli", **RICH)


def test_credits_that_a_rule_cut() -> None:
    assert told("edizioni", **RICH) == (
        "Nel 2026-2028 8 crediti non contano: sono di altre edizioni dello stesso evento.",
    )
    assert told("non-accreditati", **RICH) == (
        "Nel 2026-2028 8 crediti non contano: l’evento non è accreditato.",
    )
    assert told("crediti-in-assenza", **RICH)[0].startswith("Nel 2020-2022 10 crediti non contano")
    assert told("edizioni") == ()


def test_the_position() -> None:
    assert told("posizione", **RICH) == (
        "Al 22 novembre 2026 sono riconosciuti 24,00 crediti su 80,00 dovuti.",
        "Ne mancano 56,00, da prendere entro il 31 dicembre 2028.",
    )


def test_past_trienni() -> None:
    assert told("certificazione", **RICH)[-1].startswith("Non ancora certificabili: ")
    assert told("compensazione", **RICH)[0].startswith("Per coprire i debiti vecchi servono ancora ")
    moves = told("spostamento", **RICH)
    assert len(moves) == 1
    assert moves[0].endswith("si possono spostare corsi presi entro il 31 dicembre 2028.")
    assert moves[0].startswith("Al 2023-2025 mancano ")


def test_insurance_never_looks_enough() -> None:
    lines = told("assicurazione", **RICH)
    assert "2023-2025" in lines[0]
    assert lines[-1] == "Verso l’Ordine resta dovuto l’intero obbligo."


def test_reductions_by_family() -> None:
    assert told("riduzioni", **RICH)[0].startswith("Nel 2020-2022: − 30 crediti")
    assert told("bonus-covid", **RICH)
    assert told("calamita", **RICH)[0].startswith("Nel 2023-2025: − ")
    assert len(told("dossier-bonus", **RICH)) == 3
    assert told("premialita", **RICH) == ()
    assert told("radioprotezione", **RICH)[0].endswith("la quota non è ancora raggiunta.")
    assert told("reclutamento", **RICH)[0].startswith(
        "Con il reclutamento: nel 2026-2028 contano 0,00 crediti"
    )


def test_bands_of_old_years() -> None:
    credits = [{"id": "o", **EVENT, "credits": "30", "acquired": "2015-05-03", "event": "9"}]
    assert "Nel 2015: 30 crediti, con una fascia da 25 a 75." in told("fasce-annuali", credits=credits)


def test_every_page_with_own_numbers_exists() -> None:
    assert slugs() <= set(pages())
    assert answer("credito", of(), TODAY) is None


def test_every_teller_says_something_to_somebody() -> None:
    silent = {slug for slug in slugs() if not told(slug, **RICH)} - {
        "premialita",
        "cinquanta-crediti",
        "congressi",
    }
    assert silent == set()
    many = {
        "facts": [{"kind": "certified", "triennio": f"{y}-{y + 2}"} for y in (2014, 2017, 2020)],
        "credits": [
            {"id": "a", **EVENT, "credits": "60", "acquired": "2026-05-03", "event": "1"},
            {
                "id": "b",
                **EVENT,
                "credits": "3",
                "acquired": "2026-05-03",
                "event": "5",
                "event_type": "CONGRESS",
            },
            {
                "id": "c",
                **EVENT,
                "credits": "2",
                "acquired": "2026-05-03",
                "event": "6",
                "event_type": "WORKSHOP",
                "host_event": "5",
            },
        ],
    }
    for slug in ("premialita", "cinquanta-crediti", "congressi"):
        assert told(slug, **many), slug


def test_amounts_in_words() -> None:
    assert own.credits("1.00") == "1 credito"
    assert own.credits("21.6") == "21,60 crediti"
    assert own.two("46.67") == "46,67"
    assert own.short("-46.60") == "46,6"


def test_an_answer_carries_its_day() -> None:
    assert answer("posizione", of(), TODAY) == OwnAnswer(told("posizione"), TODAY)
