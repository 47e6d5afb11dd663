"""The screens of a sealed identity: asking, approving, opening, what the verifiers are given instead."""
