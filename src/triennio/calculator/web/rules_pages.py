"""The rules, readable by everybody: a list with a search that needs no script, and a page for each."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from triennio.calculator import engine
from triennio.calculator.web.labels import CHAPTERS, OTHER_RULES
from triennio.rules.book.model import Rule

LONGEST_SEARCH = 100


@require_safe
def rule_list(request: HttpRequest, family: str = engine.FAMILY) -> HttpResponse:
    """All rules of a family, or those that hold every word of `q`."""
    query = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    rules = [rule for rule in engine.rules(family).values() if holds(rule, query)]
    context = {"chapters": chapters(rules), "query": query, "found": len(rules), "family": family}
    return render(request, "calculator/rules.html", context)


@require_safe
def rule_page(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule: text, formula, validity, sources, example, what is contested."""
    family = engine.family_of_rule(rule)
    if family is None:
        raise Http404
    rules = engine.rules(family)
    found = rules[rule]
    see = [rules[other] for other in found.see if other in rules]
    context = {"rule": found, "see": see, "policies": engine.policies(found), "family": family}
    return render(request, "calculator/rule.html", context)


def holds(rule: Rule, query: str) -> bool:
    """Every word of the query stands somewhere in the rule; accents, case and apostrophes do not matter."""
    text = plain(" ".join([rule.id, rule.title, rule.text, rule.formula, rule.valid, rule.example]))
    return all(word in text for word in plain(query).split())


def plain(text: str) -> str:
    """Lower case, no accents, apostrophes as spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[’'`]", " ", "".join(c for c in decomposed if not unicodedata.combining(c)))


def chapters(rules: Iterable[Rule]) -> list[tuple[Any, list[Rule]]]:
    """(heading, rules) in the order of `CHAPTERS`; headings without rules are left out."""
    groups: dict[Any, list[Rule]] = {heading: [] for _, heading in CHAPTERS}
    of_prefix = {prefix: heading for prefixes, heading in CHAPTERS for prefix in prefixes}
    for rule in rules:
        heading = of_prefix.get(rule.id.partition("-")[0], OTHER_RULES)
        groups.setdefault(heading, []).append(rule)
    return [(heading, found) for heading, found in groups.items() if found]
