"""The front door, attacked as an outsider would."""
