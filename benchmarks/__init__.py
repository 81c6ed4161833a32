"""How fast it is; run by hand, as a machine that is busy makes no test fail."""
