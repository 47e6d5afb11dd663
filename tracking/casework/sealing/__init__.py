"""Keys, encrypted fields and sealed identities: how words of strangers rest on the disk. Knows no case."""
