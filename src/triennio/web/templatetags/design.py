"""Design tags: the few pieces of bootstrap-italia that need more than a class name."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

_SPRITES = "vendor/bootstrap-italia/svg/sprites.svg"


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """Return the icon `it-NAME` of the vendored sprite; decorative unless a `label` says what it means."""
    address = f"{static(_SPRITES)}#it-{name}"
    if label:
        return format_html(
            '<svg class="icon {}" role="img" aria-label="{}"><use href="{}"></use></svg>',
            classes,
            label,
            address,
        )
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        address,
    )
