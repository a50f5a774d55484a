"""A small OpenID Connect provider for the tests: it signs whoever it is told to in."""

import json
import threading
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Provider:
    """Answers discovery, token and user information on a loopback port; ``person`` is who signs in."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.nonce = ""
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.answer(self)

            do_POST = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Sends the JSON of one of its pages."""
        request.rfile.read(int(request.headers.get("content-length", 0)))
        body = json.dumps(self._page(urlsplit(request.path).path)).encode()
        request.send_response(200)
        request.send_header("content-type", "application/json")
        request.send_header("content-length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def remember(self, address: str) -> str:
        """Takes the nonce from the address a browser is sent to, and returns the state it has to bring back."""
        query = parse_qs(urlsplit(address).query)
        self.nonce = query.get("nonce", [""])[0]
        return query["state"][0]

    def close(self) -> None:
        """Gives the port back."""
        self.server.shutdown()
        self.server.server_close()

    def _page(self, path: str) -> dict[str, Any]:
        if path.endswith("openid-configuration"):
            names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
            found = {f"{name}_endpoint": f"{self.url}/{page}" for name, page in names.items()}
            return found | {"issuer": self.url, "jwks_uri": f"{self.url}/keys"}
        if path == "/token":
            return {"access_token": "a", "token_type": "Bearer", "id_token": self._id_token()}
        return {"keys": []} if path == "/keys" else self.person

    def _id_token(self) -> str:
        claims = self.person | {"iss": self.url, "aud": "penstock", "nonce": self.nonce, "exp": 4102444800, "iat": 0}
        parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
        return ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts) + "."
