"""The files of the project, as the tools and the tests look at them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "triennio"


def project_files() -> list[Path]:
    """Return every file that is or would be committed, as absolute paths."""
    if (ROOT / ".git").exists():
        listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        found = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
        names = [name for name in found.decode().split("\0") if name]
        return sorted(path for name in set(names) if (path := ROOT / name).is_file())
    skipped = {".venv", "var", "node_modules", "__pycache__"}
    return sorted(
        path for path in ROOT.rglob("*") if path.is_file() and not skipped & set(path.relative_to(ROOT).parts)
    )


def is_text(path: Path) -> bool:
    """Say whether the file reads as text."""
    return b"\0" not in path.read_bytes()[:8192]
