"""The codec server: lets an authorised operator read in the Temporal web UI what is encrypted, and encrypts nothing."""
