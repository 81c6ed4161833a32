"""An operator reads a case in the web UI of Temporal, as docs/versleuteling.md tells him to."""

from collections.abc import AsyncIterator
from urllib.parse import quote, unquote

import pytest
from playwright.async_api import Browser, Page, Request, expect

from api.rollen import Rol
from starter import aanroepen
from tests.samen.browser.conftest import GEDULD
from tests.samen.versleuteling.geheel import BSNS, NAMEN
from tests.samen.versleuteling.kamer import Kamer, open_kamer, token
from tests.samen.versleuteling.zoeken import gevonden
from workflows.berichten import PILOT_ID, traject_id

GEWEIGERD = "Dit token geeft geen toegang: het is niet geldig, of u mag er niets mee inzien."
POGINGEN = 10
STAND_VAN_DE_PILOT = {
    "summary": "Pilot loondispensatie",
    "details": "Welke gemeenten meedoen en tot wanneer.",
    "current-details": "Wet vervalt: 1 januari 2013",
}


@pytest.fixture(scope="module")
async def kamer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kamer]:
    async with open_kamer(tmp_path_factory.mktemp("webscherm"), kalender="2011-06-01") as kamer:
        await aanroepen.start_pilot(kamer.systeem.temporal, kamer.systeem.pilot)
        yield kamer


@pytest.fixture
async def pagina(browser: Browser) -> AsyncIterator[Page]:
    """A page of a browser that has been nowhere yet."""
    context = await browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(GEDULD)
    yield await context.new_page()
    await context.close()


async def meld_aan(pagina: Page, kamer: Kamer, rol: Rol, gemeente: str | None = None) -> None:
    await pagina.goto(f"{kamer.codec}/aanmelden")
    await pagina.get_by_label("Uw token").fill(token(rol, gemeente))
    await pagina.get_by_role("button", name="Aanmelden").click()


async def kies_codecserver(pagina: Page, kamer: Kamer) -> None:
    """Tell the web UI, as its user would, to ask our codec server and to send the cookie along."""
    await pagina.goto(f"{kamer.server.webadres}/namespaces/default/workflows")
    await pagina.get_by_role("button", name="Codec Server").click()
    await pagina.get_by_text("Use my browser setting").click()
    await pagina.get_by_label("Codec Server browser endpoint").fill(kamer.codec)
    await pagina.get_by_text("Include cross-origin credentials").click()
    await pagina.get_by_role("button", name="Apply").click()


async def open_workflow(pagina: Page, kamer: Kamer, workflow_id: str) -> None:
    """Open its page; a web UI that has only just started may say to try again, and so we do."""
    opnieuw = pagina.get_by_role("button", name="Try a refresh")
    for _ in range(POGINGEN):
        await pagina.goto(f"{kamer.server.webadres}/namespaces/default/workflows/{quote(workflow_id, safe='')}")
        await expect(pagina.get_by_role("heading", name=workflow_id).or_(opnieuw).first).to_be_visible()
        if not await opnieuw.is_visible():
            return
    pytest.fail("het webscherm van Temporal blijft een fout geven")


async def test_zonder_aanmelden_toont_het_webscherm_van_niemand_iets(kamer: Kamer, pagina: Page) -> None:
    await open_workflow(pagina, kamer, traject_id(kamer.nummers[1]))
    await expect(pagina.get_by_role("button", name="Codec Server could not connect")).to_be_visible()
    await expect(pagina.get_by_role("textbox", name="Input")).not_to_be_empty()
    inhoud = (await pagina.content() + await pagina.locator("body").inner_text()).encode()
    assert gevonden([NAMEN[1], BSNS[1]], inhoud) == set()
    assert kamer.gezien(BSNS[1]) == []


async def test_na_het_aanmelden_leest_een_beheerder_en_dat_staat_in_het_logboek(kamer: Kamer, pagina: Page) -> None:
    await meld_aan(pagina, kamer, Rol.BEHEERDER)
    await expect(pagina.get_by_role("heading", level=1)).to_have_text("U bent aangemeld")
    await kies_codecserver(pagina, kamer)
    gestuurd = _wat_het_webscherm_zijn_server_stuurt(pagina, kamer)

    await open_workflow(pagina, kamer, traject_id(kamer.nummers[0]))
    for leesbaar in (NAMEN[0], BSNS[0]):
        await expect(pagina.get_by_text(leesbaar).first).to_be_visible()
    assert set(kamer.gezien(BSNS[0])) == {("proef-beheerder", "beheerder", "codecserver")}

    await open_workflow(pagina, kamer, PILOT_ID)
    await pagina.get_by_text("User Metadata").click()
    for deel, tekst in STAND_VAN_DE_PILOT.items():
        await expect(pagina.frame_locator(f"#user-metadata-{deel}").locator("body")).to_contain_text(tekst)
    # The web UI has its server lay out these texts: whoever runs Temporal can read them, so they must name nobody.
    assert "Wet vervalt" in unquote("".join(gestuurd))
    assert gevonden([NAMEN[0], BSNS[0]], "".join(gestuurd).encode()) == set()


def _wat_het_webscherm_zijn_server_stuurt(pagina: Page, kamer: Kamer) -> list[str]:
    """What goes to the server of the web UI from now on; what comes to the codec server is left out."""
    gestuurd: list[str] = []

    def noteer(verzoek: Request) -> None:
        if verzoek.url.startswith(kamer.server.webadres):
            gestuurd.append(f"{verzoek.url} {verzoek.post_data or ''}\n")

    pagina.on("request", noteer)
    return gestuurd


@pytest.mark.parametrize("rol", [Rol.CONSULENT, Rol.ONDERZOEKER])
async def test_wie_niet_mag_ontsleutelen_wordt_geweigerd_met_een_zin(kamer: Kamer, pagina: Page, rol: Rol) -> None:
    await meld_aan(pagina, kamer, rol, "0014")
    await expect(pagina.get_by_role("alert")).to_have_text(GEWEIGERD)
    assert await pagina.context.cookies() == []


async def test_de_aanmeldpagina_is_voor_iedereen_te_gebruiken(kamer: Kamer, pagina: Page) -> None:
    await pagina.set_viewport_size({"width": 320, "height": 600})
    await pagina.goto(f"{kamer.codec}/aanmelden")
    await expect(pagina.locator("html")).to_have_attribute("lang", "nl")
    await expect(pagina).to_have_title("Aanmelden voor inzage")
    veld = pagina.get_by_role("main").get_by_label("Uw token")
    await pagina.keyboard.press("Tab")
    await expect(veld).to_be_focused()
    await pagina.keyboard.type("verlopen")
    await pagina.keyboard.press("Enter")
    # The title is read out first, then the field that has the focus with the error that describes it.
    await expect(pagina).to_have_title("Aanmelden is niet gelukt")
    await expect(veld).to_be_focused()
    await expect(veld).to_have_accessible_description(GEWEIGERD)
    await expect(veld).to_have_attribute("aria-invalid", "true")
    assert await pagina.evaluate("document.documentElement.scrollWidth") <= 320
