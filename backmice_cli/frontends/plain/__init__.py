"""The front end of lines: one out, one in, nothing redrawn."""
