"""The webhook against a real server: only a 2xx is delivered, everything else is told in words, and nothing leaks."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from carebot.assembly.plugins import build
from carebot.core.errors import SettingsError
from carebot.core.outcomes import NOTHING
from carebot.outlets.base import Delivery
from carebot.outlets.webhook import Options, Webhook
from tests.carebot.outlets import http_server
from tests.carebot.outlets.http_server import Answer, HttpServer, serving, status
from tests.carebot.outlets.notices import FALL
from tests.contracts.rig import bilingual

SOON = timedelta(milliseconds=100)
PATIENT = timedelta(seconds=30)
OPTIONS = Options(timeout=PATIENT)


def deliver(answer: Answer, options: Options = OPTIONS, *, start: bool = True) -> tuple[Delivery, HttpServer]:
    """What the webhook says of a server that answers so, and the server."""

    async def scenario() -> tuple[Delivery, HttpServer]:
        async with serving(answer) as server:
            webhook = Webhook(replace(options, url=server.url))
            if start:
                await webhook.start()
            delivery = await webhook.deliver(FALL)
            await webhook.aclose()
            return delivery, server

    return asyncio.run(scenario())


def deliver_to(url: str, token: str = "") -> Delivery:
    return asyncio.run(Webhook(Options(url=url, token=token, timeout=PATIENT)).deliver(FALL))


@pytest.mark.parametrize("code", [200, 201, 202, 204, 299])
def test_a_2xx_is_delivered(code: int) -> None:
    delivery, server = deliver(status(code))
    assert delivery == Delivery(delivered=True, detail=NOTHING)
    assert len(server.requests) == 1


@pytest.mark.parametrize("code", [300, 304, 400, 401, 404, 429, 500, 503, 599])
def test_any_other_answer_is_a_refusal_with_its_number(code: int) -> None:
    delivery, server = deliver(status(code))
    assert not delivery.delivered
    assert delivery.passing is (code >= 500 or code == 429), "only what may be over in a moment is tried once more"
    assert str(code) in delivery.detail.zh
    assert str(code) in delivery.detail.en
    assert len(server.requests) == 1, "once: repeating is the notifier's part"


def test_what_is_sent_is_what_a_carer_needs_and_no_more() -> None:
    _, server = deliver(status(200))
    (request,) = server.requests
    assert request.line == "POST /notices HTTP/1.1"
    assert request.headers["content-type"] == "application/json"
    assert request.json == {
        "id": "n1",
        "text": {"zh": FALL.text.zh, "en": FALL.text.en},
        "level": "high",
        "incident": "i1",
        "who": {"zh": "王奶奶", "en": "Grandma Wang"},
        "where": {"zh": "卧室", "en": "bedroom"},
        "since": "2026-03-01T01:59:00+00:00",
        "chain_step": 2,
        "sent_at": "2026-03-01T02:00:00+00:00",
    }
    assert set(request.headers) == {
        "host", "accept", "accept-encoding", "connection", "user-agent", "content-length", "content-type",
        "idempotency-key",
    }  # fmt: skip


def test_the_token_is_sent_as_a_bearer_token_and_only_when_there_is_one() -> None:
    _, server = deliver(status(200), Options(token="s3cret", timeout=PATIENT))
    assert server.requests[0].headers["authorization"] == "Bearer s3cret"
    _, server = deliver(status(200))
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirection_is_not_followed(code: int) -> None:
    async def scenario() -> tuple[Delivery, HttpServer]:
        async with serving(status(200)) as elsewhere, serving(status(code, location=elsewhere.url)) as server:
            delivery = await Webhook(Options(url=server.url, token="s3cret", timeout=PATIENT)).deliver(FALL)
            return delivery, elsewhere

    delivery, elsewhere = asyncio.run(scenario())
    assert not delivery.delivered
    assert str(code) in delivery.detail.en
    assert elsewhere.requests == []


@pytest.mark.parametrize("answer", [http_server.nothing, http_server.garbage])
def test_a_server_that_breaks_off_or_speaks_no_http_is_told_in_words(answer: Answer) -> None:
    delivery, _ = deliver(answer)
    assert not delivery.delivered
    assert bilingual(delivery.detail)
    assert "()" not in delivery.detail.en


@pytest.mark.parametrize("answer", [http_server.never, http_server.dripping])
def test_a_slow_server_is_given_up_within_the_time_that_is_set(answer: Answer) -> None:
    """The time bounds the whole attempt: a server that sends a little now and then gains nothing by it."""
    delivery, _ = deliver(answer, Options(timeout=SOON))
    assert not delivery.delivered
    assert delivery.passing
    assert "0.1 s" in delivery.detail.en
    assert "0.1 秒" in delivery.detail.zh


def test_nobody_waits_for_the_body_of_an_answer() -> None:
    delivery, _ = deliver(http_server.accepted_without_end)
    assert delivery.delivered


def test_a_refused_connection_is_told_in_words() -> None:
    async def scenario() -> Delivery:
        async with serving(status(200)) as server:
            url = server.url
        return await Webhook(Options(url=url, timeout=PATIENT)).deliver(FALL)

    delivery = asyncio.run(scenario())
    assert not delivery.delivered
    assert bilingual(delivery.detail)
    assert "address" in delivery.detail.en


@pytest.mark.parametrize(
    "url",
    ["nurse.example/call", "ftp://nurse.example", "http://", "http://xn--/", "http://127.0.0.1:65536", "http://a:0"],
)
def test_an_address_that_is_none_is_refused_at_the_start_and_told_at_a_notice(url: str) -> None:
    fault = Webhook(Options(url=url)).fault()
    assert fault is not None
    assert bilingual(fault.text)
    assert deliver_to(url) == Delivery(delivered=False, detail=fault.text)


def test_an_address_that_no_name_server_knows_is_told_in_words() -> None:
    delivery = deliver_to("http://[")
    assert not delivery.delivered
    assert bilingual(delivery.detail)


def test_a_secret_stands_in_no_message() -> None:
    for options in (Options(url="ftp://me:s3cret@nurse.example"), Options(url="http://a", token="s3cret令")):
        fault = Webhook(options).fault()
        assert fault is not None
        assert "s3cret" not in f"{fault}"


@pytest.mark.parametrize("token", ["令牌", "two\nlines", "two\rlines", "nul\0"])
def test_a_token_that_cannot_be_sent_is_refused_at_the_start_and_told_at_a_notice(token: str) -> None:
    fault = Webhook(Options(url="http://127.0.0.1:9", token=token)).fault()
    assert fault is not None
    assert bilingual(fault.text)
    delivery, server = deliver(status(200), Options(token=token, timeout=PATIENT), start=False)
    assert delivery == Delivery(delivered=False, detail=fault.text)
    assert server.requests == []


@pytest.mark.parametrize("url", ["http://nurse.example/call", "https://nurse.example:8443/", "HTTP://127.0.0.1:80", ""])
def test_a_sound_address_is_taken(url: str) -> None:
    assert Webhook(Options(url=url, token="abc.DEF-123_~+/=")).fault() is None


def test_without_an_address_it_says_that_none_is_set() -> None:
    delivery = deliver_to("")
    assert not delivery.delivered
    assert "url" in delivery.detail.en


def test_a_withdrawn_delivery_ends_at_once() -> None:
    async def scenario() -> None:
        async with serving(http_server.never) as server:
            delivering = asyncio.create_task(Webhook(Options(url=server.url, timeout=PATIENT)).deliver(FALL))
            await server.asked.wait()
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)
            assert delivering.cancelled()

    asyncio.run(_within(PATIENT, scenario))


async def _within(limit: timedelta, scenario: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.timeout(limit.total_seconds()):
        await scenario()


@pytest.mark.parametrize("started", [True, False])
def test_certificates_are_read_once_and_beside_the_loop(monkeypatch: pytest.MonkeyPatch, started: bool) -> None:
    """Reading them takes longer than the loop may be late, and an alarm storm would add it up."""
    threads: list[int] = []
    read = httpx.create_ssl_context

    def reading() -> ssl.SSLContext:
        threads.append(threading.get_ident())
        return read()

    monkeypatch.setattr(httpx, "create_ssl_context", reading)

    async def scenario() -> None:
        async with serving(status(200)) as server:
            webhook = Webhook(Options(url=server.url, timeout=PATIENT))
            if started:
                await webhook.start()
            for _ in range(3):
                assert (await webhook.deliver(FALL)).delivered

    asyncio.run(scenario())
    assert len(threads) == 1
    assert threads != [threading.get_ident()]


def test_its_options_come_from_the_settings() -> None:
    built = build(Webhook, {"url": "http://127.0.0.1:9/", "token": "t", "timeout": 1.5}, "outlets.webhook")
    assert isinstance(built, Webhook)
    with pytest.raises(SettingsError, match=r"outlets\.webhook\.adress"):
        build(Webhook, {"adress": "http://127.0.0.1:9/"}, "outlets.webhook")
