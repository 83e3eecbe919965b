"""Two questionnaires side by side: what is the same in both, and where they lead one and the same person elsewhere."""
