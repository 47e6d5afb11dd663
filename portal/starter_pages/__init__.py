"""Pages a fresh portal starts with, written in Vietnamese and English side by side. Data, not code."""
