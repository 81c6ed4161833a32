"""The demonstration, faster than scripts/demo plays it: every case ends as the law alone predicts."""

from pathlib import Path

import pytest

from starter.demo import demo


async def test_de_demo_loopt_zoals_de_wet_alleen_voorspelt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goed = await demo(tmp_path / "demo", 10_000_000, blijf=False)

    uit = capsys.readouterr().out
    assert goed
    assert "De 96 trajecten zijn precies zoals de wet alleen voorspelt." in uit
    assert "32 gemeenten, 77 trajecten, 32 proefplaatsingen, 8 dienstbetrekkingen" in uit
    assert "Het webscherm van Temporal staat op http://127.0.0.1:" in uit
