"""Signing in with a browser.

The web UI can send a token only when it has a sign-in of its own, and only over https; otherwise it can send a cookie.
That cookie is set here, from the token that the operator brings.
"""

from collections.abc import Awaitable, Callable
from html import escape
from http import HTTPStatus
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from versleuteling.codecserver.lichaam import lees_lichaam
from versleuteling.codecserver.toegang import Lezer

Keur = Callable[[str], Awaitable[Lezer | None]]
"""Tells whose token this is; None when it gives no access."""
KOEKJE = "codec-toegang"
GELDIG = 8 * 3600
"""Seconds after which the operator signs in again."""
_GROOTST = 20_000
_KOPPEN = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PAGINA = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{titel}</title>
</head>
<body>
<main>
<h1>{titel}</h1>
{inhoud}
</main>
</body>
</html>
"""
_FORMULIER = """
<form method="post" action="/aanmelden">
<p><label for="token">Uw token</label>
<input id="token" name="token" type="password" autocomplete="off" required{kenmerken}></p>
<p><button type="submit">Aanmelden</button></p>
</form>
"""
_FOUT = '<p id="fout" role="alert">Dit token geeft geen toegang: het is niet geldig, of u mag er niets mee inzien.</p>'
_BIJ_FOUT = ' autofocus aria-invalid="true" aria-describedby="fout"'
"""Takes whoever cannot see the page to the field, where the error is read out."""
_KLAAR = """
<p>U bent aangemeld in deze browser, voor hooguit acht uur. Stel nu het webscherm van Temporal in:</p>
<ol>
<li>Open het webscherm en klik rechtsboven op het pictogram van de codecserver.</li>
<li>Kies «Use my browser setting» en vul als adres in: <code>{adres}</code></li>
<li>Zet «Include cross-origin credentials» aan en kies «Apply».</li>
<li>Laad de pagina van het webscherm opnieuw; wat er al stond, blijft anders onleesbaar.</li>
</ol>
<p>Elke inzage wordt vastgelegd.</p>
"""


def toon_formulier(_: Request) -> Response:
    """The page to sign in."""
    return _pagina("Aanmelden voor inzage", _FORMULIER.format(kenmerken=""))


async def meld_aan(verzoek: Request, keur: Keur) -> Response:
    """Set the cookie, which goes to `/decode` only, from pages of this host only, and is hidden from scripts."""
    if verzoek.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        # Another site would make him read under a name of its choice.
        raise HTTPException(HTTPStatus.FORBIDDEN, "Meld u aan op de pagina van deze server zelf.")
    velden = parse_qs((await lees_lichaam(verzoek, _GROOTST)).decode(errors="replace"), max_num_fields=5)
    token = "".join(velden.get("token", [])).strip()
    if await keur(token) is None:
        opnieuw = _FOUT + _FORMULIER.format(kenmerken=_BIJ_FOUT)
        return _pagina("Aanmelden is niet gelukt", opnieuw, HTTPStatus.UNAUTHORIZED)
    antwoord = _pagina("U bent aangemeld", _KLAAR.format(adres=escape(str(verzoek.base_url).rstrip("/"))))
    veilig = verzoek.url.scheme == "https"
    antwoord.set_cookie(KOEKJE, token, GELDIG, path="/decode", secure=veilig, httponly=True, samesite="strict")
    return antwoord


def _pagina(titel: str, inhoud: str, status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    return HTMLResponse(_PAGINA.format(titel=titel, inhoud=inhoud), status, headers=_KOPPEN)
