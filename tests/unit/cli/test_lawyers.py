"""Lawyers on the command line: positions of both families together, and what a lawyer reads."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.running import AS_OF, inside, nurse, process, written
from tests.unit.lawyers.law_cases import law_cases
from triennio.rules import families
from triennio.rules.book import load
from triennio.rules.lawyers import position
from triennio.rules_cli import reading
from triennio.rules_cli.explain_lawyers import explained_lawyer
from triennio.rules_cli.layout import WIDTH


def lawyer(**more: Any) -> dict[str, Any]:
    """Bound since 2011, a few credits in 2018 and 2020."""
    register = [{"act": "enrolment", "date": "2010-03-02"}]
    credits = [
        {"id": "c1", "mode": "deferred", "acquired": "2018-02-10", "credits": "26"},
        {"id": "c2", "subject": "compulsory", "acquired": "2018-03-10", "credits": "4"},
        {"id": "c3", "acquired": "2020-09-01", "credits": "8"},
    ]
    person = {"id": "a1", "family": "lawyers", "register": register}
    return {"as_of": AS_OF, "person": person, "credits": credits, **more}


def told(case: dict[str, Any]) -> str:
    return str(explained_lawyer(case, position(case), load("lawyers")))


def flat(text: str) -> str:
    return " ".join(re.sub("={9,}", " ", text).split())


def test_a_lawyer_is_answered(tmp_path: Path) -> None:
    done = inside("position", written(tmp_path, lawyer()))
    assert done.json == families.position(lawyer())


def test_a_list_may_mix_families(tmp_path: Path) -> None:
    done = inside("position", written(tmp_path, [nurse(), lawyer(), nurse()]), "--trace")
    answers = done.json
    assert ["years" in answer for answer in answers] == [False, True, False]
    assert answers[1]["years"][-1]["trace"]["rulebook"] == load("lawyers").digest
    lines = "\n".join(json.dumps(case) for case in (lawyer(), nurse()))
    done = inside("position", "--lines", "-", stdin=lines.encode())
    assert ["years" in json.loads(line) for line in done.out.splitlines()] == [True, False]


def test_faults_of_both_families_are_told_at_once(tmp_path: Path) -> None:
    bad = lawyer(credits=[{"acquired": "2020-01-01", "credits": "1", "subject": "x"}])
    path = written(tmp_path, [bad, nurse(facts=[3]), {"person": {"family": "doctors"}}])
    done = inside("position", path)
    assert (done.code, done.out) == (2, "")
    assert [fault.split(": ")[1] for fault in done.faults] == [
        "[0].credits[0].subject",
        "[1].facts[0]",
        "[2].person.family",
    ]


def test_without_a_day_it_is_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "today", lambda: "2024-05-06")
    case = lawyer()
    del case["as_of"]
    assert inside("position", written(tmp_path, case)).json["as_of"] == "2024-05-06"
    assert "AL 6 MAGGIO 2024" in inside("explain", written(tmp_path, case)).out


def test_a_file_of_one_family_reads_one_book(tmp_path: Path) -> None:
    code = (
        "import sys; from triennio.rules.book import load\n"
        "from triennio.cli import main; main(['position', sys.argv[1]])\n"
        "print(load.cache_info().currsize, file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, written(tmp_path, nurse())], capture_output=True, text=True, check=True
    )
    assert done.stderr == "1\n"


def test_the_verdict_comes_first() -> None:
    text = told(lawyer())
    assert text.splitlines()[1] == "POSIZIONE DELL'AVVOCATO AL 21 NOVEMBRE 2026"
    assert "Mancano 15 crediti (almeno 3 nelle materie obbligatorie) entro il 31 dicembre 2026" in flat(text)
    assert "Per il 2020 mancano 2 crediti nelle materie obbligatorie." in flat(text)
    enough = (
        {"acquired": "2026-02-01", "credits": "12"},
        {
            "acquired": "2026-02-02",
            "credits": "3",
            "subject": "deontology",
        },
    )
    assert "In regola per il 2026: 15 contati su 15 dovuti." in flat(told(lawyer(credits=list(enough))))


def test_2027_is_not_published() -> None:
    text = flat(told(lawyer(as_of="2027-02-01", credits=[{"acquired": "2027-01-10", "credits": "3"}])))
    assert "a1 · avvocato Le regole per il 2027 non sono ancora pubblicate." in text
    assert "AVV-2027: Le regole per il 2027 non sono ancora pubblicate." in text


def test_years_credits_triennio_surplus_certificate_and_sources() -> None:
    text = flat(told(lawyer()))
    for part in (
        "2018 2017-2019 15,00 3,00 28,00 0,00 5,00 0,00",
        "ordinaria, a distanza in differita: conta in parte 26,00 24,00",
        "AVV-FAD: Conta per 24 su 26: a distanza valgono 24 crediti nel triennio.",
        "TRIENNIO 2017-2019 · concluso",
        "ECCEDENZA DEL 2020 (AVV-ECC)",
        "ATTESTATO DI FORMAZIONE CONTINUA (AVV-ATT) Per ora non si può chiedere.",
        "Fonte: CNF, regolamento 16 luglio 2014, n. 6, art. 12",
        f"regole {load('lawyers').digest}. Non è un certificato.",
    ):
        assert part in text, part


def test_a_choice_of_the_file_is_said() -> None:
    text = flat(told(lawyer(policies={"triennio_start": "common"})))
    assert "Scelta del file: triennio_start = common." in text


@pytest.mark.parametrize("case", law_cases(), ids=str)
def test_every_case_of_the_law_can_be_told(case: Any) -> None:
    text = told(case.facts)
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "None" not in text


def test_three_years_alone(tmp_path: Path) -> None:
    path = written(tmp_path, lawyer())
    out = inside("explain", path, "--triennio", "2020-2022").out
    assert "ANNO 2021" in out
    assert "ANNO 2019" not in out
    assert "ATTESTATO" not in out
    refused = inside("explain", path, "--triennio", "2011-2013")
    assert refused.err == f"{path}: no year of 2011-2013 in this position (there are: 2014-2026)\n"


def test_two_lawyers_side_by_side(tmp_path: Path) -> None:
    a = written(tmp_path, lawyer(), "a.json")
    b = written(tmp_path, lawyer(credits=[]), "b.json")
    out = flat(process("explain", a, "--against", b).out)
    assert "Contati 28,00 0,00 −28,00" in out
    assert "2020: il primo passaggio in cui i due conti si separano è recorded" in out
    assert "Tutti i passaggi coincidono." in inside("explain", a, "--against", a).out
    other = inside("explain", a, "--against", written(tmp_path, nurse(), "n.json"))
    assert (other.code, other.out) == (2, "")
