"""Catalogues of translations: `python -m tools.messages update|check`.

Works without GNU gettext: Babel reads, merges and compiles. The message ids are the Italian texts.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from tools.repository import PACKAGE, ROOT
from tools.visible_text import untranslated

LOCALES = ("de", "en")
DOMAIN = "django"
# Babel also takes the per cent sign of «70 % di» for a placeholder.
_PLACEHOLDER = re.compile(r"%\(\w+\)|%[sd]")
KEYWORDS = {
    "_": None,
    "_t": None,
    "translated": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def templates() -> list[Path]:
    """Return the templates of every room."""
    return sorted(PACKAGE.glob("**/templates/**/*.html"))


def _sources() -> list[tuple[Path, str]]:
    sources = [(path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
    for path in templates():
        # Django turns a template into lines of Python calls; their indentation is that of the template.
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        sources.append((path, "\n".join(line.lstrip() for line in code.splitlines())))
    return sources


def template_catalog() -> Catalog:
    """Return the messages that the source asks for, without translations."""
    catalog = Catalog(domain=DOMAIN, project="Triennio", fuzzy=False)
    for path, code in _sources():
        found = extract(
            "python", io.BytesIO(code.encode()), KEYWORDS, ("Translators:",), {"encoding": "utf-8"}
        )
        for _, message, comments, context in found:
            catalog.add(
                message,
                locations=[(str(path.relative_to(ROOT)), 0)],
                auto_comments=comments,
                context=context,
            )
    return catalog


def _paths(locale: str) -> tuple[Path, Path]:
    folder = PACKAGE / "locale" / locale / "LC_MESSAGES"
    return folder / f"{DOMAIN}.po", folder / f"{DOMAIN}.mo"


def _load(locale: str) -> Catalog:
    po, _ = _paths(locale)
    if not po.exists():
        return Catalog(locale=locale, domain=DOMAIN, project="Triennio", fuzzy=False)
    with po.open("rb") as file:
        return read_po(file, locale=locale, domain=DOMAIN)


def _compiled(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> int:
    """Merge new messages into each catalogue, drop the ones gone, compile; count what waits for a translation."""
    source = template_catalog()
    waiting = 0
    for locale in LOCALES:
        catalog = _load(locale)
        catalog.update(source, no_fuzzy_matching=True, update_creation_date=False)
        catalog.obsolete.clear()
        catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
        po, mo = _paths(locale)
        po.parent.mkdir(parents=True, exist_ok=True)
        with po.open("wb") as file:
            write_po(file, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
        mo.write_bytes(_compiled(catalog))
        missing = [message for message in catalog if message.id and not message.string]
        waiting += len(missing)
        print(
            f"{locale}: {len(catalog)} messages, {len(missing)} wait for a translation in {po.relative_to(ROOT)}"
        )
    return 1 if waiting else 0


def _texts(translation: object) -> list[object]:
    return list(translation) if isinstance(translation, tuple | list) else [translation]


def _is_empty(translation: object) -> bool:
    return not all(_texts(translation))


def _key(context: str | None, message: object) -> tuple[str | None, str]:
    return context, str(message[0] if isinstance(message, tuple | list) else message)


def catalogue_faults(locale: str, source: Catalog) -> list[str]:
    """Return what is missing, left over, fuzzy, ill-formed or not compiled in one catalogue."""
    po, mo = _paths(locale)
    if not po.exists() or not mo.exists():
        return [f"{locale}: no catalogue"]
    catalog = _load(locale)
    wanted = {_key(message.context, message.id) for message in source if message.id}
    present = {_key(message.context, message.id): message for message in catalog if message.id}
    faults = [f"{locale}: not in the catalogue: {key[1]!r}" for key in sorted(wanted - set(present), key=str)]
    faults += [f"{locale}: no longer used: {key[1]!r}" for key in sorted(set(present) - wanted, key=str)]
    for key, message in present.items():
        if message.fuzzy:
            faults.append(f"{locale}: fuzzy: {key[1]!r}")
        if _is_empty(message.string):
            faults.append(f"{locale}: not translated: {key[1]!r}")
        if _PLACEHOLDER.search(key[1]):
            faults += [f"{locale}: {key[1]!r}: {error}" for error in message.check(catalog)]
    with mo.open("rb") as file:
        compiled = {_key(m.context, m.id): _texts(m.string) for m in read_mo(file) if m.id}
    if compiled != {key: _texts(m.string) for key, m in present.items() if not _is_empty(m.string)}:
        faults.append(f"{locale}: the compiled catalogue is not current: make messages")
    return faults


def check() -> int:
    """Print every fault of catalogues and templates; 1 where there is one."""
    source = template_catalog()
    faults = [fault for locale in LOCALES for fault in catalogue_faults(locale, source)]
    for path in templates():
        name = path.relative_to(ROOT)
        faults += [f"{name}: text outside translate: {text!r}" for text in untranslated(path.read_text())]
    print("\n".join(faults) or f"translations: {len(source)} messages, complete in {', '.join(LOCALES)}")
    return 1 if faults else 0


def main(arguments: list[str]) -> int:
    """Run one of the two commands."""
    commands = {"update": update, "check": check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__)
        return 2
    # The only thing Django's template lexer asks for is that settings exist.
    settings.configure(USE_I18N=True)
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
