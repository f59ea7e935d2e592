"""Files of the guide that are not pages: figures, sources, themes, words. Read once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "content"
PAGES = FOLDER / "pages"


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, Any]:
    """One file of the folder `content`, by its name without ending."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
