"""Secrets of ways out go to no address that they were not entered for, whoever changes what."""

from pathlib import Path
from typing import Any

import pytest

from carebot.changing.book import Book
from carebot.changing.bound import address
from carebot.changing.leaf import Json
from carebot.changing.panel_file import Entry
from carebot.changing.row_kinds import ADDING, ROWS
from carebot.changing.states import Outcome, Wanted, drawn
from tests.carebot.changing.books import AT, FULL, as_drawn, book_at, file_at, layers_at
from tests.carebot.changing.test_rows import add
from tests.carebot.changing.test_ward_rows import SMS

HOOK: dict[str, Any] = {
    "kind": "webhook",
    "url": "https://gateway.test/call?key=geheim",
    "token": "geheim2",
    "whom": "w",
}
MQTT: dict[str, Any] = {"kind": "mqtt", "host": "broker.test", "user": "u", "password": "geheim", "whom": "w"}
MAIL: dict[str, Any] = {
    "kind": "mail",
    "host": "mail.test",
    "user": "u",
    "password": "geheim",
    "whom": "w",
    "sender": "a@b.test",
    "recipients": ["c@d.test"],
}
ELSEWHERE = "https://attacker.test/"


def file_with(**ways: Any) -> dict[str, Any]:
    return {**FULL, "outlets": ways}


def change(book: Book, way: str, *, removed: str = "", **said: str) -> Outcome:
    """What the page of a way out sends, with `said` in its fields and one box ticked."""
    leaves = [leaf for leaf in book.leaves() if leaf.group == f"outlets.{way}"]
    wanted = {leaf.key: as_drawn(book, leaf.key) for leaf in leaves}
    for name, value in said.items():
        key = f"outlets.{way}.{name}"
        wanted[key] = Wanted(raw=(value,) if value else (), was=wanted[key].was)
    if removed:
        wanted[removed] = Wanted(raw=(), was=wanted[removed].was, removed=True)
    return book.change(wanted, "technician", AT)


def problems(outcome: Outcome) -> set[str]:
    assert "geheim" not in str(outcome)
    return {key.rpartition(".")[2] for key in outcome.problems}


@pytest.mark.parametrize(
    ("way", "said", "asked"),
    [
        (HOOK, {"url": ELSEWHERE}, {"token"}),
        (HOOK, {"url": "http://gateway.test/call"}, {"token"}),
        (HOOK, {"url": "https://gateway.test/another-tenant"}, {"token"}),
        (HOOK, {"url": "https://gateway.test:8443/call"}, {"token"}),
        (
            {**HOOK, "headers": {"x-key": "geheim"}, "body": {"k": "geheim"}},
            {"url": ELSEWHERE},
            {"token", "headers", "body"},
        ),
        (MQTT, {"host": "attacker.test"}, {"password"}),
        (MQTT, {"port": "1884"}, {"password"}),
        (MQTT, {"tls": ""}, {"password"}),
        (MAIL, {"host": "attacker.test"}, {"password"}),
        (MAIL, {"encryption": "none"}, {"password"}),
    ],
)
def test_another_address_needs_its_secrets_again(
    tmp_path: Path, way: dict[str, Any], said: dict[str, str], asked: set[str]
) -> None:
    book = book_at(tmp_path, file=file_with(way=way))
    refused = change(book, "way", **said)
    assert problems(refused) == asked
    assert {one.en.split(":")[0] for one in refused.problems.values()} == {"Where it sends has changed"}
    assert not file_at(tmp_path).path.exists()
    again = {"headers": "x-key: mine", "body": "k = mine"}
    assert change(book, "way", **said, **{one: again.get(one, "mine") for one in asked}).kept
    settings = layers_at(tmp_path, file_with(way=way)).settings
    assert "geheim" not in str({key: one for key, one in settings.outlets["way"].items() if key != "url"})


def test_the_same_address_keeps_the_token_and_a_removed_one_is_not_asked_for(tmp_path: Path) -> None:
    book = book_at(tmp_path, file=file_with(way=HOOK))
    assert change(book, "way", url="https://GATEWAY.test:443/call?key=geheim").kept == ("outlets.way.url",)
    assert change(book, "way", removed="outlets.way.token", url=ELSEWHERE).kept
    way = layers_at(tmp_path, file_with(way=HOOK)).settings.outlets["way"]
    assert (way["url"], way["token"]) == (ELSEWHERE, "")


def test_a_secret_that_the_environment_sets_goes_to_no_address_of_the_panels(tmp_path: Path) -> None:
    bare = {key: one for key, one in HOOK.items() if key != "token"}
    above = {"outlets": {"way": {"token": "geheim2"}}}
    refused = change(book_at(tmp_path, file=file_with(way=bare), environment=above), "way", url=ELSEWHERE)
    assert "not set on the panel" in refused.problems["outlets.way.token"].en


@pytest.mark.parametrize("since", [{"token": "geheim2"}, {"headers": {"x": "geheim2"}}, {"body": {"k": "geheim2"}}])
def test_a_secret_that_the_file_was_given_since_does_not_go_there_either(tmp_path: Path, since: dict[str, Any]) -> None:
    bare = {key: one for key, one in HOOK.items() if key != "token"}
    assert change(book_at(tmp_path, file=file_with(way=bare)), "way", url=ELSEWHERE).kept
    layers = layers_at(tmp_path, file_with(way={**bare, **since}))
    assert set(layers.left_out) == {"outlets.way.url"}
    assert layers.settings.outlets["way"]["url"] == bare["url"]


def test_a_secret_goes_back_together_with_its_address(tmp_path: Path) -> None:
    """Else whoever set both would have the file's token sent to her own address, or another's to the file's."""
    file = file_with(way=HOOK)
    for key in ("outlets.way.token", "outlets.way.url"):
        book = book_at(tmp_path, file=file)
        assert change(book, "way", url=ELSEWHERE, token="mine", from_step="2").kept
        assert book.take_back(key).kept == ("outlets.way.token", "outlets.way.url")
        way = layers_at(tmp_path, file).settings.outlets["way"]
        assert (way["url"], way["token"], way["from_step"]) == (HOOK["url"], "geheim2", 2)


def test_of_a_way_that_was_added_here_the_same_holds(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    add(book, ADDING["outlets.webhook"], SMS, "technician")
    assert problems(change(book, "sms", url=ELSEWHERE)) == {"token"}
    assert change(book, "sms", url=ELSEWHERE, token="mine").kept
    assert problems(change(book, "sms", url="https://third.test/")) == {"token"}
    assert book.take_back("outlets.sms.token").kept == ("outlets.sms.token", "outlets.sms.url")
    assert layers_at(tmp_path).settings.outlets["sms"]["url"] == SMS["url"]


def test_one_of_the_same_name_has_nothing_of_the_one_before(tmp_path: Path) -> None:
    """Else a key that was set for one that the file had would go to the address of another one of its name."""
    book = book_at(tmp_path, file=file_with(sms=HOOK))
    assert change(book, "sms", token="geheim3").kept
    book = book_at(tmp_path)
    assert (
        add(book, ADDING["outlets.webhook"], {**SMS, "url": ELSEWHERE, "token": "mine"}, "technician")
        == "outlets.[sms]"
    )
    sms = layers_at(tmp_path).settings.outlets["sms"]
    assert (sms["url"], sms["token"]) == (ELSEWHERE, "mine")


def test_beside_something_that_does_not_count_both_count_or_neither(tmp_path: Path) -> None:
    file = file_with(way=HOOK)
    assert change(book_at(tmp_path, file=file), "way", url=ELSEWHERE, token="mine").kept
    entries = file_at(tmp_path).read()
    odd: dict[str, Json] = {"residents.gone.frail": True}
    # The token comes last, so that each alone would have the file's sent elsewhere.
    ordered = {"outlets.way.url": entries["outlets.way.url"], **entries}
    file_at(tmp_path).write({**ordered, **{key: Entry(value=one, by="x", at=AT) for key, one in odd.items()}})
    layers = layers_at(tmp_path, file)
    assert (set(layers.left_out), layers.settings.outlets["way"]["token"]) == (set(odd), "mine")


def test_what_was_written_here_for_a_gateway_is_shown_and_goes_along_but_its_key_does_not(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    said = {**SMS, "body": "to = 138\nkey = {secret}\ntext = {text_zh}", "secret": "geheim3"}
    add(book, ADDING["outlets.webhook"], said, "technician")
    assert as_drawn(book, "outlets.sms.body").raw == (said["body"],)
    assert change(book, "sms", body=said["body"].replace("138", "139")).kept == ("outlets.sms.body",)
    assert problems(change(book, "sms", body="to = 139\nkey = {secret}\ntext = {text_zh} {secret}")) == {"secret"}
    assert problems(change(book, "sms", body='{"to": "139", "text": ["{secret}"]}')) == {"secret"}
    assert problems(change(book, "sms", url=ELSEWHERE)) == {"token", "secret"}
    assert (
        change(book, "sms", removed="outlets.sms.secret").problems["outlets.sms.secret"].en.startswith("The body has")
    )
    body = layers_at(tmp_path).settings.outlets["sms"]["body"]
    assert body == {"to": "139", "key": "{secret}", "text": "{text_zh}"}


def test_what_the_file_says_for_a_gateway_is_not_shown_and_can_be_replaced(tmp_path: Path) -> None:
    file = file_with(way={**HOOK, "body": {"key": "geheim"}, "headers": {"x-key": "geheim"}})
    book = book_at(tmp_path, file=file)
    assert "geheim" not in str([*book.states(book.leaves())])
    (headers,) = book.states(leaf for leaf in book.leaves() if leaf.key == "outlets.way.headers")
    assert isinstance(headers.next, dict)
    assert list(headers.next) == ["x-key"]
    assert change(book, "way", body="key = mine").kept == ("outlets.way.body",)
    assert as_drawn(book, "outlets.way.body").raw == ("key = mine",)
    assert change(book, "way", removed="outlets.way.headers").kept
    assert layers_at(tmp_path, file).settings.outlets["way"]["headers"] == {}


def test_what_is_not_set_is_hidden_nowhere(tmp_path: Path) -> None:
    book = book_at(tmp_path, file=file_with(way={"kind": "webhook", "url": "https://a.test"}))
    hidden = {one.leaf.key for one in book.states(book.leaves()) if one.is_hidden}
    assert hidden == {"outlets.way.url", "sight.cameras.hall.source"}
    assert ROWS["outlets"].in_form("outlets.way.ca_file", "way") == ""
    assert drawn(None) == "null"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"url": "HTTPS://A.test/x"}, {"url": "https://a.test:443/x"}, True),
        ({"url": "https://a.test/x"}, {"url": "https://a.test/y"}, False),
        ({"url": "https://a.test/x?to=a"}, {"url": "https://a.test/x?to=b"}, False),
        ({"url": "https://a.test:b"}, {"url": "https://a.test:b"}, True),
        ({"url": "https://a.test", "host": "a"}, {"url": "https://a.test", "host": "b"}, False),
        ({"url": "https://a.test"}, {"url": "http://a.test"}, False),
        ({"url": "https://a.test:99999"}, {"url": "https://a.test:99998"}, False),
        ({"url": "https://a.test.evil"}, {"url": "https://a.test"}, False),
        ({"host": "a"}, {"host": "a", "port": 0, "tls": True}, True),
        ({"host": "a"}, {"host": "a", "tls": False}, False),
        ({"host": "a"}, {"host": "b"}, False),
        ({}, {"url": "https://a.test"}, False),
    ],
)
def test_what_counts_as_the_same_address(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert (address(one) == address(other)) is same
