"""Writes `docs/permissions.md` from the table of permissions: `python -m tools.permissions`."""

from __future__ import annotations

import os
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent / "docs" / "permissions.md"
HEAD = """# Permissions

Written from the table in `src/triennio/people/permissions.py` by `python -m tools.permissions`; a test keeps the two
equal.

`own`: things of the person's own account. `ours`: rows of an organisation in which the account has the role. `all`: the
whole installation. An account that is not active has nothing but its own account and its application. What is not
written here is denied and looks from outside as if it were not there (404); the attempt enters the journal.

| permission | own | ours | all |
|---|---|---|---|
"""


def text() -> str:
    """The document."""
    from triennio.people.permissions import ALL, ANYONE, OURS, OWN, TABLE

    lines = []
    for permission in sorted(TABLE):
        cells = []
        for reach in (OWN, OURS, ALL):
            held = sorted(role.value for role, mine in TABLE[permission].items() if mine is reach)
            cells.append(", ".join(f"`{role}`" for role in held) or "–")
        if ANYONE in TABLE[permission].values():
            cells[2] = "anyone"
        lines.append(f"| `{permission}` | {' | '.join(cells)} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> None:
    """Write it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()
    DOCUMENT.write_text(text(), encoding="utf-8")
    print(DOCUMENT)


if __name__ == "__main__":
    main()
