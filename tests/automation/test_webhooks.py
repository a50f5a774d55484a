"""Calls to other machines: never into the house's own network, signed, tried again, and nobody waits for them."""

import hashlib
import hmac
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from penstock.automation import delivering, posting
from penstock.automation.actions import make_signing_key, retry_delivery, undo_run
from penstock.automation.models import Delivery, Run, SigningKey
from penstock.automation.posting import NotDelivered, checked_url, post
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.deals.actions import win_deal
from tests.automation.setting import a_rule, runs, switched_on, work

PRIVATE = [
    "127.0.0.1", "127.1", "0177.0.0.1", "0x7f000001", "2130706433", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "169.254.170.2", "100.64.0.1", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[fe80::1]",
    "[fd00:ec2::254]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::a00:1]", "[2002:7f00:1::]",
    "[2001:0:a9fe:a9fe::1]", "[fec0::1]", "[100::1]", "localhost",
]  # fmt: skip


@pytest.fixture
def no_socket(monkeypatch):
    """Whatever tries to connect says to which address."""
    tried = []

    def connect(address, *given, **more):
        tried.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    return tried


@pytest.fixture
def server(settings):
    """A machine of this network, which the operator lets us reach; it keeps what it gets."""
    settings.WEBHOOKS_MAY_REACH_INSIDE = True

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.got.append((dict(self.headers), body))
            self.send_response(self.server.status)
            if self.server.status == 302:
                self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()

        def log_message(self, *_given):
            pass

    one = HTTPServer(("127.0.0.1", 0), Handler)
    one.got, one.status = [], 200
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield one
    one.shutdown()
    one.server_close()


def url_of(server):
    return f"http://127.0.0.1:{server.server_port}/hook?token=s3cret"


@pytest.mark.parametrize("host", PRIVATE)
def test_no_spelling_of_a_private_address_is_called(host, no_socket):
    with pytest.raises(NotDelivered) as told:
        post(f"https://{host}/latest/meta-data/", b"{}", {})
    assert no_socket == []
    assert "private network" in str(told.value) or "could not be reached" in str(told.value)


def test_a_name_that_leads_inside_is_not_called(no_socket, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", _answers([["10.0.0.5"]]))
    with pytest.raises(NotDelivered, match="private network"):
        post("https://inside.example.com/", b"{}", {})
    assert no_socket == []


def test_a_name_that_changes_between_check_and_call_changes_nothing(no_socket, monkeypatch):
    """The name is asked for once, and the connection goes to the address that was checked."""
    answers = _answers([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    monkeypatch.setattr(socket, "getaddrinfo", answers)
    with pytest.raises(NotDelivered):
        post("https://rebinding.example.com/", b"{}", {})
    assert no_socket == ["93.184.215.14"]


def _answers(rounds):
    left = list(rounds)

    def getaddrinfo(host, port, *given, **more):
        found = left.pop(0) if left else rounds[-1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port or 443)) for address in found]

    return getaddrinfo


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "gopher://example.com/", "//example.com/",
        "javascript:alert(1)", "https://", "https://user:pass@example.com/", "https://user@example.com/",
        "https://example.com:99999/", "https://exa mple.com/", "https://example.com/\r\nHost: evil", "https://[::1",
        "https://example.com\\@10.0.0.1/", "https://example.com/" + "a" * 2000, "",
    ],
)  # fmt: skip
def test_what_is_no_address_of_the_world_is_refused_when_it_is_typed(url):
    with pytest.raises(Refused):
        checked_url(url)


def test_a_redirect_is_not_followed(server):
    server.status = 302
    with pytest.raises(NotDelivered, match="302"):
        post(url_of(server), b"{}", {})
    assert len(server.got) == 1


def test_the_machines_proxies_and_password_files_are_not_used(server, monkeypatch, tmp_path):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert post(url_of(server), b"{}", {}) == 200
    assert "Authorization" not in server.got[0][0]


def test_whoever_answers_by_the_drop_is_given_up(settings, monkeypatch):
    settings.WEBHOOKS_MAY_REACH_INSIDE = True
    monkeypatch.setattr(posting, "DEADLINE", 0.3)
    slow = socket.create_server(("127.0.0.1", 0))
    with slow, pytest.raises(NotDelivered, match="did not answer"):
        post(f"http://127.0.0.1:{slow.getsockname()[1]}/", b"{}", {})


@pytest.mark.django_db
def test_a_call_is_signed_and_tells_the_deal(world, rep, owner, server):
    secret = make_signing_key(by=owner)
    automation = switched_on(a_rule("won", ("webhook", {"url": url_of(server)})), owner)
    win_deal(world.deal(amount="1234.50"), by=rep)
    work()
    headers, body = server.got[0]
    signed = hmac.new(secret.encode(), f"{headers['Penstock-Timestamp']}.".encode() + body, hashlib.sha256)
    assert headers["Penstock-Signature"] == f"v1={signed.hexdigest()}"
    told = json.loads(body)
    assert (told["event"], told["deal"]["name"], told["deal"]["value"]) == ("deal.won", "Big order", "1234.50")
    assert runs(automation)[0].state == "done"
    assert Delivery.objects.on(runs(automation)[0]).get().state == "done"
    work()
    assert len(server.got) == 1


@pytest.mark.django_db
def test_what_did_not_arrive_is_tried_again_and_then_given_up(world, rep, owner, server, monkeypatch):
    make_signing_key(by=owner)
    automation = switched_on(a_rule("won", ("webhook", {"url": url_of(server)})), owner)
    server.status = 500
    win_deal(world.deal(), by=rep)
    work()
    one = Delivery.objects.on(runs(automation)[0]).get()
    assert (one.state, one.attempts, one.status) == ("waiting", 1, 500)
    for _attempt in range(delivering.ATTEMPTS - 1):
        Delivery.objects.on(one.run).update(next_at=clock.now())
        work()
    one.refresh_from_db()
    assert (one.state, one.attempts) == ("failed", delivering.ATTEMPTS)
    server.status = 200
    retry_delivery(one, by=owner)
    work()
    one.refresh_from_db()
    assert one.state == "done"
    assert "s3cret" not in world.client("owner").get("/settings/automations/runs/").content.decode()


@pytest.mark.django_db
def test_undoing_a_run_calls_nothing_that_was_not_called_and_says_what_was(world, rep, owner, server):
    make_signing_key(by=owner)
    automation = switched_on(a_rule("won", ("webhook", {"url": url_of(server)})), owner)
    win_deal(world.deal(), by=rep)
    work()
    undo_run(runs(automation)[0], by=owner)
    assert runs(automation)[0].notes == ["What was posted to 127.0.0.1 cannot be taken back."]


@pytest.mark.django_db
def test_nothing_is_called_while_a_transaction_is_open(world, rep, owner, server, monkeypatch):
    make_signing_key(by=owner)
    switched_on(a_rule("won", ("webhook", {"url": url_of(server)})), owner)
    depth = len(connection.savepoint_ids)
    seen = []
    monkeypatch.setattr(delivering, "post", lambda *_given: seen.append(len(connection.savepoint_ids)) or 200)
    win_deal(world.deal(), by=rep)
    work()
    assert seen == [depth]


@pytest.mark.django_db
def test_a_crash_between_call_and_mark_repeats_it_once_and_only_after_the_pause(world, rep, owner, server, monkeypatch):
    make_signing_key(by=owner)
    automation = switched_on(a_rule("won", ("webhook", {"url": url_of(server)})), owner)
    win_deal(world.deal(), by=rep)

    def killed(*_given, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(delivering, "_mark", killed)
        work()
    work()
    assert len(server.got) == 1
    Delivery.objects.on(Run.objects.on(automation).get()).update(next_at=clock.now())
    work()
    assert len(server.got) == 2


@pytest.mark.django_db
def test_without_a_secret_no_step_calls_anything(world, owner):
    with pytest.raises(Refused, match="secret"):
        switched_on(a_rule("won", ("webhook", {"url": "https://example.com/"})), owner)


@pytest.mark.django_db
def test_the_secret_is_shown_once_and_stands_in_no_table(world, owner):
    client = world.client("owner")
    shown = client.post("/settings/automations/webhooks/").content.decode()
    secret = shown.split('<code class="secret">')[1].split("<")[0]
    assert secret not in client.get("/settings/automations/webhooks/").content.decode()
    assert secret not in str(list(SigningKey.unscoped.values()))
    assert make_signing_key(by=owner) != secret
