"""Files that bring rows in: read by declared columns, compared with what is there, applied in slices, undone.

`domain/` reads tables and knows no database. A room above declares a kind (`kinds.py`); the flow is the same for all.
"""
