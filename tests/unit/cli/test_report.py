"""`triennio report`: lines, exit codes, and that what people read about codes is true."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.running import inside, process
from tests.unit.reports.making import HEAD, code, document, row
from tests.unit.reports.signing import Authority, sign
from tools.repository import ROOT
from triennio.reports.codes import LEVELS, codes

AS_OF = ("--as-of", "2025-04-01")


def saved(folder: Path, content: bytes, name: str = "rapporto.xml") -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def test_a_good_report_says_nothing(tmp_path: Path) -> None:
    done = process("report", "check", *AS_OF, saved(tmp_path, document()))
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_fault_is_six_cells_on_a_line(tmp_path: Path) -> None:
    file = saved(tmp_path, document(row(), row(1, nome="Nicol\u00f2\u0009x")))
    done = inside("report", "check", *AS_OF, file)
    assert done.code == 1
    (line,) = done.out.splitlines()
    cells = line.split("\t")
    assert len(cells) == 6
    assert cells[:4] == [file, "2", "nome", "NAME_CHARACTERS"]
    assert cells[5] == "NICOLO' X"


def test_the_worst_file_decides_and_the_others_are_answered(tmp_path: Path) -> None:
    good = saved(tmp_path, document(), "a.xml")
    bad = saved(tmp_path, document(row(ruolo="X")), "b.xml")
    broken = saved(tmp_path, b"<dataroot>", "c.xml")
    done = inside("report", "check", *AS_OF, good, broken, bad, str(tmp_path / "manca.xml"))
    assert done.code == 2
    assert [line.split("\t")[0] for line in done.out.splitlines()] == [bad]
    assert [line.split(": ")[0] for line in done.faults] == [broken, str(tmp_path / "manca.xml")]
    assert inside("report", "check", *AS_OF, good, bad).code == 1


def test_schema_only_leaves_out_the_rest(tmp_path: Path) -> None:
    file = saved(tmp_path, document(head={"cod_obi": "39"}))
    assert inside("report", "check", "--schema-only", file).code == 0
    assert inside("report", "check", *AS_OF, file).code == 1


def test_standard_input_and_today() -> None:
    done = inside("report", "check", "-", stdin=document())
    assert done.code == 1
    assert done.out.split("\t")[:4] == ["-", "0", "data_fine", "WINDOW_CLOSED"]


def test_a_table_with_its_event(tmp_path: Path) -> None:
    table = f"cod_fisc;nome\r\n{code()};PROVA;ESEMPIO;P;D;5.2;2025-03-14;0;;14.85\r\n".encode("cp1252")
    file = saved(tmp_path, table, "p.csv")
    event = saved(tmp_path, json.dumps({**HEAD, "professions": [14], "disciplines": [86]}).encode(), "e.json")
    assert inside("report", "check", *AS_OF, file).code == 2
    done = inside("report", "check", *AS_OF, "--event", event, file)
    assert done.code == 1
    assert [line.split("\t")[3] for line in done.out.splitlines()] == [
        "CSV_COLUMNS",
        "DISCIPLINE_NOT_ACCREDITED",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-of", "ieri"), "--as-of: not a date"),
        (("--event", "{file}"), "not JSON"),
        (("--anchors", "{file}"), "no certificate"),
    ],
)
def test_options_that_cannot_be_read(tmp_path: Path, arguments: tuple[str, str], said: str) -> None:
    file = saved(tmp_path, document())
    done = inside("report", "check", *(word.format(file=file) for word in arguments), file)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_who_signed(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    signer = authority.issue("Prova Esempio", f"TINIT-{code()}")
    file = saved(tmp_path, sign(document(), signer), "r.xml.p7m")
    done = inside("report", "signatures", file)
    assert done.code == 0
    assert done.out.split("\t")[1:3] == ["Prova Esempio", code()]
    assert done.out.endswith("firma integra, certificato non verificato\n")
    assert inside("report", "check", *AS_OF, file).code == 0
    unsigned = saved(tmp_path, document())
    assert (inside("report", "signatures", unsigned).code, inside("report", "signatures", unsigned).out) == (
        1,
        "",
    )


def test_build_writes_what_check_accepts(tmp_path: Path) -> None:
    person = dict(re.findall(r'(\w+)="([^"]*)"', row().split(">")[0]))
    data = {
        "evento": HEAD,
        "partecipanti": [{**person, "professioni": [{"cod_prof": 14, "discipline": [85]}]}],
    }
    built = inside("report", "build", saved(tmp_path, json.dumps(data).encode(), "d.json"))
    assert built.code == 0
    assert inside("report", "check", *AS_OF, saved(tmp_path, built.out.encode("latin-1"))).code == 0
    data["partecipanti"][0]["ruolo"] = "X"  # type: ignore[index]
    refused = inside("report", "build", saved(tmp_path, json.dumps(data).encode(), "d.json"))
    assert (refused.code, refused.out) == (2, "")
    assert ": $.partecipanti[0].ruolo: " in refused.err


def test_every_code_is_listed_and_documented() -> None:
    lines = [line.split("\t") for line in inside("report", "codes").out.splitlines()]
    assert [cells[0] for cells in lines] == list(codes())
    assert {cells[1] for cells in lines} == set(LEVELS)
    table = (ROOT / "docs/event-report.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([A-Z_]+)` \| (\w+) \|", table, re.MULTILINE)
    assert documented == [(cells[0], cells[1]) for cells in lines]
