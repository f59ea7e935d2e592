"""Every picture on one page, only for tests: `python -m tests.e2e.pictures_gallery FOLDER` also takes screenshots.

The page is made here and given to the browser with the headers of the product, so a style in a line would not work.
"""

import mimetypes
import os
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Route, sync_playwright

from tests.support import chromium
from tests.support import positions as people

HOME = "http://gallery.test/"

PAGE = """{% load i18n static %}<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Figure</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="{% static "web/fonts.css" %}">
<link rel="stylesheet" href="{% static "vendor/bootstrap-italia/css/bootstrap-italia.min.css" %}">
<link rel="stylesheet" href="{% static "web/shell.css" %}">
{% include "pictures/head.html" %}</head><body><main class="container">{% include "pictures/parts/patterns.html" %}
{% include "pictures/hero.html" %}{% include "pictures/position.html" %}
{% for track in tracks %}<h2>{{ track.state }}</h2>{% include "pictures/parts/track.html" %}{% endfor %}
{% if comparison %}{% include "pictures/parts/comparison.html" %}{% endif %}
</main></body></html>"""


def tracks(today: date = people.TODAY) -> list[Any]:
    """A participation in each state."""
    from triennio.pictures.domain import Attendance, track

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    found = [
        Attendance(ago(-10), ago(-12)),
        Attendance(ago(30), ago(-20)),
        Attendance(ago(60), ago(40)),
        Attendance(ago(200), ago(120)),
        Attendance(ago(200)),
        Attendance(ago(200), ago(190), reported_on=ago(150)),
        Attendance(ago(300), ago(290), reported_on=ago(20)),
    ]
    return [track(attendance, today) for attendance in found]


def pages() -> dict[str, str]:
    """The HTML of the gallery for each invented person."""
    import django

    django.setup()
    from triennio.pictures.domain import Beside, build, compare
    from triennio.rules.book import load

    book, today = load("ecm"), people.TODAY
    steady, behind = people.steady(), people.behind()
    fewer = people.on(behind, today, moves=[{"credit": "d", "to": "2020-2022", "on": "2026-06-01"}])
    owner = Beside(
        names={"sponsored": "Congresso sulle ferite difficili: dalla diagnosi alla cura in ambulatorio"},
        absences={"e1": "Esenzione: malattia", "x2": "Esonero: master"},
    )
    ahead = Beside(
        booked=[(date(2027, 3, 3), Decimal(30))],
        planned=[(date(2027, 9, 9), Decimal(60)), (date(2028, 5, 5), Decimal(45))],
    )
    shown = {
        "owner": (steady, owner, None),
        "plain": (steady, Beside(), None),
        "behind": (behind, ahead, fewer),
        "newcomer": (people.newcomer(), Beside(), None),
    }
    found = {}
    for name, (case, beside, other) in shown.items():
        answer = people.answer(case)
        comparison = compare(answer, people.answer(other)) if other else None
        found[name] = render(
            {
                "shown": build(answer, case, book, today, beside=beside),
                "tracks": tracks() if name == "behind" else [],
                "comparison": comparison,
                "rules": book.rules,
            }
        )
    return found


def render(context: Mapping[str, Any]) -> str:
    from django.template import engines
    from django.utils import translation

    from triennio.pictures.links import Links

    links = Links(
        rule=lambda about: f"/regole/{about}/",
        credit=lambda about: f"/crediti/{about}/",
        guide=lambda about: f"/guida/{about}/",
        triennio=lambda about: f"?triennio={about}",
        action=lambda about: f"/chiedi/{about}/",
    )
    with translation.override("it"):
        return engines["django"].from_string(PAGE).render({"links": links, **context})


def serve(context: BrowserContext, found: Mapping[str, str]) -> None:
    """Answer the browser from here: pages by name, static files from the rooms, nothing else."""
    from django.contrib.staticfiles import finders

    from triennio.web.middleware import CONTENT_SECURITY_POLICY

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME).partition("?")[0]
        file = finders.find(path.removeprefix("static/")) if path.startswith("static/") else None
        if file:
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
            route.fulfill(body=Path(file).read_bytes(), content_type=kind)
        elif path in found:
            headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
            route.fulfill(body=found[path], content_type="text/html; charset=utf-8", headers=headers)
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)


def main(folder: Path) -> None:
    """Screenshots of every page at two widths and on paper."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    folder.mkdir(parents=True, exist_ok=True)
    found = pages()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=chromium.ARGUMENTS)
        for width in (360, 1100):
            context = browser.new_context(viewport={"width": width, "height": 900}, locale="it-IT")
            serve(context, found)
            page = context.new_page()
            for name in found:
                page.goto(HOME + name)
                page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
                if width == 1100:
                    page.pdf(path=folder / f"{name}.pdf", format="A4")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
