"""Writes docs/data-protection.md: what each column of the database holds about people.

python -m tools.data_page
"""

import os
from itertools import groupby
from pathlib import Path

HEAD = """# What the database holds about people

Made by `python -m tools.data_page` from the classes that each room declares in its `privacy.py`; do not edit by hand.
Columns that hold nothing personal, keys and links to other rows are left out.

| class | means |
|---|---|
"""
MEANING = {
    "PERSONAL": "about a person",
    "SPECIAL": "special category: sealed with a key of the organisation that stands outside the database",
    "SECRET": "opens something: only a digest is kept",
}


def page() -> str:
    """The whole document."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "triennio.settings")
    import django

    django.setup()
    from triennio.platform.classification import CLASSES, Holds

    lines = [HEAD + "".join(f"| `{name}` | {text} |\n" for name, text in MEANING.items())]
    told = sorted((place, holds) for place, holds in CLASSES.items() if holds is not Holds.PLAIN)
    for table, columns in groupby(told, key=lambda each: each[0].rsplit(".", 1)[0]):
        lines.append(f"\n## {table}\n\n| column | class |\n|---|---|\n")
        lines.extend(f"| `{place.rsplit('.', 1)[1]}` | {holds.name} |\n" for place, holds in columns)
    return "".join(lines)


if __name__ == "__main__":
    Path("docs/data-protection.md").write_text(page(), encoding="utf-8")
