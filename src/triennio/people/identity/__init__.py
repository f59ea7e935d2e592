"""Signing in with SPID or CIE: any OpenID Connect provider behind one port, its claims matched by tax code."""
