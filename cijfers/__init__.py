"""The figures of the pilot (wet:2, wet:13): pure computation on the results of trajectories."""
