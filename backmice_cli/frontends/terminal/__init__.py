"""The front end that draws: keys, cursor, repaint."""
