"""Dead links in the documents: `python -m tools.links`.

A link to a file of the project must lead to one, and its `#anchor` to a heading of it. Addresses on the web are
not followed: a check that needs the network would fail for reasons that are not ours.
"""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

from tools.repository import ROOT, project_files

_LINK = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|(?:src|href)=\"([^\"]+)\"")
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*$", re.MULTILINE)
_ANCHOR = re.compile(r"<a\s+(?:id|name)=\"([^\"]+)\"")


def anchors(text: str) -> set[str]:
    """Return the anchors of a document, as code forges derive them from headings."""
    text = _FENCE.sub("", text)
    found = set(_ANCHOR.findall(text))
    for heading in _HEADING.findall(text):
        plain = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
        found.add(plain.strip().replace(" ", "-"))
    return found


def dead_links(document: Path) -> list[str]:
    """Return one line a fault of the Markdown file `document`."""
    text = document.read_text(encoding="utf-8")
    faults = []
    for groups in _LINK.findall(_CODE.sub("", _FENCE.sub("", text))):
        target = groups[0] or groups[1]
        if re.match(r"[a-z][a-z0-9+.-]*:", target):
            continue
        name, _, anchor = unquote(target).partition("#")
        file = (document.parent / name).resolve() if name else document
        if not file.exists():
            faults.append(f"{document.relative_to(ROOT)}: no such file: {target}")
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            faults.append(f"{document.relative_to(ROOT)}: no such heading: {target}")
    return faults


def main() -> int:
    """Print the faults of every document; 1 where there is one."""
    documents = [path for path in project_files() if path.suffix == ".md"]
    faults = [fault for document in documents for fault in dead_links(document)]
    print("\n".join(faults) or f"links: {len(documents)} documents, none dead")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
