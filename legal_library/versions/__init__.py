"""The law as it stood on any day: operations of amending acts, the texts they make, and what changed between days."""
