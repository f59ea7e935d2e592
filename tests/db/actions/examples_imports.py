"""Examples of the actions on imports."""

from __future__ import annotations

from tests.db.imports.support import applied, brought, table
from tests.support.examples import Builder, Example
from tests.support.world import World, actor
from triennio.platform.imports import actions
from triennio.platform.models import Import
from triennio.platform.uploads import store
from triennio.platform.uploads.kinds import CSV


def _content(made: World) -> bytes:
    line = {
        "tax_code": made.professional.tax_code, "event_code": "1", "credits": "5", "acquired": "14/03/2025",
    }  # fmt: skip
    return table("participations", line)


def _upload(made: World) -> Example:
    file = store.lay(_content(made), name="f.csv", allowed=(CSV,), organisation=made.order.pk, sealed=True)
    return Example(
        made.clerk, {"organisation": made.order.pk, "kind": "participations", "file": file, "lines": 2}
    )


def _checked(made: World) -> Import:
    return brought(made, "participations", _content(made))


def _apply(made: World) -> Example:
    return Example(made.clerk, {"code": _checked(made).code})


def _undo(made: World) -> Example:
    return Example(made.clerk, {"code": applied(made, _checked(made)).code})


def _end(made: World) -> Example:
    source = _checked(made)
    actions.apply(actor(made.clerk), code=source.code)
    return Example(made.clerk, {"code": source.code, "outcome": "applied"})


EXAMPLES: dict[str, Builder] = {
    "import.upload": _upload,
    "import.apply": _apply,
    "import.undo": _undo,
    "import.drop": _apply,
    "import.end": _end,
}
