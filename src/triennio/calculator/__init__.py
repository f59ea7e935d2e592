"""The public calculator: a person answers a few questions, the engine answers, nothing is stored."""
