"""The web UI of Temporal in a real browser: nothing readable, until an operator signs in at the codec server."""

import re
from urllib.parse import quote

from playwright.async_api import Page, expect

from api.rollen import Rol
from tests.samen.browser import bladzijde
from tests.samen.versleuteling.geheel import BSNS, NAMEN
from tests.samen.versleuteling.kamer import Kamer, token
from workflows.berichten import traject_id

GEDULD = 20_000
"""Milliseconds that the web UI may take."""


async def test_een_beheerder_leest_een_zaak_in_het_webscherm_en_zonder_aanmelden_is_er_niets_te_zien(
    kamer: Kamer,
) -> None:
    async with bladzijde() as scherm:
        await _open(scherm, kamer, traject_id(kamer.nummers[0]))
        await expect(scherm.get_by_text("leg_vast").first).to_be_visible(timeout=GEDULD)
        assert not await _staat_er(scherm, NAMEN[0], BSNS[0])

        await _meld_aan(scherm, kamer, Rol.BEHEERDER)
        await _open(scherm, kamer, traject_id(kamer.nummers[0]))
        await _kies_codecserver(scherm, kamer)
        await scherm.reload()

        await expect(scherm.get_by_text(BSNS[0]).first).to_be_visible(timeout=GEDULD)
        assert await _staat_er(scherm, NAMEN[0])
        assert ("proef-beheerder", "beheerder", "codecserver") in kamer.gezien(BSNS[0])


async def test_wie_niet_mag_lezen_komt_er_bij_het_aanmelden_niet_in(kamer: Kamer) -> None:
    async with bladzijde() as scherm:
        await _meld_aan(scherm, kamer, Rol.ONDERZOEKER)

        await expect(scherm.get_by_role("alert")).to_be_visible(timeout=GEDULD)
        assert await scherm.context.cookies() == []
        assert await scherm.locator("html").get_attribute("lang") == "nl"


async def _open(scherm: Page, kamer: Kamer, workflow_id: str) -> None:
    await scherm.goto(f"{kamer.server.webadres}/namespaces/default/workflows/{quote(workflow_id, safe='')}")


async def _meld_aan(scherm: Page, kamer: Kamer, rol: Rol) -> None:
    await scherm.goto(f"{kamer.codec}/aanmelden")
    await scherm.locator("input, textarea").first.fill(token(rol).removeprefix("Bearer "))
    await scherm.get_by_role("button").first.click()


async def _kies_codecserver(scherm: Page, kamer: Kamer) -> None:
    """As docs/versleuteling.md says."""
    await scherm.locator('button:has-text("Codec Server"), [aria-label*="Codec"]').first.click(timeout=GEDULD)
    await scherm.get_by_text("Use my browser setting").first.click()
    await scherm.get_by_label(re.compile("endpoint", re.IGNORECASE)).first.fill(kamer.codec)
    await scherm.get_by_text("Include cross-origin credentials").first.click()
    await scherm.get_by_role("button", name=re.compile("apply", re.IGNORECASE)).first.click()


async def _staat_er(scherm: Page, *teksten: str) -> bool:
    te_zien = await scherm.inner_text("body")
    return all(tekst in te_zien for tekst in teksten)
