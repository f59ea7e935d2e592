"""`triennio rules`: list, show, policies, check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.cli.running import inside, process
from triennio.kernel.triennio import Triennio
from triennio.rules.book import load
from triennio.rules.book.load import RULEBOOKS
from triennio.rules.events import load_events
from triennio.rules_cli.labels import LABELS, Label, in_words, label_of
from triennio.rules_cli.layout import WIDTH
from triennio.rules_cli.scope import words_reach
from triennio.rules_cli.shelf import shelf

BOOK = load("ecm")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the product's rules, to spoil."""
    return Path(shutil.copytree(RULEBOOKS / "ecm", tmp_path / "ecm"))


def test_list_is_one_rule_a_line() -> None:
    done = process("rules", "list")
    assert done.code == 0
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines[:-2]] == list(BOOK.rules)
    assert lines[-2] == f"{len(BOOK.rules)} regole su {len(BOOK.rules)}"
    assert lines[-1] == ("Altre famiglie di regole: lawyers (--family lawyers), events (--family events)")


def test_list_can_be_narrowed() -> None:
    calculations = inside("rules", "list", "--kind", "calcolo", "--json").json
    assert {rule["id"] for rule in calculations} == {r.id for r in BOOK.rules.values() if r.kind == "calcolo"}
    opened = inside("rules", "list", "--open", "--json").json
    assert opened
    assert all(rule["open"] for rule in opened)
    old = {rule["id"] for rule in inside("rules", "list", "--triennio", "2011-2013", "--json").json}
    assert {"OBL-1", "OBL-2", "RED-11", "CAP-O6", "EXE-6"} <= old
    assert not {"RED-20", "COV-1", "CAP-1", "IND-PUB", "FLOOD-1", "OBL-3"} & old


def test_every_number_of_a_triennio_has_its_rule_listed() -> None:
    for triennio in BOOK.trienni:
        found = {rule["id"] for rule in inside("rules", "list", "--triennio", str(triennio), "--json").json}
        assert {value.rule for value in BOOK.values if value.triennio == triennio} <= found


@pytest.mark.parametrize(
    ("words", "trienni"),
    [
        ("sempre", "2011 2014 2017 2020 2023 2026"),
        ("triennio 2020-2022", "2020"),
        ("trienni 2014-2016 e 2017-2019", "2014 2017"),
        ("dal triennio 2023-2025 secondo la legge", "2023 2026"),
        ("dal triennio 2011-2013 al triennio 2017-2019", "2011 2014 2017"),
        ("dal 1° gennaio 2019", "2017 2020 2023 2026"),
        ("fino al 31 dicembre 2018", "2011 2014 2017"),
        ("triennio 2014-2016; nel 2017-2019 fino al 26 settembre 2018", "2011 2014 2017"),
        ("dal triennio 2020-2022, per i dossier dal 2017-2019", "2020 2023 2026"),
        ("dal triennio 2017-2019; per scelta di Triennio anche prima", "2011 2014 2017 2020 2023 2026"),
        ("spostamenti fatti nel 2017", "2017"),
        ("dal 2017-2019 verso il 2014-2016", "2014 2017"),
        ("fino alle regole del 2019 (lo riportano fra il 2016 e il 2028)", "2011 2014 2017"),
    ],
)
def test_validity_in_words_is_read(words: str, trienni: str) -> None:
    found = [str(t.first) for t in map(Triennio, range(2011, 2027, 3)) if words_reach(words, t)]
    assert found == trienni.split()


def test_show_says_everything() -> None:
    done = process("rules", "show", "RED-20")
    assert done.code == 0
    rule = BOOK.rules["RED-20"]
    flat = " ".join(done.out.split())
    for part in (rule.title, rule.text, rule.formula, rule.valid, rule.example):
        assert " ".join(part.split()) in flat
    for source in rule.sources:
        assert source.title in flat
        assert (source.url or "") in flat
    for dispute in rule.contradictions:
        assert dispute.use in flat
    assert "2020-2022 · riduzione secondo i crediti del triennio prima: da 80: 15; da 121: 30" in flat
    assert "2020-2022 · la riduzione si applica: sì" in flat


def test_numbers_have_names_for_people_and_keep_their_own_for_programs() -> None:
    """Every number of the product has a label; no page shows a name of the rulebook, JSON shows both."""
    names: dict[str, set[str]] = {
        name: {value.key for value in load(name).values} for name in ("ecm", "lawyers")
    }
    criteria = load_events().criteria.values()
    names["events"] = {key for one in criteria for key in one.values}
    for family, keys in names.items():
        assert set(LABELS[family]) == keys
        assert all(label.text and not label.text.endswith(".") for label in LABELS[family].values())
        for rule in shelf(family).rules:
            lines = inside("rules", "show", rule, "--family", family).out.splitlines()
            told = [line.strip().partition(" · ")[2].partition(":")[0] for line in lines]
            assert not keys & set(told)
            for value in inside("rules", "show", rule, "--family", family, "--json").json["values"]:
                if value["key"] in keys:
                    assert value["label"] == LABELS[family][value["key"]].text
                    assert value["shown"]


SHOWN = [
    ("ecm", "RED-26", "la riduzione si applica: secondo la scelta reduction_2026: as_2020: sì; none: no"),
    ("ecm", "DOS-D", "coerenza richiesta: 70%"),
    ("ecm", "RET-2", "esenzione dall'anno in cui si compiono: 70 anni"),
    ("lawyers", "AVV-ECC", "2021 · l'anno può usare l'eccedenza del 2020: sì"),
    ("lawyers", "AVV-MIN", "minimo dell'anno: 15 crediti"),
    ("events", "EVT-1", "un'ora secondo i partecipanti: fino a 100 partecipanti 1 credito; da 101 a 200"),
    ("events", "EVT-1", "un corso dura almeno: 180 minuti"),
    ("events", "EVT-12", "crediti secondo i giorni: fino a 180 giorni 5 crediti; fino a 365"),
    ("events", "event-credits-1", "dalle ore con due decimali alle ore intere: si taglia"),
    ("events", "EVT-1", "COURSE_TOO_SHORT: Un corso dura almeno … minuti di formazione, qui sono …. Allungare"),
    ("events", "EVT-10", "aumenti che restano ai comitati permanenti: tema speciale"),
]  # fmt: skip


@pytest.mark.parametrize(("family", "rule", "line"), SHOWN)
def test_a_number_reads_as_a_sentence(family: str, rule: str, line: str) -> None:
    assert line in " ".join(inside("rules", "show", rule, "--family", family).out.split())


def test_a_number_of_another_rulebook_keeps_its_name() -> None:
    assert label_of("ecm", "something_new") == Label("something_new")
    assert in_words(Label("something_new"), "3") == "3"


def test_every_rule_can_be_shown() -> None:
    for name, rule in BOOK.rules.items():
        done = inside("rules", "show", name)
        assert done.code == 0
        words = [len(line) for line in done.out.splitlines() if "http" not in line]
        assert max(words) <= WIDTH
        found = inside("rules", "show", name, "--json").json
        assert (found["id"], found["text"], found["see"]) == (name, rule.text, list(rule.see))
        assert [source["id"] for source in found["sources"]] == [source.id for source in rule.sources]


def test_policies_and_caveats_stand_with_their_rules() -> None:
    text = " ".join(inside("rules", "show", "DOS-DONE").out.split())
    policy = BOOK.policies["dossier_done_individual"]
    assert f"{policy.name} = {policy.default} {policy.meaning}" in text
    assert policy.shown in text
    for policy in BOOK.policies.values():
        for name in policy.rules:
            shown = inside("rules", "show", name, "--json").json
            assert policy.name in [entry["name"] for entry in shown["policies"]]


def test_an_id_in_small_letters_is_found_and_an_unknown_one_gets_a_hint() -> None:
    assert inside("rules", "show", "exo-8B").out.splitlines()[1].startswith("EXO-8b ")
    done = process("rules", "show", "RED-200")
    assert (done.code, done.out) == (2, "")
    assert done.err == "no rule with the id 'RED-200': did you mean RED-20, RED-20x, RED-26?\n"
    assert inside("rules", "show", "qwertyuiop").err.endswith("`triennio rules list` lists them all\n")


def test_policies() -> None:
    done = process("rules", "policies")
    assert done.code == 0
    flat = " ".join(done.out.split())
    for policy in BOOK.policies.values():
        assert f"{policy.name} se non si dice {policy.default} valori {', '.join(policy.values)}" in flat
        assert policy.meaning in flat
    listed = inside("rules", "policies", "--json").json
    assert [policy["name"] for policy in listed] == list(BOOK.policies)


def test_check_finds_no_fault_in_the_product() -> None:
    done = process("rules", "check")
    assert (done.code, done.err) == (0, "")
    ecm, lawyers, events = done.out.splitlines()
    assert ecm.startswith(f"ecm: nessun difetto: {len(BOOK.rules)} regole, {len(BOOK.values)} valori, ")
    assert ecm.endswith(f"impronta {BOOK.digest}")
    assert lawyers.endswith(f"14 anni; impronta {load('lawyers').digest}")
    assert events.endswith(f"impronta {load_events().digest}")
    assert inside("rules", "check", "--family", "lawyers").out.splitlines() == [lawyers]


@pytest.mark.parametrize("family", ["lawyers", "events"])
def test_check_reads_a_folder_as_its_family(tmp_path: Path, family: str) -> None:
    folder = Path(shutil.copytree(RULEBOOKS / family, tmp_path / "copy"))
    done = inside("rules", "check", str(folder), "--family", family)
    assert (done.code, done.out.startswith("nessun difetto: ")) == (0, True)
    (folder / "sources.toml").write_bytes(b"\xff")
    assert inside("rules", "check", str(folder), "--family", family).code == 1


@pytest.mark.parametrize("family", ["lawyers", "events"])
def test_every_family_is_listed_and_shown(family: str) -> None:
    rules = load("lawyers").rules if family == "lawyers" else load_events().rules
    listed = inside("rules", "list", "--family", family).out.splitlines()
    assert [line.split()[0] for line in listed[:-1]] == list(rules)
    for name, rule in rules.items():
        done = inside("rules", "show", name, "--family", family)
        assert done.code == 0
        assert " ".join(rule.text.split()) in " ".join(done.out.split())
        assert inside("rules", "show", name, "--family", family, "--json").json["id"] == name


def test_show_looks_in_all_families() -> None:
    assert inside("rules", "show", "avv-ecc").out.splitlines()[1] == "AVV-ECC · Eccedenza del 2020"
    assert "ogni 20 minuti, al massimo 50" in " ".join(inside("rules", "show", "EVT-R1").out.split())
    shared = inside("rules", "show", "EVT-4")
    assert shared.out.endswith("La sigla EVT-4 c'è anche in events (--family events).\n")
    assert inside("rules", "show", "EVT-4", "--json").json["title"] == BOOK.rules["EVT-4"].title
    assert inside("rules", "show", "AVV-ECC", "--family", "ecm").code == 2


def test_the_years_of_lawyers_stand_in_their_triennio() -> None:
    arguments = ("rules", "list", "--family", "lawyers", "--json", "--triennio")
    found = {rule["id"] for rule in inside(*arguments, "2023-2025").json}
    assert {"AVV-2023", "AVV-2025", "AVV-FAD-NO"} <= found
    assert not {"AVV-2022", "AVV-2026", "AVV-COMP", "AVV-MIN"} & found


def test_policies_of_lawyers() -> None:
    listed = inside("rules", "policies", "--family", "lawyers", "--json").json
    assert [policy["name"] for policy in listed] == list(load("lawyers").policies)
    assert inside("rules", "policies").out.endswith("lawyers (--family lawyers)\n")
    assert inside("rules", "policies", "--family", "events", "--json").json == []


def test_check_names_file_and_key(folder: Path) -> None:
    path = folder / "trienni" / "2020-2022.toml"
    path.write_text(path.read_text("utf-8") + '\n[values.extra]\nvalue = "many"\nunit = "credits"\n', "utf-8")
    done = process("rules", "check", str(folder))
    assert (done.code, done.err) == (1, "")
    assert "trienni/2020-2022.toml: values.extra.rule: missing" in done.out.splitlines()
    assert "trienni/2020-2022.toml: values.extra.value: not a number: 'many'" in done.out.splitlines()


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("policies.toml", b"third_of = 3"),
        ("windows.toml", b"compensation = 3\nradiation = []\nmoves = 7\ndossier = []"),
        ("sources.toml", b"\xff\xfe"),
        ("countries.toml", b"old = 'x'"),
        ("trienni/2020-2022.toml", b'triennio = "2020-2022"\nvalues = 3'),
        ("trienni/2020-2022.toml", b'triennio = ["2020-2022"]\npool = 3'),
        ("rules/riduzioni.toml", b"[RED-20]\ntitle = 3"),
        ("other.toml", b""),
    ],
)
def test_check_refuses_whatever_stands_in_a_file(folder: Path, file: str, content: bytes) -> None:
    (folder / file).write_bytes(content)
    done = inside("rules", "check", str(folder))
    assert (done.code, done.err) == (1, "")
    assert all(": " in line for line in done.out.splitlines())


def test_check_wants_a_folder(tmp_path: Path) -> None:
    assert process("rules", "check", str(tmp_path / "none")).code == 2
    (tmp_path / "a.toml").mkdir()
    done = inside("rules", "check", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{tmp_path}: cannot be read: Is a directory\n"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "sources.toml: : the file is missing" in inside("rules", "check", str(empty)).out
