"""News that leave the portal: an outbox filled with the change it tells of, sent after commit, never with content."""
