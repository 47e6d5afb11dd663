"""From the first field to the receipt."""
