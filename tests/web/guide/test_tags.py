"""`{% guide %}` and `{% law_figure %}`: in every template of the product, to a page or a figure that exists."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError

from tools.repository import PACKAGE
from triennio.guide.domain.figures import FigureFault
from triennio.guide.domain.pages import pages

TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
# The tag itself, and the two ways in which pictures, which know no room above them, name a page.
TAG = re.compile(
    r"""(?:\{%\s*guide|link_to\s+["']guide["']|why\.html"\s+with\b[^%]*?\bslug=)\s*(["'])([^"']*)\1"""
)


def shown(source):
    return Template("{% load guide %}" + source).render(Context())


def test_the_tag_is_a_small_link_that_says_where_it_leads():
    html = shown('{% guide "obbligo" %}')
    assert 'href="/guida/obbligo/"' in html
    assert "Perché?" in html
    assert f'<span class="visually-hidden" lang="it"> {pages()["obbligo"].title}</span>' in html


def test_an_unknown_page_is_an_error_of_the_template():
    with pytest.raises(TemplateSyntaxError, match="no page 'nessuna'"):
        shown('{% guide "nessuna" %}')


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_link_to_pages_that_exist(path):
    named = {slug for _, slug in TAG.findall(path.read_text(encoding="utf-8"))}
    assert named <= set(pages())


def test_the_pattern_sees_the_tag():
    named = """{% guide "a" %} {%guide 'b'%} {% link_to "guide" "c" as x %}"""
    named += """{% include "p/why.html" with about=y slug="d" %}"""
    assert [slug for _, slug in TAG.findall(named)] == ["a", "b", "c", "d"]


def test_a_figure_comes_with_validity_rule_and_source():
    html = shown('{% law_figure "obbligo" %}')
    for part in ("150 crediti", "dal triennio 2011-2013", 'href="/regole/OBL-1/"', "Fonte:"):
        assert part in html


def test_an_unknown_figure_is_an_error():
    with pytest.raises(FigureFault):
        shown('{% law_figure "nulla" %}')


def test_what_the_product_decides_is_said_to_be_so():
    assert "non è una norma" in shown('{% law_figure "carta-passo" %}')
    assert "Regola:" not in shown('{% law_figure "carta-passo" %}')
