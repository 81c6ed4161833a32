"""The doors to the system: the command line, the servers it can start and the functions all doors share."""
