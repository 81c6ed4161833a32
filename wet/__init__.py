"""The Tijdelijke wet pilot loondispensatie as a pure library: no clock, no network, no database."""
