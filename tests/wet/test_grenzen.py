"""The law is pure: it knows no outside world, no clock and no binary fractions."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

WORTEL = Path(__file__).parents[2]

PAKKETTEN = {"wet", "pydantic", "stdnum"}
# From the standard library only what computes; what reaches a file, the network, the clock or chance is not here.
STANDAARD = {
    "__future__",
    "abc",
    "bisect",
    "calendar",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "operator",
    "re",
    "types",
    "typing",
    "zoneinfo",
}
KLOK = {"now", "utcnow", "today", "fromtimestamp", "localtime"}
BESTANDEN = {"open", "write_text", "write_bytes", "mkdir", "unlink"}


def overtredingen(bron: str) -> list[str]:
    """What a module of the law does that it may not, each with its line."""
    return [
        f"{knoop.lineno}: {fout}"
        for knoop in ast.walk(ast.parse(bron))
        if isinstance(knoop, ast.stmt | ast.expr)
        for fout in (*_vreemde_modules(knoop), *_onzuiver(knoop))
    ]


def _vreemde_modules(knoop: ast.AST) -> Iterator[str]:
    match knoop:
        case ast.Import(names=namen):
            yield from (f"importeert {naam.name}" for naam in namen if _is_vreemd(naam.name))
        case ast.ImportFrom(module=str(module)) if _is_vreemd(module):
            yield f"importeert {module}"


def _onzuiver(knoop: ast.AST) -> Iterator[str]:
    match knoop:
        case ast.Name(id="float" | "complex" | "open" | "__import__" | "eval" | "exec" as naam):
            yield f"gebruikt {naam}"
        case ast.Constant(value=float() | complex() as waarde):
            yield f"schrijft {waarde!r} als binaire breuk"
        case ast.Attribute(attr=naam) if naam in KLOK:
            yield f"kijkt op de klok met {naam}"
        case ast.Call(func=ast.Attribute(attr=naam)) if naam in BESTANDEN:
            yield f"raakt bestanden aan met {naam}"
        case ast.Call(func=ast.Name(id="files"), args=waarvan) if not _is_eigen(waarvan):
            yield "leest gegevens van een ander pakket"


def _is_vreemd(module: str) -> bool:
    top = module.partition(".")[0]
    return top not in PAKKETTEN | STANDAARD and module != "importlib.resources"


def _is_eigen(waarvan: list[ast.expr]) -> bool:
    match waarvan:
        case [ast.Constant(value=str(pakket))]:
            return pakket == "wet" or pakket.startswith("wet.")
        case [ast.Name(id="__package__" | "__name__")]:
            return True
    return False


def test_de_afgesproken_grenzen_tussen_de_pakketten_worden_niet_overschreden(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(WORTEL)
    monkeypatch.setattr(sys, "path", [str(WORTEL), *sys.path])

    uitslag = lint_imports(config_filename="pyproject.toml", no_cache=True)

    assert uitslag == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_de_wet_kent_geen_klok_geen_buitenwereld_en_geen_binaire_breuken() -> None:
    modules = sorted((WORTEL / "wet").rglob("*.py"))
    gevonden = [
        f"{module.relative_to(WORTEL)}:{fout}"
        for module in modules
        for fout in overtredingen(module.read_text(encoding="utf-8"))
    ]

    assert modules
    assert gevonden == []


@pytest.mark.parametrize(
    "bron",
    [
        "import time",
        "from asyncio import sleep",
        "import importlib",
        "import os.path",
        "from pathlib import Path",
        "vandaag = date.today()",
        "nu = datetime.now(tz=UTC)",
        "loon = 0.7",
        "def deel(waarde: float) -> None: ...",
        "with open('bedragen.json') as bestand: ...",
        "files('pydantic')",
        "Dossier.pad.open()",
        "files(naam)",
    ],
)
def test_elke_overtreding_van_de_wet_valt_op(bron: str) -> None:
    assert len(overtredingen(bron)) == 1


@pytest.mark.parametrize(
    "bron",
    [
        "from datetime import date",
        "from importlib.resources import files",
        "files('wet').joinpath('bedragen.json').read_text()",
        "files(__package__)",
        "loon = Decimal('0.7')",
    ],
)
def test_wat_de_wet_nodig_heeft_mag(bron: str) -> None:
    assert overtredingen(bron) == []
