"""`{% guide "page" %}` beside a figure or a field, `{% law_figure "name" %}` for a number of the law."""

from typing import Any

from django import template
from django.utils.functional import Promise

from triennio.guide import clock, shown
from triennio.guide.domain.pages import pages
from triennio.guide.labels import CONFIDENCE

register = template.Library()


@register.inclusion_tag("guide/parts/why.html")
def guide(slug: str) -> dict[str, Any]:
    """A small «Perché?» that leads to a page of the guide. An unknown page is an error of the template."""
    page = pages().get(slug)
    if page is None:
        raise template.TemplateSyntaxError(
            f"guide: no page {slug!r}; the names are in docs/guide-questions.md"
        )
    return {"page": page, "address": shown.page_address(slug)}


@register.inclusion_tag("guide/parts/figure.html")
def law_figure(name: str) -> dict[str, Any]:
    """A figure of the law with validity, source and rule. Raises FigureFault for an unknown name."""
    return {"group": shown.one(name, clock.today())}


@register.inclusion_tag("guide/parts/text.html")
def guide_text(blocks: list[shown.Lines]) -> dict[str, Any]:
    """Paragraphs and lists of a page."""
    return {"blocks": blocks}


@register.filter
def confidence_words(confidence: str) -> str | Promise:
    """How sure a figure is, in words."""
    return CONFIDENCE.get(confidence, confidence)
