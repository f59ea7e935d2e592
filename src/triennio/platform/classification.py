"""What each column holds about people. Every column of the product is classified; a test finds those that are not.

PLAIN     nothing about a person: codes, states, instants, amounts of rules
PERSONAL  about a person: name, address, credits, days
SPECIAL   special category (health, union, office, relatives): stands sealed, never in clear
SECRET    opens something: digests of tokens and keys
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from django.apps import apps
from django.db import models


class Holds(Enum):
    PLAIN = "nulla di personale"
    PERSONAL = "dato personale"
    SPECIAL = "categoria particolare, cifrato"
    SECRET = "segreto"  # noqa: S105 (the name of a class of columns)


CLASSES: dict[str, Holds] = {}
OURS = "triennio."


def classify(room: str, columns: Mapping[Holds, Mapping[str, str]]) -> None:
    """Say what the columns of a room hold: class → table → names of columns, separated by spaces.

    Keys and links to other rows are PLAIN without being named: what they lead to has its own class.
    """
    for holds, tables in columns.items():
        for table, names in tables.items():
            for name in names.split():
                place = f"{room}.{table}.{name}"
                if place in CLASSES:
                    raise ValueError(f"{place} is classified twice")
                CLASSES[place] = holds


def columns() -> dict[str, models.Field]:
    """ "room.Table.column" → field, for every column of the product that needs a class."""
    found = {}
    for model in apps.get_models():
        if not model.__module__.startswith(OURS):
            continue
        for each in model._meta.concrete_fields:
            if not (each.primary_key or each.is_relation):
                found[f"{model._meta.app_label}.{model.__name__}.{each.name}"] = each
    return found
