"""What every app with tables shares: actions, journal, outbox, runs, uploads, keys, clock. It knows no app."""
