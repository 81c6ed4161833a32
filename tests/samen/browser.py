"""A real browser: the Chromium of this machine. Without one the tests that need it are skipped, and said to be."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright

PROGRAMMAS = ("chromium", "chromium-browser", "google-chrome")
# As root it runs only without its sandbox; the rest keeps it from asking the outside world for anything.
_KEUZES = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions",
)  # fmt: skip


@asynccontextmanager
async def bladzijde() -> AsyncIterator[Page]:
    """An empty page, in a browser that knows nothing yet."""
    programma = next(filter(None, map(shutil.which, PROGRAMMAS)), None)
    if programma is None:
        pytest.skip("er is geen browser (chromium) op deze computer")
    async with async_playwright() as spel:
        browser = await spel.chromium.launch(executable_path=programma, args=_KEUZES)
        try:
            yield await browser.new_page(viewport={"width": 1400, "height": 1000})
        finally:
            await browser.close()
