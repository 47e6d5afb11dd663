"""What happened, for good: the hash chain of events, its audit, and the database that keeps it append-only."""
