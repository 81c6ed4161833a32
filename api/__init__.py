"""The front door: the HTTP API, who may do what through it, and the log of what was done with personal data."""
