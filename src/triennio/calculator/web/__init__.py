"""Pages of the calculator: read the form, call the domain and the engine, render."""
