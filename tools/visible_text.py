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
# Code is the same in every language.
_SILENT = {"script", "style", "pre", "code"}
# Elements without an end tag.
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
# Names are the same in every language.
NAMES = {"Triennio", "· Triennio", "Co.Ge.A.P.S.", "ECM", "Excel", "CSV"}
# A block that only adds a class to an element of the page it extends.
_CLASS = re.compile(r"{%\s*block\s+wide\s*%}.*?{%\s*endblock.*?%}", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0
        # Open elements, innermost last: whether their text is Italian on purpose, such as a statement under the law.
        self._open: list[tuple[str, bool]] = []

    def _look(self, text: str) -> None:
        text = " ".join(text.split())
        if text not in NAMES and _WORD.search(text):
            self.found.append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        if tag not in _VOID:
            self._open.append((tag, ("lang", "it") in attrs or self._is_italian()))
        for name, value in attrs:
            if name in _READ and value and not self._is_italian():
                self._look(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        # A block of a template may hold half of an element: what was never opened here closes nothing.
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._is_italian():
            self._look(data)

    def _is_italian(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def untranslated(source: str) -> list[str]:
    """Return the visible texts of a Django template that stand outside `translate` and `blocktranslate`."""
    for pattern in (_COMMENT, _TRANSLATED, _CLASS):
        source = pattern.sub("", source)
    # A tag may contain quotes and angle brackets that would end an HTML attribute early.
    reader = _Reader()
    reader.feed(_TAG.sub("", source))
    reader.close()
    return reader.found
