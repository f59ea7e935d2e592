"""`triennio explain`: what a person reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.unit.cli.running import inside, nurse, process, written
from tests.unit.rules.strategies import cases
from triennio.rules.book import load
from triennio.rules.ecm import position
from triennio.rules_cli.compare import compare
from triennio.rules_cli.explain import explained
from triennio.rules_cli.layout import WIDTH
from triennio.rules_cli.words import column, credits, day, lacking, listed, said

LONG_ID = "identificativo-molto-lungo-di-un-credito"


def course(credits: str, acquired: str, **more: Any) -> dict[str, Any]:
    return {"id": f"c-{acquired}", "credits": credits, "acquired": acquired, **more}


def told(case: dict[str, Any]) -> str:
    return str(explained(case, position(case), load("ecm")))


def sentence(case: dict[str, Any]) -> str:
    """The paragraph of the verdict, on one line."""
    lines = told(case).splitlines()[5:]
    return " ".join(lines[: lines.index("")])


def test_the_verdict_comes_first() -> None:
    case = nurse(credits=[course("50", "2026-02-01", event="a"), course("50", "2026-02-02", event="b")])
    assert sentence(case).startswith(
        "Mancano 50 crediti entro il 31 dicembre 2028: 100 riconosciuti su 150 dovuti."
    )
    assert told(case).splitlines()[1] == "POSIZIONE ECM AL 21 NOVEMBRE 2026"
    assert told(case).splitlines()[3] == "p1 · Infermiere · dipendente"


def test_one_credit_is_singular() -> None:
    events = [course("49.8", f"2026-02-0{n}", event=f"e{n}") for n in (1, 2)]
    case = nurse(credits=[*events, course("49.4", "2026-02-03", event="e3")])
    assert sentence(case).startswith("Manca 1 credito entro il 31 dicembre 2028: 149 riconosciuti")


def test_all_well_with_a_surplus() -> None:
    case = nurse(credits=[course("50", f"2026-02-0{n}", event=f"e{n}") for n in range(1, 5)])
    assert sentence(case).startswith(
        "In regola per il triennio 2026-2028: 200 riconosciuti su 150 dovuti, 50 in più."
    )


def test_what_must_be_earned_as_a_learner() -> None:
    taught = [course("50", f"2026-02-0{n}", event=f"e{n}", role="teacher") for n in (1, 2)]
    case = nurse(credits=taught)
    assert "(almeno 60 da discente)" in sentence(case)
    case["credits"].append(course("20", "2026-03-01", event="e9"))
    assert sentence(case).startswith("Mancano 40 crediti da discente entro il 31 dicembre 2028")


def test_nobody_bound_owes_nothing() -> None:
    person = {"profession": 14, "register": [{"act": "enrolment", "date": "2025-03-02"}]}
    early = nurse(person=person, credits=[], as_of="2025-06-01")
    assert sentence(early) == "Nel triennio 2023-2025 non è dovuto alcun credito."


def test_an_obligation_may_come_down_to_nothing() -> None:
    years = [
        {"kind": "illness", "from": f"{year}-01-01", "to": f"{year}-12-31"} for year in (2023, 2024, 2025)
    ]
    case = nurse(exemptions=years, as_of="2025-12-31")
    assert sentence(case).startswith("In regola: nel triennio 2023-2025 l'obbligo è ridotto a zero.")


def test_a_triennio_behind_and_its_remedies() -> None:
    text = sentence(nurse())
    assert "Per il 2023-2025 mancano 150 crediti (almeno 60 da discente): si recuperano con" in text
    assert "spostati entro il 30 giugno 2029." in text
    assert "servono ancora" in text
    other = sentence(nurse(policies={"move_until_2023": "2029-12-31"}))
    assert "spostati entro il 31 dicembre 2029." in other
    rich = [course("50", f"2026-02-0{n}", event=f"e{n}") for n in range(1, 9)]
    assert "coperti dalla compensazione" in sentence(nurse(credits=rich))


def test_each_step_shows_base_amount_result_and_source() -> None:
    case = nurse(facts=[{"kind": "previous_credits", "triennio": "2017-2019", "credits": "130"}])
    lines = told(case).splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith("  RED-20 "))
    assert lines[row].endswith("150,00     −30,00     120,00")
    assert lines[row + 1].strip() == "Nel 2017-2019 risultano 130 crediti."
    assert lines[row + 2].strip().startswith("Fonte: ")
    covid = next(line for line in lines if line.startswith("  COV-1 "))
    assert covid.endswith("120,00     −40,00      80,00")


def test_each_credit_has_its_day_kind_verdict_and_sentence() -> None:
    case = nurse(
        credits=[
            course("10.4", "2021-05-03"),
            {"id": LONG_ID, "kind": "self_training", "hours": "60", "acquired": "2026-11-11"},
            course("5", "2023-05-03", accredited=False, role="teacher"),
        ]
    )
    text = told(case)
    assert "03/05/2021 evento, discente: conta " in text
    assert f"  {LONG_ID}\n             11/11/2026 autoformazione: conta in parte " in text
    assert "CAP-3: Conta per 30 su 60" in text
    assert "03/05/2023 evento, docente: non conta " in text
    assert "ACC-1: " in text


def test_insurance_ignored_and_notes_stand_apart() -> None:
    case = nurse(
        credits=[course("10.4", "2021-05-03"), course("10", "2028-01-01")],
        moves=[{"credit": "c-2021-05-03", "to": "2017-2019", "on": "2024-06-01"}],
        policies={"third_of": "standard"},
    )
    text = told(case)
    assert "POLIZZA PROFESSIONALE" in text
    assert "non basta per l'Ordine" in text
    assert text.index("SENZA EFFETTO") < text.index("$.moves[0]")
    assert text.index("NOTE") < text.index("$.credits[1]: È successivo")
    assert "Scelta del file: third_of = standard." in text


def test_only_one_triennio(tmp_path: Path) -> None:
    file = written(tmp_path, nurse())
    done = process("explain", file, "--triennio", "2020-2022")
    assert done.code == 0
    assert "TRIENNIO 2020-2022" in done.out
    assert "TRIENNIO 2023-2025" not in done.out
    assert "COMPENSAZIONE" not in done.out
    assert "Mancano 89,6 crediti" in done.out
    absent = process("explain", file, "--triennio", "2011-2013")
    assert absent.code == 2
    assert absent.err == (
        f"{file}: no triennio 2011-2013 in this position (there are: 2020-2022, 2023-2025, 2026-2028)\n"
    )


def test_a_list_is_not_one_case(tmp_path: Path) -> None:
    file = written(tmp_path, [nurse()])
    assert inside("explain", file).err == f"{file}: $: a list of cases: one case is wanted here\n"


def test_kinds_of_absences_are_not_written() -> None:
    absence = {"kind": "serious_illness", "from": "2021-01-01", "to": "2021-12-31"}
    text = told(nurse(exemptions=[absence]))
    assert "Esenzione 2021" in text
    assert "serious_illness" not in text
    assert "malattia" not in text.split("PUNTI CHE")[0].lower()


def test_two_cases_part_at_a_step(tmp_path: Path) -> None:
    one = written(tmp_path, nurse(), "one.json")
    dossier = {"type": "group", "built": "2020-02-01"}
    other = written(tmp_path, nurse(dossiers=[dossier], policies={"third_of": "standard"}), "other.json")
    done = process("explain", one, "--against", other)
    assert done.code == 0
    part = done.out.split("Triennio 2020-2022")[1].split("Triennio 2023-2025")[0]
    assert re.search(r"Obbligo personale +100,00 +80,00 +−20,00\n", part)
    assert "Scelta diversa: third_of = personal in A, standard in B." in part
    assert "Primo passaggio in cui i due conti si separano: dossier_built\n    DOS-BUILD" in part
    assert "A: 0 crediti; B: 30 crediti." in part
    assert done.out.count("Tutti i passaggi coincidono.") == 2


def test_two_cases_part_at_a_credit_a_year_or_a_whole_triennio(tmp_path: Path) -> None:
    one = written(tmp_path, nurse(), "one.json")
    more = nurse(credits=[*nurse()["credits"], course("5", "2021-06-01")])
    text = inside("explain", one, "--against", written(tmp_path, more, "more.json")).out
    assert "separano: recorded\n    ROUND-1" in text
    assert "Credito c-2021-06-01 (solo in B). A: 0 crediti; B: 5 crediti." in text
    earlier = nurse(credits=[course("5", "2021-01-01"), {**nurse()["credits"][0], "credits": "11"}])
    text = inside("explain", one, "--against", written(tmp_path, earlier, "earlier.json")).out
    assert "Credito c1. A: 10,4 crediti; B: 11 crediti." in text
    exempt = nurse(exemptions=[{"kind": "illness", "from": "2021-01-01", "to": "2021-12-31"}])
    text = inside("explain", one, "--against", written(tmp_path, exempt, "exempt.json")).out
    assert "separano: suspension\n    EXE-6 " in text
    assert "Assenza 1. A: 0 crediti; B: 50 crediti." in text
    older = nurse()
    older["person"]["register"][0]["date"] = "2016-01-01"
    text = inside("explain", one, "--against", written(tmp_path, older, "older.json")).out
    assert "Il triennio c'è solo in B." in text


def test_both_files_are_checked(tmp_path: Path) -> None:
    one, bad = written(tmp_path, nurse(), "one.json"), written(tmp_path, {"person": 1}, "bad.json")
    done = inside("explain", one, "--against", bad)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{bad}: $.person: not an object")


@given(case=cases(most_credits=6), other=cases(most_credits=6))
@settings(max_examples=40, deadline=None)
def test_every_position_can_be_told_within_the_width(case: dict[str, Any], other: dict[str, Any]) -> None:
    book = load("ecm")
    a, b = (position(json.loads(json.dumps(c)), book, trace=True) for c in (case, other))
    texts = (str(explained(case, a, book)), str(compare(("a", "b"), a, b, book, None)))
    for line in "".join(texts).splitlines():
        assert len(line) <= WIDTH
        assert line == line.rstrip()


@pytest.mark.parametrize(
    ("said_so", "expected"),
    [
        (said("18.40"), "18,4"),
        (said("-23.33"), "−23,33"),
        (column("-30"), "−30,00"),
        (credits("1.00"), "1 credito"),
        (lacking("18.4"), "Mancano 18,4 crediti"),
        (day("2028-12-31"), "31 dicembre 2028"),
        (day("2019-01-01"), "1° gennaio 2019"),
        (listed(["a", "b", "c"]), "a, b e c"),
        (listed(["a"]), "a"),
        (listed([]), ""),
    ],
)
def test_words(said_so: str, expected: str) -> None:
    assert said_so == expected
