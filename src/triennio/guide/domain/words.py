"""Words of Italian for the search: no accents, no endings, near words together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from triennio.guide.domain.content import table

_ENDINGS = re.findall(
    r"\w+",
    "amente imente mente azioni azione izioni izione zioni zione amenti amento imenti imento menti mento atori atore "
    "itori itore ando endo ato ata ati ate ito ita iti ite uto uta uti ute are ere ire arsi ersi irsi ale ali ivo "
    "iva ivi ive anti ante enti ente anza anze enza enze ismo isti ista",
)
_ENDINGS.sort(key=len, reverse=True)
_SHORTEST = 4


def plain(text: str) -> str:
    """Small letters, no accents, apostrophes and marks as spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """A plain word without its ending: singular and plural, noun and verb come together, roughly."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    short = word.rstrip("aeio")
    if len(short) >= _SHORTEST - 1:
        return short[:-1] if short.endswith("h") else short
    return word


@lru_cache(maxsize=1)
def silent() -> frozenset[str]:
    """Words that ask nothing by themselves."""
    return frozenset(plain(word) for word in table("words")["silent"])


@lru_cache(maxsize=1)
def near() -> dict[str, frozenset[str]]:
    """Stem → the stems of the words that mean nearly the same."""
    found: dict[str, frozenset[str]] = {}
    for group in table("words")["together"]:
        together = frozenset(stem(word) for name in group for word in plain(name).split())
        for one in together:
            found[one] = found.get(one, frozenset()) | together
    return {one: others - {one} for one, others in found.items()}
