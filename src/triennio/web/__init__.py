"""The shell: what surrounds every page. Rooms extend it; it decides nothing."""
