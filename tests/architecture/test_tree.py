"""The files themselves: sizes, vendored files, locks, nothing of anybody's machine."""

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support import live
from tools.repository import PACKAGE, ROOT, is_text, project_files

FILES = [path for path in project_files() if is_text(path)]
OURS = [path for path in FILES if not {"vendor", "migrations"} & set(path.parts)]
CODE = [path for path in OURS if path.suffix in {".py", ".html", ".js", ".css"}]
VENDORED = sorted({path.parent for path in project_files() if path.name == "CHECKSUMS"})

# Homes and work folders of people and machines; registries as they are written in configurations.
PRIVATE = re.compile(
    r"(?<![\w.])/(?:home|root|work|Users)/\w|--(?:extra-)?index-[u]rl[ =]|--find-[l]inks", re.IGNORECASE
)


def test_a_file_holds_one_concept() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in CODE
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_nothing_of_a_machine_is_in_the_project() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in OURS
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if PRIVATE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.name)
def test_vendored_files_are_those_we_took(folder: Path) -> None:
    listed = {}
    for line in (folder / "CHECKSUMS").read_text(encoding="ascii").splitlines():
        digest, name = line.split(maxsplit=1)
        listed[name] = digest
    present = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "CHECKSUMS"
    }
    assert present == listed
    assert any("LICENSE" in name for name in listed)


def test_every_vendored_folder_has_checksums() -> None:
    roots = {
        path.parents[len(path.parts) - path.parts.index("vendor") - 3]
        for path in project_files()
        if "vendor" in path.relative_to(ROOT).parts and "static" in path.parts
    }
    assert roots <= set(VENDORED)


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "-e " not in lock
    pins = re.findall(r"^([\w.-]+)==\S+.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert pins
    assert lock.count("==") >= len(pins)
    for block in re.split(r"\n(?=[\w])", lock):
        if "==" in block:
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_package_asks_for_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {_plain(line) for line in project["project"]["dependencies"]}
    lines = (ROOT / "requirements/run.in").read_text(encoding="utf-8").splitlines()
    asked = {_plain(line) for line in lines if line and not line.startswith("#")}
    assert wanted == asked - {"setuptools", "wheel"}


def _plain(requirement: str) -> str:
    return requirement.replace("'", '"').strip()


def test_uv_lock_is_not_kept() -> None:
    assert not [path for path in project_files() if path.name == "uv.lock"]


def _modules_after(code: str, tmp_path: Path) -> set[str]:
    script = f"{code}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=live.environment(tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.splitlines()[-1].split())


def test_the_command_line_starts_light(tmp_path: Path) -> None:
    loaded = _modules_after("from triennio.cli import build_parser; build_parser()", tmp_path)
    assert not loaded & {"django", "numpy", "pyarrow", "uvicorn"}


def test_a_position_needs_no_django(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text('{"person": {"id": "p1", "profession": 14}}')
    loaded = _modules_after(f"from triennio.cli import main; main(['position', {str(case)!r}])", tmp_path)
    assert not loaded & {"django", "pyarrow", "uvicorn"}


def test_the_server_never_loads_arrow(tmp_path: Path) -> None:
    loaded = _modules_after("import triennio.asgi, triennio.urls", tmp_path)
    assert "django" in loaded
    assert "pyarrow" not in loaded


def test_only_the_router_is_asynchronous() -> None:
    found = [path.name for path in PACKAGE.rglob("*.py") if "async def" in path.read_text(encoding="utf-8")]
    assert found == ["asgi.py"]
