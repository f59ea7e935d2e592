"""What every door of the API shares: one shape of errors, who calls, how an operation declares itself."""
