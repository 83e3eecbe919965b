"""The pictures that a question can name, as text files, and how they are drawn. Knows nothing of the rest."""
