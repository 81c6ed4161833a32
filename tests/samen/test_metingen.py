"""The benchmarks run: that they measure something is seen by whoever runs them in full."""

import pytest

from benchmarks import lezen, stop


def test_de_meting_van_het_lezen_loopt(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["lezen", "400"])
    monkeypatch.setattr(lezen, "KEREN", 2)

    lezen.main()

    assert "zoek op bsn" in capsys.readouterr().out


def test_de_meting_van_een_stop_loopt_en_laat_niemand_achter(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["stop", "20"])

    assert stop.main() == 0

    assert "kennen 20 trajecten de stop en mist 0 hem" in capsys.readouterr().out.replace("\n", " ")
