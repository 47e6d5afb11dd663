"""Files of strangers: named, checked, re-encoded in a child that may die, stored, scanned (R16-R22)."""
