"""The demonstration, faster than scripts/demo plays it: events come late, and every case is still as the law says."""

from pathlib import Path

import pytest

from starter.demo.verloop import demo


async def test_de_demo_loopt_zoals_de_wet_alleen_voorspelt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goed = await demo(tmp_path / "demo", 10_000_000, blijf=False)

    uit = capsys.readouterr().out
    assert goed
    assert uit.endswith("De 96 trajecten zijn precies zoals de wet alleen voorspelt.\n")
    assert "Van de 383 gebeurtenissen zijn er " in uit
    assert "Het webscherm van Temporal staat op http://127.0.0.1:" in uit
    assert "De API staat op http://127.0.0.1:" in uit
    assert "32 gemeenten, " in uit
    assert "- Er zijn 96 aanmeldingen in 32 gemeenten." in uit
    assert "<!DOCTYPE html>" in (tmp_path / "demo" / "evaluatie.html").read_text(encoding="utf-8")
