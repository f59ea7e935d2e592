"""Text of a template that a person would read and no translator would see."""

import re
from html.parser import HTMLParser

_TRANSLATED = re.compile(r"{%\s*blocktranslate\b.*?%}.*?{%\s*endblocktranslate\s*%}", re.DOTALL)
_COMMENT = re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)

# Attributes whose value is read aloud or shown.
_READ = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "title",
}
_SILENT = {"script", "style"}
# Names are the same in every language.
NAMES = {"Triennio", "· Triennio", "Co.Ge.A.P.S.", "ECM"}
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def _look(self, text: str) -> None:
        text = " ".join(text.split())
        if text not in NAMES and _WORD.search(text):
            self.found.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        for name, value in attrs:
            if name in _READ and value:
                self._look(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._look(data)


def untranslated(source: str) -> list[str]:
    """Return the visible texts of a Django template that stand outside `translate` and `blocktranslate`."""
    for pattern in (_COMMENT, _TRANSLATED):
        source = pattern.sub("", source)
    # A tag may contain quotes and angle brackets that would end an HTML attribute early.
    reader = _Reader()
    reader.feed(_TAG.sub("", source))
    reader.close()
    return reader.found
