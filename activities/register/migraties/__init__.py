"""The history of the tables, run by `activities.register.bijwerken`."""
