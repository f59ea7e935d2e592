"""Where the pictures on the calculator's pages send their reader."""

from django.urls import reverse

from triennio.pictures.links import Links


def _search(word: str) -> str:
    """The list of rules stands in for a guide: the word is searched in it."""
    return f"{reverse('calculator:rules')}?q={word}"


LINKS = Links(rule="calculator:rule", guide=_search)
