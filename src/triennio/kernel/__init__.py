"""The words everybody shares: credits, trienni, days, faults. Pure Python, no I/O, no clock."""
