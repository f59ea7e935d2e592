"""Tables that people send, as rows of values or faults with their place. No Django, no clock."""
