"""A real browser: the one that scripts/test found, or else the Chromium of the system."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright, expect

PROGRAMMA = "LOONDISPENSATIE_TEST_BROWSER"
ALLEEN_HIER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""It works as root and without a screen, and looks for nothing elsewhere."""

GEDULD = 20_000
"""Milliseconds; a page that other tests keep waiting is no failure."""


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The browser; whoever wants to start with an empty one makes a context of his own."""
    programma = os.environ.get(PROGRAMMA, shutil.which("chromium"))
    if not programma:
        pytest.skip("er is geen browser; scripts/test zegt waarom")
    expect.set_options(timeout=GEDULD)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=programma, args=ALLEEN_HIER)
        yield browser
        await browser.close()
