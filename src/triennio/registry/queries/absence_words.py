"""What an absence was for, in words: only for the page of the person it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from triennio.registry.domain.requests.kinds import exemption, exoneration


def absence_words(case: Mapping[str, Any]) -> dict[str, str]:
    """Id of an absence → its kind in words. `case` must not leave the page of its owner."""
    groups = (("exonerations", exoneration.LABELS), ("exemptions", exemption.LABELS))
    return {
        each["id"]: _(labels[each["kind"]])
        for group, labels in groups
        for each in case.get(group, ())
        if each["kind"] in labels
    }
