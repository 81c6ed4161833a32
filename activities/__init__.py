"""Adapters to what lies outside a workflow: the register, the benefits administration, the addressees."""
