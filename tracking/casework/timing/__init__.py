"""The clock of a case: events told to the engine, terms kept beside it, a changed law carried in, a missed term."""
