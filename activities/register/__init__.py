"""The register: what every trajectory looks like, in SQLite or PostgreSQL."""

from activities.register.fouten import PilotOnbekend, RegisterFout, TrajectOnbekend
from activities.register.register import Register

__all__ = ["PilotOnbekend", "Register", "RegisterFout", "TrajectOnbekend"]
