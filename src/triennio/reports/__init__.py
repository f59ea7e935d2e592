"""The report of an ECM event to the national register: read, check, explain, write. A library: no Django, no clock.

Doors: `open_file` (bytes → XML and signatures), `check` (XML → event, participants, faults), `build` (data → XML).
"""
