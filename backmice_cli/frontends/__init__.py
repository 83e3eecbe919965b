"""The only code that waits for a person."""
