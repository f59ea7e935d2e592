"""The other members of the Order: enough of them for lists to look like lists, drawn the same way every time."""

from __future__ import annotations

import random
from datetime import date

from triennio.demonstration.cast import Persona

NAMES = (
    "Anna",
    "Luca",
    "Nicolò",
    "Marta",
    "Ivo",
    "Rosa",
    "Teo",
    "Lia",
    "Ugo",
    "Nadia",
    "Pia",
    "Sandro",
    "Zoe",
)
SURNAMES = (
    "Fittizi", "Inventati", "Immaginari", "Finti", "Modelli", "Abbozzi", "Schizzi", "Bozzetti", "Figuranti", "Comparse",
)  # fmt: skip
WARDS = ("Medicina interna", "Chirurgia", "Pronto soccorso", "Pediatria", "Radiologia")
FEMALE = frozenset({"Anna", "Marta", "Rosa", "Lia", "Nadia", "Pia", "Zoe"})
COUNT = 60


def members(today: date) -> list[Persona]:
    """Sixty members without an account."""
    draw = random.Random(1954)  # noqa: S311 (a picture, not a secret)
    found = []
    for number in range(COUNT):
        name, surname = draw.choice(NAMES), SURNAMES[number % len(SURNAMES)]
        enrolled = date(draw.randint(1995, 2023), draw.randint(1, 12), draw.randint(1, 28))
        diligence = draw.choice((0, 20, 35, 45, 52, 60))
        years = range(max(2014, enrolled.year + 1), today.year + 1)
        studied = {year: max(0, diligence + draw.randint(-10, 10)) for year in years}
        found.append(
            Persona(
                name,
                surname,
                "F" if name in FEMALE else "M",
                date(enrolled.year - draw.randint(23, 30), draw.randint(1, 12), draw.randint(1, 28)),
                draw.choice((14, 14, 14, 12, 1, 5)),
                enrolled,
                "",
                studied,
                ward=draw.choice(WARDS),
            )
        )
    return found
