"""A copy of the ECM rulebooks to break: one thing at a time, in the words of the file."""

from __future__ import annotations

import shutil
from pathlib import Path

from triennio.rules.book import RulebookFaults, load_folder
from triennio.rules.book.load import RULEBOOKS


class Folder:
    """The rulebooks in a folder of their own. A section is named by its header, a pool `pool.RULE`."""

    def __init__(self, path: Path) -> None:
        self.path = path / "ecm"
        shutil.copytree(RULEBOOKS / "ecm", self.path)

    def text(self, file: str) -> str:
        return (self.path / file).read_text(encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        (self.path / file).write_text(text, encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        """Put text at the end of a file (a new one if it is not there)."""
        (self.path / file).parent.mkdir(exist_ok=True)
        before = self.text(file) if (self.path / file).exists() else ""
        self.write(file, before + "\n" + text + "\n")

    def replace(self, file: str, old: str, new: str) -> None:
        """Replace a piece of text that stands once in the file."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def drop(self, file: str, section: str) -> None:
        """Take a section away."""
        parts = self._parts(file)
        kept = [part for name, part in parts if name != section]
        assert len(kept) == len(parts) - 1, f"{section} is not once in {file}"
        self.write(file, "".join(kept))

    def set(self, file: str, section: str, key: str, value: str | None) -> None:
        """Write a key of a section (TOML text), or take it away with None. A section `` is the head of the file."""
        parts = self._parts(file)
        assert [name for name, _ in parts].count(section) == 1, f"{section} is not once in {file}"
        self.write(file, "".join(_set(part, key, value) if name == section else part for name, part in parts))

    def take(self, file: str, section: str) -> str:
        """The text of a section."""
        return dict(self._parts(file))[section]

    def faults(self) -> tuple[str, ...]:
        """What the loader says; nothing when it loads."""
        try:
            load_folder(self.path, "ecm")
        except RulebookFaults as refusal:
            return refusal.faults
        return ()

    def _parts(self, file: str) -> list[tuple[str, str]]:
        parts: list[list[str]] = [[]]
        for line in self.text(file).splitlines(keepends=True):
            if line.startswith("["):
                parts.append([])
            parts[-1].append(line)
        return [(_name(part), "".join(part)) for part in parts]


def _name(lines: list[str]) -> str:
    header = lines[0].strip() if lines else ""
    if header == "[[pool]]":
        return "pool." + next(line for line in lines if line.startswith("rule = ")).split('"')[1]
    return header.strip("[]") if header.startswith("[") else ""


def _set(part: str, key: str, value: str | None) -> str:
    new = "" if value is None else f"{key} = {value}\n"
    lines = part.splitlines(keepends=True)
    for index, line in enumerate(lines):
        if line.startswith(f"{key} = "):
            return "".join([*lines[:index], new, *lines[index + 1 :]])
    assert value is not None, f"no {key} to take away"
    return "".join([*lines[:1], new, *lines[1:]])
