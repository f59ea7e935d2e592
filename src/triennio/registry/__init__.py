"""The register: credits, absences, dossiers, moves and requests of professionals, and the position they add up to."""
