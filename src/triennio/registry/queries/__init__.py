"""What the register answers: frozen dataclasses, the viewer first, nothing unscoped."""
