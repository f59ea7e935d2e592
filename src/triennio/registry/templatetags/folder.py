"""Amounts as people read them: credits out of hundredths, euros out of cents, shares out of fractions."""

from fractions import Fraction

from django import template
from django.utils.translation import get_language

from triennio.kernel.units import italian, text_of_hundredths
from triennio.registry.domain.folder import Cover
from triennio.registry.web.folder_labels import AREA_LABELS, COVER_LABELS

register = template.Library()


def _decimal(text: str) -> str:
    return text.replace(",", ".") if (get_language() or "it").startswith("en") else text


@register.filter
def credits(hundredths: int) -> str:
    """1040 → `10,4`."""
    return _decimal(italian(text_of_hundredths(hundredths)))


@register.filter
def amount(text: object) -> str:
    """An amount of the rules, `"46.67"` or a Decimal → `46,67`."""
    return _decimal(italian(str(text)))


@register.filter
def euro(cents: int) -> str:
    """123450 → `1.234,50 €`, with a space that does not break."""
    whole, rest = divmod(cents, 100)
    if (get_language() or "it").startswith("en"):
        return f"€ {whole:,}.{rest:02d}"
    return f"{f'{whole:,}'.replace(',', '.')},{rest:02d}\u00a0€"


@register.filter
def percent(share: Fraction) -> str:
    """A share as whole percent, cut and never rounded up to a mark that it does not reach."""
    return f"{share.numerator * 100 // share.denominator}%"


@register.filter
def as_length(share: Fraction) -> str:
    """A share as a length for SVG: at most `100%`, with a dot."""
    thousandths = min(share.numerator * 1000 // share.denominator, 1000)
    return f"{thousandths // 10}.{thousandths % 10}%"


@register.filter
def cover_label(name: Cover) -> object:
    """The word for what covers a credit."""
    return COVER_LABELS[name]


@register.filter
def area_label(name: str) -> object:
    """The word for an area of objectives."""
    return AREA_LABELS[name]
