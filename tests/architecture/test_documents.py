"""The documents say what is there, and what is there is in the documents."""

import re
from pathlib import Path

import pytest
import yaml

from tools.links import dead_links
from tools.repository import PACKAGE, ROOT, project_files
from triennio import __version__
from triennio.cli import build_parser

DOCUMENTS = [path for path in project_files() if path.suffix == ".md" and "vendor" not in path.parts]
READER = re.compile(r"env\.(\w+)\(\s*\"(TRIENNIO_\w+)\"")


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _documented(name: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, _read(name), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_link_is_dead(document: Path) -> None:
    assert dead_links(document) == []


def test_every_setting_is_described_and_no_other() -> None:
    found = READER.findall((PACKAGE / "settings.py").read_text(encoding="utf-8"))
    names = {name for _, name in found} | {f"{name}_FILE" for reader, name in found if reader == "secret"}
    assert names
    assert _documented("docs/settings.md", r"^\| `(TRIENNIO_\w+)`") == names


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        path.name
        for path in PACKAGE.rglob("*.py")
        if re.search(
            r"getenv|os\.environ(?!\.setdefault\(\"DJANGO_SETTINGS_MODULE\")",
            path.read_text(encoding="utf-8"),
        )
    }
    assert readers == {"env.py"}


def test_every_top_folder_has_its_place() -> None:
    names = [path.relative_to(ROOT).parts for path in project_files()]
    folders = {parts[0] for parts in names if len(parts) > 1}
    written = _documented("docs/where-things-go.md", r"^\| `([\w.]+)/[\w/]*`")
    assert folders <= written


def test_every_room_has_its_place() -> None:
    rooms = {f"{path.parent.name}/" for path in PACKAGE.glob("*/__init__.py")}
    assert rooms <= _documented("docs/where-things-go.md", r"^\| `(\w+/)`")


def test_every_folder_of_tests_has_its_place() -> None:
    folders = {
        f"tests/{path.name}/" for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name[0] != "_"
    }
    assert folders == _documented("docs/where-things-go.md", r"^\| `(tests/\w+/)`")


def test_every_decision_is_listed_in_order() -> None:
    files = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", _read("docs/decisions/README.md")) == files
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    for name in files:
        text = _read(f"docs/decisions/{name}")
        assert text.startswith(f"# {name[:4]} ")
        for part in ("**Situation.**", "**Decision.**", "**Turned down.**", "**Price.**"):
            assert part in text, (name, part)


def test_commands_in_documents_exist() -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", _read("Makefile"), re.MULTILINE))
    parser = build_parser()
    commands = set(parser._subparsers._group_actions[0].choices)
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        used = set(re.findall(r"(?:`|^)make ([a-z][a-z0-9-]*)", text, re.MULTILINE))
        assert used <= targets, document
        used = set(re.findall(r"(?:`|^|bin/)triennio ([a-z][a-z-]*)", text, re.MULTILINE))
        assert used <= commands, document


def test_the_version_is_one() -> None:
    assert f'version = "{__version__}"' in _read("pyproject.toml")
    assert yaml.safe_load(_read("publiccode.yml"))["softwareVersion"] == __version__


def test_publiccode_holds_what_the_standard_demands() -> None:
    data = yaml.safe_load(_read("publiccode.yml"))
    demanded = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "categories",
        "developmentStatus",
        "softwareType",
    }
    assert demanded | {"description", "legal", "maintenance", "localisation"} <= set(data)
    assert data["legal"]["license"] == "EUPL-1.2"
    assert data["maintenance"]["contacts"]
    assert data["it"]["countryExtensionVersion"] == "1.0"
    for language, description in data["description"].items():
        assert len(description["shortDescription"]) <= 150, language
        assert 150 <= len(description["longDescription"]) <= 10_000, language
        assert len(description["features"]) >= 1, language


def test_the_languages_are_those_of_the_product() -> None:
    from django.conf import settings

    data = yaml.safe_load(_read("publiccode.yml"))
    assert data["localisation"]["availableLanguages"] == [code for code, _ in settings.LANGUAGES]
