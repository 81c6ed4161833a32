"""The registers of the tests of the register, in both databases; and a system to look into."""

from tests.samen.register.conftest import adres, register
from tests.samen.versleuteling.kamer import kamer

__all__ = ["adres", "kamer", "register"]
