"""The evaluation report and the page of the calculator, as a browser shows them: small, on paper, in other colours."""

import re
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal

import pytest
from playwright.async_api import Browser, Page, expect

from cijfers.pseudoniem import Pseudoniemen
from cijfers.publicatie import publiceer
from cijfers.rekenhulp import NAMEN, maak_situatie
from cijfers.rekenpagina import rekenpagina
from cijfers.verslag import verslag
from cijfers.verzameling import verzamel
from tests.bevolking import TOT_EN_MET, trajecten
from tests.samen.browser.grafieken import KWARTIELEN, STAVEN, lees_grafieken

PAGINAS = {"verslag": 9, "rekenhulp": 3}
"""How many charts there are in each."""
GROOT, KLEIN, PAPIER = 1280, 320, 680
"""Widths in pixels; that of paper is A4 within its margins."""
KLEINSTE_LETTER = 10
WIT = "rgb(255, 255, 255)"
STEEKT_UIT = """
[...document.body.querySelectorAll("*")]
  .filter(deel => deel.getBoundingClientRect().right > innerWidth + 1)
  .filter(deel => !deel.closest(".rol[tabindex='0']") || getComputedStyle(deel.closest(".rol")).overflowX != "auto")
  .map(deel => deel.outerHTML.slice(0, 80))
"""
"""What is wider than the page and cannot be scrolled to with the keyboard."""
VERBORGEN = """
[...document.querySelectorAll("main, main *")]
  .filter(deel => !deel.closest("svg"))
  .filter(deel => deel.scrollWidth > deel.clientWidth + 1 || deel.scrollHeight > deel.clientHeight + 1)
  .filter(deel => getComputedStyle(deel).display == "block" && deel.clientWidth)
  .map(deel => deel.outerHTML.slice(0, 80))
"""
"""What is larger than the box it stands in: a browser can scroll to it, paper cannot."""


@pytest.fixture(scope="module")
def adressen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of each page, written to a file."""
    folder = tmp_path_factory.mktemp("paginas")
    situatie = maak_situatie(date(2011, 3, 1), Decimal(36), Decimal(36), None, None)
    inhoud = {
        "verslag": verslag(publiceer(verzamel(trajecten(), TOT_EN_MET, Pseudoniemen(b"k" * 32)))),
        "rekenhulp": rekenpagina(situatie, list(NAMEN)),
    }
    for naam, tekst in inhoud.items():
        (folder / f"{naam}.html").write_text(tekst, encoding="utf-8")
    return {naam: (folder / f"{naam}.html").as_uri() for naam in inhoud}


@pytest.fixture(params=PAGINAS)
def naam(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def pagina(browser: Browser, adressen: dict[str, str], naam: str) -> AsyncIterator[Page]:
    """One of the pages, opened from its file, that says nothing on the console and asks for nothing else."""
    pagina = await browser.new_page(viewport={"width": GROOT, "height": 900})
    gevraagd, klachten = list[str](), list[str]()
    pagina.on("request", lambda verzoek: gevraagd.append(verzoek.url))
    pagina.on("console", lambda bericht: klachten.append(bericht.text))
    pagina.on("pageerror", lambda fout: klachten.append(fout.message))
    await pagina.goto(adressen[naam])
    yield pagina
    await pagina.close()
    assert gevraagd == [adressen[naam]]
    assert klachten == []


async def test_elke_grafiek_heeft_een_omschrijving_en_een_tabel_die_zij_noemt(pagina: Page, naam: str) -> None:
    await expect(pagina.locator("html")).to_have_attribute("lang", "nl")
    await expect(pagina.get_by_role("heading", level=1)).to_have_count(1)
    await expect(pagina.get_by_role("img")).to_have_count(PAGINAS[naam])
    for grafiek in await lees_grafieken(pagina):
        await expect(pagina.get_by_role("img", name=grafiek.omschrijving, exact=True)).to_have_count(1)
        titel = grafiek.tabel.removeprefix("Tabel: ")
        assert titel in grafiek.omschrijving
        tabel = pagina.get_by_role("region", name=grafiek.tabel, exact=True).get_by_role("table")
        await expect(tabel).to_have_accessible_name(re.compile(re.escape(titel)))


async def test_de_staven_zijn_zo_lang_als_de_getallen_in_de_tabel_ernaast(pagina: Page) -> None:
    for grafiek in await lees_grafieken(pagina):
        lengtes = grafiek.lengtes
        for reeks in grafiek.reeksen():
            getekend, lengtes = lengtes[: len(reeks)], lengtes[len(reeks) :]
            schaal = max(getekend) / max(reeks)
            assert [lengte / schaal for lengte in getekend] == pytest.approx(reeks, abs=grafiek.speling), grafiek.code
        assert lengtes == []
        if STAVEN[grafiek.code].kolommen == KWARTIELEN:
            assert grafiek.vet == grafiek.kolom("Mediaan")


async def test_op_een_smal_scherm_is_alles_te_lezen(pagina: Page) -> None:
    await pagina.set_viewport_size({"width": KLEIN, "height": 900})
    assert await pagina.evaluate("document.documentElement.scrollWidth") == KLEIN
    assert await pagina.evaluate(STEEKT_UIT) == []
    assert min(grafiek.letter for grafiek in await lees_grafieken(pagina)) > KLEINSTE_LETTER


async def test_op_papier_wordt_niets_afgesneden(pagina: Page) -> None:
    await pagina.emulate_media(media="print")
    await pagina.set_viewport_size({"width": PAPIER, "height": 900})
    assert await pagina.evaluate(VERBORGEN) == []
    assert await pagina.evaluate("document.documentElement.scrollWidth") == PAPIER


async def test_zonder_kleur_zijn_de_delen_van_een_grafiek_uit_elkaar_te_houden(pagina: Page) -> None:
    gewoon = await lees_grafieken(pagina)
    await pagina.emulate_media(forced_colors="active", color_scheme="dark")
    gedwongen = await lees_grafieken(pagina)
    for eerst, dan in zip(gewoon, gedwongen, strict=True):
        effen = [vulling for vulling in eerst.vulling if not vulling.startswith("url")]
        assert len(effen) <= 1, "two parts differ in colour only"
        assert len(eerst.vulling) == len(STAVEN[eerst.code].kolommen) or len(eerst.vulling) == 1
        assert dan.vulling == eerst.vulling
        assert (dan.achtergrond, dan.inkt) == (WIT, eerst.inkt)
