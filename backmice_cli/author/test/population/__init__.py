"""`backmice test --population`: people drawn of one kind, and what they are told."""
