"""The guide: a list by theme with a search that needs no script, and a page for each question."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from triennio.guide import clock, port, shown
from triennio.guide.domain.pages import figures_of, pages, themes
from triennio.guide.domain.search import LONGEST, search
from triennio.guide.doors import doors

_LISTED = 12


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All pages by theme, or those that answer the words of `cerca`, best first."""
    query = request.GET.get("cerca", "")[:LONGEST].strip()
    context: dict[str, object] = {"query": query, "longest": LONGEST}
    if query:
        today = clock.today()
        found = search(query)
        listed = found.pages[:_LISTED] or found.near
        context |= {
            "found": len(found.pages[:_LISTED]),
            "results": [(page, shown.summary(page, today)) for page in listed],
        }
    else:
        context["themes"] = themes()
    return render(request, "guide/index.html", context)


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One question: answer, how it works, figures with validity and source, what to do next, one's own numbers."""
    found = pages().get(slug)
    if found is None:
        raise Http404
    today = clock.today()
    figures = figures_of(found, today)
    own, registered = port.own(getattr(request, "user", None), slug, today)
    context = {
        "page": found,
        "theme": shown.theme_title(found),
        "description": shown.summary(found, today),
        "figures": shown.groups(figures),
        "rules": shown.rule_links(found.rules),
        "sources": shown.page_sources(found),
        "doors": doors(found.next, registered=registered),
        "others": shown.others(found),
        "own": own,
        "own_doors": doors(["posizione"]) if own else [],
        **{name: shown.lines(getattr(found, name), figures) for name in ("answer", "how", "when", "before")},
    }
    response = render(request, "guide/page.html", context)
    if own:
        patch_cache_control(response, private=True, no_store=True)
    return response
