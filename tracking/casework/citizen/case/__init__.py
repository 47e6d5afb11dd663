"""`/tra-cuu/`: the case behind the code, what happened, what can be done now."""
