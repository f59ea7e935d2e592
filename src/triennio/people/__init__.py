"""Accounts, professionals, registers, organisations, roles: who is who, and who may do what."""
