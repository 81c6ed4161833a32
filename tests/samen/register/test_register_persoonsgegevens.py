"""No error shows a person: not in its text, nor in what a log prints of it."""

import traceback

import pytest

from activities.register import Register, RegisterFout
from tests.samen.register.voorbeelden import AANMELDING, client


def test_an_error_of_the_database_shows_nobody(register: Register) -> None:
    # Trusted values are not checked again, so this reaches the database, which refuses it.
    persoon = client().met(naam="Geheim", geboortedatum=None)
    with pytest.raises(RegisterFout) as fout:
        register.nummer_voor(persoon, AANMELDING)
    getoond = "".join(traceback.format_exception(fout.value))
    for gegeven in ("Geheim", persoon.bsn):
        assert gegeven not in getoond
    assert "kan nu niet worden gelezen of geschreven" in str(fout.value)


def test_the_statements_in_a_log_hide_their_values(register: Register, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        register.nummer_voor(client(naam="Geheim"), AANMELDING)
    assert "Geheim" not in caplog.text
    assert "999990342" not in caplog.text
