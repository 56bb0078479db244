"""Gateways for text messages and calls, by the webhook alone: what they are sent, and what counts as accepted."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest

from carebot.assembly.outlets import build_outlets
from carebot.assembly.plugins import build
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.outlets._template import PLACES
from carebot.outlets.base import Delivery, Notice
from carebot.outlets.webhook import Options, Webhook
from tests.carebot.outlets.http_server import Answer, HttpServer, dripping, saying, serving, status
from tests.carebot.outlets.notices import FALL, notice
from tests.contracts.rig import bilingual

PATIENT = timedelta(seconds=30)
TOLD = notice(
    whom=Text(zh="护士长的手机", en="head nurse's phone"),
    to="sms",
    sent_at=FALL.sent_at.astimezone(ZoneInfo("Asia/Shanghai")),
)


def deliver(options: Options, answer: Answer | None = None, *told: Notice) -> tuple[list[Delivery], HttpServer]:
    """What the webhook says of each notice, and the server."""

    async def scenario() -> tuple[list[Delivery], HttpServer]:
        async with serving(answer or status(200)) as server:
            webhook = Webhook(replace(options, url=server.url, timeout=PATIENT))
            return [await webhook.deliver(each) for each in told or (TOLD,)], server

    return asyncio.run(scenario())


def test_a_json_body_has_the_notice_at_its_places_and_the_rest_as_it_is() -> None:
    body = {
        "to": ["+86 138 0000 0000", "{whom_zh}"],
        "message": {"content": "【carebot】{level_zh}：{text_zh} {text_en}", "urgent": True, "tries": 2, "none": None},
        "when": "{time} ({sent_at})",
        "braces": "{} { level } {{level}}",
    }
    _, server = deliver(Options(body=body))
    assert server.requests[0].headers["content-type"] == "application/json"
    assert server.requests[0].json == {
        "to": ["+86 138 0000 0000", "护士长的手机"],
        "message": {
            "content": f"【carebot】高级报警：{FALL.text.zh} {FALL.text.en}",
            "urgent": True,
            "tries": 2,
            "none": None,
        },
        "when": "2026-03-01 10:00 (2026-03-01T10:00:00+08:00)",
        "braces": "{} { level } {high}",
    }


def test_a_form_is_sent_as_one() -> None:
    body = {"to": "+8613800000000", "text": "{text_zh}&x=1", "voice": True, "repeat": 2}
    _, server = deliver(Options(format="form", body=body))
    (request,) = server.requests
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"
    assert parse_qs(request.body.decode()) == {
        "to": ["+8613800000000"],
        "text": [f"{FALL.text.zh}&x=1"],
        "voice": ["true"],
        "repeat": ["2"],
    }


def test_every_place_is_filled() -> None:
    _, server = deliver(Options(body={name: f"{{{name}}}" for name in PLACES}))
    said = server.requests[0].json
    assert set(said) == set(PLACES)
    assert all(value and "{" not in value for value in said.values())
    assert (said["step"], said["level"], said["outlet"], said["incident"], said["id"]) == (
        "2",
        "high",
        "sms",
        "i1",
        "n1",
    )
    assert said["whom"] == "护士长的手机 / head nurse's phone"


@pytest.mark.parametrize("form", ["json", "form"])
def test_what_people_say_cannot_change_the_rest_of_a_message(form: Literal["json", "form"]) -> None:
    words = '"}, {"to": "all"} {level}&to=all\n\\'
    told = replace(TOLD, text=Text(zh=words, en=words))
    _, server = deliver(Options(format=form, body={"to": "1", "text": "{text_zh}"}), None, told)
    request = server.requests[0]
    said = request.json if form == "json" else {key: value[0] for key, value in parse_qs(request.body.decode()).items()}
    assert said == {"to": "1", "text": words}


def test_further_headers_are_sent() -> None:
    _, server = deliver(Options(headers={"X-Api-Key": "s3cret", "authorization": "Basic abc"}))
    headers = server.requests[0].headers
    assert (headers["x-api-key"], headers["authorization"]) == ("s3cret", "Basic abc")


def test_each_attempt_bears_the_same_key_and_each_other_notice_or_outlet_another() -> None:
    _, server = deliver(Options(), None, TOLD, TOLD, replace(TOLD, id="n2"), replace(TOLD, to="voice"))
    first, again, *others = [request.headers["idempotency-key"] for request in server.requests]
    assert first == again == TOLD.key
    assert len({first, *others}) == 3


ACCEPTING: list[tuple[dict[str, bool | int | float | str], object]] = [
    ({"status": "ok"}, {"status": "ok", "more": 1}),
    ({"code": 0}, {"code": "0"}),
    ({"code": "0"}, {"code": 0}),
    ({"success": True}, {"success": True}),
    ({"result.code": 200, "result.list.1.state": "sent"}, {"result": {"code": 200, "list": [{}, {"state": "sent"}]}}),
]
REFUSING: list[tuple[dict[str, bool | int | float | str], object]] = [
    ({"status": "ok"}, {"status": "no credit"}),
    ({"status": "ok"}, {}),
    ({"status": "ok"}, []),
    ({"status": "ok"}, "ok"),
    ({"code": 0}, {"code": 10}),
    ({"code": 0}, {"code": False}),
    ({"success": True}, {"success": False}),
    ({"a.b": 1}, {"a": 1}),
    ({"a.1": 1}, {"a": [1]}),
    ({"a.x": 1}, {"a": [1]}),
    ({"status": "ok", "code": 0}, {"status": "ok", "code": 1}),
]


@pytest.mark.parametrize(("accepted", "answer"), ACCEPTING)
def test_it_is_delivered_when_the_answer_says_so(accepted: dict[str, bool | int | float | str], answer: object) -> None:
    assert deliver(Options(accepted=accepted), saying(json.dumps(answer)))[0] == [Delivery(delivered=True)]


@pytest.mark.parametrize(("accepted", "answer"), REFUSING)
def test_it_is_not_delivered_when_the_answer_says_otherwise(
    accepted: dict[str, bool | int | float | str], answer: object
) -> None:
    ((delivery,), _) = deliver(Options(accepted=accepted), saying(json.dumps(answer)))
    assert not delivery.delivered
    assert not delivery.passing
    assert bilingual(delivery.detail)
    assert any(path in delivery.detail.en for path in accepted)


@pytest.mark.parametrize(
    "answer", [b"", b"OK", b"{", b"\xff\xfe\x00", b"[" * 60000, b" " * 1_000_000 + b'{"status": "ok"}']
)
def test_an_answer_that_cannot_be_read_is_not_taken_for_a_yes(answer: bytes) -> None:
    ((delivery,), _) = deliver(Options(accepted={"status": "ok"}), saying(answer))
    assert not delivery.delivered
    assert "accepted" in delivery.detail.en


def test_a_status_that_refuses_counts_whatever_the_answer_says() -> None:
    ((delivery,), _) = deliver(Options(accepted={"status": "ok"}), saying('{"status": "ok"}', 402))
    assert "402" in delivery.detail.en


def test_an_answer_that_never_ends_is_given_up_in_time() -> None:
    async def scenario() -> Delivery:
        async with serving(dripping) as server:
            options = Options(url=server.url, accepted={"status": "ok"}, timeout=timedelta(milliseconds=100))
            return await Webhook(options).deliver(TOLD)

    assert "0.1 s" in asyncio.run(scenario()).detail.en


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"body": {"text": "{txt_zh}"}}, "{txt_zh}"),
        ({"body": {"deep": [{"text": ["{who}"]}]}}, "{who}"),
        ({"body": {"text": "{护士}"}}, "{护士}"),
        ({"body": {"to": "1", "more": {"a": "{text_zh}", "b": ["{text_en}", "{c}"]}}}, "{c}"),
        ({"body": {"text": "{LEVEL}"}}, "{LEVEL}"),
        ({"body": {"n": float("nan")}}, "JSON"),
        ({"body": {"on": timedelta(1)}}, "JSON"),
        ({"format": "form"}, "form"),
        ({"format": "form", "body": {"to": ["1", "2"]}}, "form"),
        ({"headers": {"x key": "v"}}, "x key"),
        ({"headers": {"x-key": "two\r\nlines"}}, "x-key"),
        ({"headers": {"x-key": "令牌"}}, "x-key"),
        ({"headers": {"Content-Length": "3"}}, "Content-Length"),
        ({"headers": {"idempotency-key": "3"}}, "idempotency-key"),
        ({"headers": {"Authorization": "Basic abc"}, "token": "t"}, "authorization"),
        ({"secret": "s3cret"}, "the body has no {secret}"),
        ({"secret": "s3cret", "body": {"text": "{text_zh}"}}, "the body has no {secret}"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_depends_on_it(wrong: dict[str, Any], named: str) -> None:
    webhook = Webhook(Options(url="https://sms.example/", **wrong))
    fault = webhook.fault()
    assert fault is not None
    assert bilingual(fault.text)
    assert named in fault.text.en
    assert asyncio.run(webhook.deliver(TOLD)) == Delivery(delivered=False, detail=fault.text)


def test_no_secret_is_shown() -> None:
    hidden = Options(
        url="https://u:s3cret@x.example", headers={"x-key": "s3cret"}, body={"key": "s3cret"}, token="s3cret"
    )
    assert "s3cret" not in repr(hidden)


def test_a_gateway_comes_from_the_settings_and_what_is_wrong_with_it_is_named() -> None:
    sms: dict[str, Any] = {
        "kind": "webhook",
        "url": "https://sms.example/send",
        "body": {"text": "{text_zh}", "to": ["1"]},
        "headers": {"x-key": "k"},
        "accepted": {"code": 0, "state": "sent", "done": True},
        "whom": "护士长",
    }
    outlet = build_outlets({"sms": sms})["sms"].outlet
    assert isinstance(outlet, Webhook)
    assert vars(outlet)["_options"].accepted == {"code": 0, "state": "sent", "done": True}
    with pytest.raises(SettingsError, match=r"outlets\.sms.*\{txt\}"):
        build_outlets({"sms": sms | {"body": {"text": "{txt}"}}})
    with pytest.raises(SettingsError, match=r"outlets\.sms\.format"):
        build(Webhook, {"format": "xml"}, "outlets.sms")
