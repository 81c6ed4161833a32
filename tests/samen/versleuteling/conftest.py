"""The registers of the tests of the register, in both databases."""

from tests.samen.register.conftest import adres, register

__all__ = ["adres", "register"]
