"""The core: what the person did, and what follows from it. No terminal, no files, no clock, no formats."""
