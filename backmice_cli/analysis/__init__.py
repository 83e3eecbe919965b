"""Questions about a whole questionnaire, for its authors. No terminal."""
