"""One chunk of a synthetic register: the same columns, whichever way they are then written."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from triennio.batch.sample import absences, credits, persons
from triennio.batch.sample.draw import Draw, texts
from triennio.rules.ecm.arrow.people import People

CHUNK = 8_192
"""Persons drawn together; also the row group of the files."""
MOST_PERSONS = 10**8


def chunks(count: int, seed: int, per_triennio: float) -> Iterator[People]:
    """The whole register, a chunk at a time. A longer one with the same seed begins with the same people."""
    for number, first in enumerate(range(0, count, CHUNK)):
        yield chunk(seed, number, per_triennio, min(CHUNK, count - first))


def chunk(seed: int, number: int, per_triennio: float, count: int = CHUNK) -> People:
    """The people of one chunk; always drawn whole, so that a shorter last chunk holds the same ones."""
    draw = Draw(seed, number)
    people = persons.drawn(draw, CHUNK)
    lists = {
        "register": people.register,
        "facts": absences.facts(draw, people),
        "dossiers": absences.dossiers(draw, people),
        "exonerations": absences.exonerations(draw, people),
        "exemptions": absences.exemptions(draw, people),
        "credits": credits.credits(draw, people, per_triennio),
    }
    lists["moves"] = credits.moves(draw, lists["credits"])
    keys = texts(np.arange(number * CHUNK, (number + 1) * CHUNK), "P", 8)
    whole = People(keys, people.columns, people.disciplines, lists)
    return whole if count == CHUNK else whole.first(count)
