"""Documents that people keep and others read: written once, accessible, with their fonts inside."""
