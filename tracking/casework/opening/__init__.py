"""A denouncer's seal: who may have it opened, what is seen then, and what the verifiers get instead (R30-R34)."""
