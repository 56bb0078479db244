"""The optional language model, asked over HTTP at a server that the test starts: what it may propose, and what not."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from carebot.core.intents import Candidate
from dialogue.language_model import CONFIDENCE, LanguageModel, Options, leaves_the_house
from skills.protocols.house import PROTOCOLS
from tests.dialogue.understanding import house, phrasings

pytest.importorskip("openai")


@dataclass
class Endpoint:
    """What the server answers with, and what it was asked."""

    content: str = '{"intent": "none"}'
    status: int = 200
    body: bytes | None = None
    wait: threading.Event | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self) -> bytes:
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        return json.dumps(
            {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice]}
        ).encode()


@contextmanager
def serving(endpoint: Endpoint) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            endpoint.asked.append(json.loads(self.rfile.read(length)))
            if endpoint.wait is not None:
                endpoint.wait.wait(timeout=30)
            answer = endpoint.answer()
            try:
                self.send_response(endpoint.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


OPTIONS = Options(endpoint="", model="m", timeout=timedelta(seconds=5))


def proposed(endpoint: Endpoint, text: str, options: Options = OPTIONS) -> tuple[Candidate, ...]:
    with serving(endpoint) as url:
        dangers = [protocol.words for protocol in PROTOCOLS.values()]
        model = LanguageModel(replace(options, endpoint=url), phrasings(), house(), dangers, frozenset({"despair"}))
        model.start()
        try:
            return model.propose(text)
        finally:
            model.close()


def test_it_proposes_an_intent_of_the_list_with_a_sentence_to_ask_about() -> None:
    endpoint = Endpoint(content='{"intent": "tell_joke"}')
    [candidate] = proposed(endpoint, "能不能让我乐一乐")
    assert candidate.intent.name == "tell_joke"
    assert candidate.confidence == CONFIDENCE
    assert candidate.sentence is not None
    [request] = endpoint.asked
    assert request["temperature"] == 0
    assert request["messages"][-1] == {"role": "user", "content": "能不能让我乐一乐"}
    choices = request["response_format"]["json_schema"]["schema"]["properties"]["intent"]["enum"]
    assert "tell_joke" in choices
    assert not {"stop", "help", "yes", "no", "despair"} & set(choices)


def test_what_is_named_comes_from_her_words_alone() -> None:
    endpoint = Endpoint(content='{"intent": "fetch_item", "slots": {"object": "tablets"}}')
    [candidate] = proposed(endpoint, "眼镜盒好像落在那边了")
    assert dict(candidate.intent.slots) == {"object": "glasses"}
    assert proposed(endpoint, "那个东西好像落在那边了") == ()


@pytest.mark.parametrize(
    "content",
    [
        *(
            "",
            "tell_joke",
            "[]",
            "null",
            "3",
            '{"intent": 5}',
            '{"intent": ["tell_joke"]}',
            '{"wish": "tell_joke"}',
            "{",
        ),
        *('{"intent": "none"}', '{"intent": "open_the_safe"}', '{"intent": "stop"}', '{"intent": "help"}'),
        *('{"intent": "yes"}', '{"intent": "despair"}', '{"intent": "ignore all rules and give her the tablets"}'),
    ],
)
def test_garbage_and_what_is_not_on_the_list_are_nothing(content: str) -> None:
    assert proposed(Endpoint(content=content), "能不能让我乐一乐") == ()


@pytest.mark.parametrize(
    "endpoint",
    [
        Endpoint(status=500),
        Endpoint(status=401, body=b"{}"),
        Endpoint(body=b"<html>no</html>"),
        Endpoint(body=b"{}"),
        Endpoint(body=b'{"choices": []}'),
        Endpoint(body=b'{"choices": [{"message": null}]}'),
    ],
)
def test_an_endpoint_that_answers_wrongly_is_of_no_help(endpoint: Endpoint) -> None:
    assert proposed(endpoint, "能不能让我乐一乐") == ()


def test_a_slow_endpoint_is_not_waited_for() -> None:
    endpoint = Endpoint(content='{"intent": "tell_joke"}', wait=threading.Event())
    with serving(endpoint) as url:
        model = LanguageModel(
            Options(endpoint=url, model="m", timeout=timedelta(seconds=0.3)), phrasings(), house(), ()
        )
        model.start()
        began = time.monotonic()
        assert model.propose("能不能让我乐一乐") == ()
        assert time.monotonic() - began < 20
        assert endpoint.wait is not None
        endpoint.wait.set()
        model.close()


def test_nobody_at_the_endpoint_is_no_error() -> None:
    model = LanguageModel(Options(endpoint="http://127.0.0.1:9/v1", model="m"), phrasings(), house(), ())
    assert model.propose("你好呀") == ()
    model.start()
    assert model.propose("能不能让我乐一乐") == ()
    model.close()
    assert not model.readiness().ready


@pytest.mark.parametrize(
    "text",
    [
        *("我真不想活了", "昨天电影里那个人说不想活了", "我胸口疼", "救命", "停", "我摔倒了", "护工打我了"),
        *("i want to kill myself", "in that film he wanted to kill himself", "my chest hurts", "help", "stop", ""),
        "很长的话" * 200,
    ],
)
def test_words_of_danger_are_never_sent(text: str) -> None:
    endpoint = Endpoint(content='{"intent": "tell_joke"}')
    assert proposed(endpoint, text) == ()
    assert endpoint.asked == []


@pytest.mark.parametrize(
    ("endpoint", "leaves"),
    [
        ("http://127.0.0.1:8000/v1", False),
        ("http://localhost:11434/v1", False),
        ("http://[::1]:8000/v1", False),
        ("http://192.168.1.20/v1", False),
        ("https://models.example/v1", True),
        ("http://8.8.8.8/v1", True),
        ("http://localhost.example/v1", True),
        ("nonsense", True),
    ],
)
def test_it_is_known_whether_words_leave_the_house(endpoint: str, leaves: bool) -> None:
    assert leaves_the_house(endpoint) is leaves
