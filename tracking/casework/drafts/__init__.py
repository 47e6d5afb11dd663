"""Half-written petitions, kept under a token or a code until they are sent or expire."""
