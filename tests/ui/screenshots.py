"""Photographs the sample pages in Chromium: ``python -m tests.ui.screenshots FOLDER [PAGE…]``."""

import os
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.browser import chromium

WIDTHS = {"wide": (1440, 900), "phone": (390, 844)}
PAGES = [
    "board",
    "board-empty",
    "list",
    "today",
    "deal",
    "company",
    "numbers",
    "import",
    "settings",
    "contacts",
    "missing",
    "sign-in",
    "parts",
]
PATHS = {"today": "/", "deal": "/deals/104/", "company": "/companies/"}


class Server(ThreadingMixIn, WSGIServer):
    """Answers several requests at once, as a browser sends them."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_message(self, *_words: object) -> None:
        pass


def serve() -> str:
    """Starts the sample server in a thread; returns its address."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.ui.gallery.settings"
    import django
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    django.setup()
    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), Server, Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def complain(said: object) -> None:
    """Repeats what the browser finds fault with."""
    if getattr(said, "type", "error") in ("error", "warning"):
        sys.stderr.write(f"{getattr(said, 'text', said)}\n")


def photograph(folder: Path, pages: list[str]) -> None:
    """One picture per page, width, theme and language."""
    from playwright.sync_api import sync_playwright

    address = serve()
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        found = chromium.find()
        browser = play.chromium.launch(
            executable_path=str(found.path), args=list(found.arguments), env={**os.environ, **found.environment}
        )
        for size, (width, height) in WIDTHS.items():
            for look in os.environ.get("LOOKS", "en-light en-dark ru-light zh-hans-light").split():
                language, theme = look.rsplit("-", 1)
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=theme, locale=language[:2]
                )
                context.add_cookies([{"name": "lang", "value": language, "url": address}])
                tab = context.new_page()
                tab.on("console", complain)
                tab.on("pageerror", complain)
                for page in pages:
                    tab.goto(address + PATHS.get(page, f"/{page}/"))
                    tab.screenshot(path=folder / f"{page}-{size}-{look}.png")
                context.close()
        browser.close()


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), sys.argv[2:] or PAGES)
