"""The durable shells around the law: one long-running workflow per trajectory, one for the pilot."""
