"""Where the pictures on the calculator's pages send their reader."""

from triennio.pictures.links import Links

LINKS = Links(rule="calculator:rule", guide="guide:page")
LAWYERS_LINKS = Links(rule="calculator:rule")
