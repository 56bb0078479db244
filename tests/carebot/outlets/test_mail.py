"""E-mail against a real mail server: delivered when it was accepted for somebody, and every failure told in words."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest

from carebot.assembly.plugins import build
from carebot.core.actions import AlarmLevel
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.outlets.base import LEVEL_WORDS, Delivery, Notice
from carebot.outlets.mail import Mail, Options
from tests.carebot.outlets.mail_server import PASSWORD, USER, Postmaster, mail_server
from tests.carebot.outlets.notices import FALL, notice
from tests.carebot.outlets.tcp_server import (
    HERE,
    Converse,
    babble,
    certificate,
    free_port,
    hanging_up,
    silence,
    talking,
)
from tests.contracts.rig import bilingual

SOON = timedelta(milliseconds=200)
NURSE, FAMILY = "nurse@home.example", "son@family.example"
OPTIONS = Options(
    host=HERE,
    encryption="none",
    sender="carebot@home.example",
    recipients=(NURSE, FAMILY),
    timeout=timedelta(seconds=30),
)


def deliver(
    postmaster: Postmaster, options: Options = OPTIONS, told: Notice = FALL, **server: Any
) -> tuple[Delivery, Postmaster]:
    """What it says of a server that answers as `postmaster` does."""

    async def scenario() -> Delivery:
        async with mail_server(postmaster, **server):
            return await send(replace(options, port=postmaster.port), told)

    return asyncio.run(scenario()), postmaster


async def send(options: Options, told: Notice = FALL) -> Delivery:
    outlet = Mail(options)
    await outlet.start()
    delivery = await outlet.deliver(told)
    await outlet.aclose()
    return delivery


def refused(delivery: Delivery, *, passing: bool) -> str:
    """The English sentence of a failure, in which no secret stands."""
    assert not delivery.delivered
    assert delivery.passing is passing
    assert bilingual(delivery.detail)
    assert PASSWORD not in f"{delivery}"
    return delivery.detail.en


def test_a_letter_says_in_both_languages_what_how_grave_when_for_whom_and_what_to_do() -> None:
    at_night = FALL.sent_at.astimezone(ZoneInfo("Asia/Shanghai"))
    told = notice(sent_at=at_night, whom=Text(zh="护士长", en="head nurse"))
    delivery, server = deliver(Postmaster(), told=told)
    assert delivery == Delivery(delivered=True)
    ((recipients, letter),) = server.letters
    assert recipients == [NURSE, FAMILY]
    for words in (FALL.text, LEVEL_WORDS[AlarmLevel.HIGH]):
        assert words.zh in letter["Subject"]
        assert words.en in letter["Subject"]
    content = letter.get_content()
    for said in (
        FALL.text.zh, FALL.text.en, "2026-03-01 10:00:00 +0800", "高级报警 / High-priority alarm",
        "护士长 / head nurse", "请马上过去", "Go at once", "i1",
        "王奶奶 / Grandma Wang", "卧室 / bedroom", "Since: 2026-03-01 01:59:00", "第 2 级升级 / escalation 2",
    ):  # fmt: skip
        assert said in content
    assert parsedate_to_datetime(letter["Date"]) == FALL.sent_at
    assert (letter["From"], letter["To"]) == ("carebot@home.example", f"{NURSE}, {FAMILY}")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["Importance"] == "high"


@pytest.mark.parametrize("level", [AlarmLevel.INFORMATION, AlarmLevel.LOW, AlarmLevel.MEDIUM])
def test_only_a_high_alarm_is_called_important_and_says_to_go_at_once(level: AlarmLevel) -> None:
    _, server = deliver(Postmaster(), told=notice(level=level, text=Text(zh="提醒。", en="A word.")))
    ((_, letter),) = server.letters
    assert letter["Importance"] is None
    assert "Go at once" not in letter.get_content()
    assert LEVEL_WORDS[level].zh in letter["Subject"]


def test_the_second_attempt_is_the_same_letter_and_another_notice_another() -> None:
    ids = [
        deliver(Postmaster(), told=told)[1].letters[0][1]["Message-ID"]
        for told in (FALL, FALL, notice(id="n2"), notice(to="other"))
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_a_subject_is_one_short_line_and_the_letter_says_all() -> None:
    told = notice(
        text=Text(zh="摔倒了\r\nBcc: x@y.example\n" + "长" * 200, en="fallen\nBcc: x@y.example\n" + "long " * 99)
    )
    _, server = deliver(Postmaster(), told=told)
    ((recipients, letter),) = server.letters
    assert recipients == [NURSE, FAMILY]
    assert letter["Bcc"] is None
    assert len(letter["Subject"]) < 180
    assert "长" * 200 in letter.get_content()


def test_it_is_delivered_when_one_of_them_is_accepted_and_who_is_not_is_said() -> None:
    delivery, server = deliver(Postmaster(recipients={NURSE: "550 no such user"}))
    assert delivery.delivered
    assert [recipients for recipients, _ in server.letters] == [[FAMILY]]
    for words in (delivery.detail.zh, delivery.detail.en):
        assert NURSE in words
        assert "550 no such user" in words
        assert FAMILY not in words


@pytest.mark.parametrize(("answer", "passing"), [("550 no such user", False), ("450 try later", True)])
def test_it_is_not_delivered_when_nobody_is_accepted(answer: str, passing: bool) -> None:
    delivery, server = deliver(Postmaster(recipients={NURSE: answer, FAMILY: answer}))
    said = refused(delivery, passing=passing)
    assert server.letters == []
    for words in (NURSE, FAMILY, answer):
        assert words in said


@pytest.mark.parametrize(
    ("postmaster", "passing"),
    [
        (Postmaster(on_data="554 no spam"), False),
        (Postmaster(on_data="451 disk full"), True),
        (Postmaster(on_sender="553 who are you"), False),
    ],
)
def test_a_letter_that_the_server_refuses_is_not_delivered(postmaster: Postmaster, passing: bool) -> None:
    delivery, _ = deliver(postmaster)
    said = refused(delivery, passing=passing)
    assert (postmaster.on_sender if postmaster.on_data.startswith("2") else postmaster.on_data) in said


@pytest.mark.parametrize(
    ("user", "password", "said"),
    [
        (USER, PASSWORD, ""),
        (USER, "wrong", "user and password"),
        ("nobody", PASSWORD, "user and password"),
        ("", "", "530"),
    ],
)
def test_nobody_is_let_in_without_the_right_password(user: str, password: str, said: str, tmp_path: Path) -> None:
    held = certificate(tmp_path)
    options = replace(OPTIONS, encryption="starttls", ca_file=held, user=user, password=password)
    delivery, server = deliver(Postmaster(), options, certificate=held, login=True)
    assert delivery.delivered is not bool(said)
    assert bool(server.letters) is not bool(said)
    assert not said or said in refused(delivery, passing=False)


@pytest.mark.parametrize(("encryption", "at_once"), [("starttls", False), ("tls", True)])
def test_the_line_is_encrypted_and_only_a_server_that_is_trusted_is_told(
    encryption: Literal["starttls", "tls"], at_once: bool, tmp_path: Path
) -> None:
    held = certificate(tmp_path)
    trusting = replace(OPTIONS, encryption=encryption, ca_file=held)
    delivery, server = deliver(Postmaster(), trusting, certificate=held, tls_at_once=at_once)
    assert delivery.delivered
    assert len(server.letters) == 1
    distrusting = replace(trusting, ca_file=None)
    delivery, server = deliver(Postmaster(), distrusting, certificate=held, tls_at_once=at_once)
    assert "certificate" in refused(delivery, passing=True)
    assert server.letters == []


def test_a_server_without_encryption_is_not_told_when_encryption_is_set() -> None:
    delivery, server = deliver(Postmaster(), replace(OPTIONS, encryption="starttls"))
    assert "encryption" in refused(delivery, passing=False)
    assert server.letters == []


@pytest.mark.parametrize(("broken", "passing"), [(hanging_up, True), (babble, False)])
def test_a_server_that_hangs_up_or_is_none_is_told_in_words(broken: Converse, passing: bool) -> None:
    async def scenario() -> Delivery:
        async with talking(broken) as port:
            return await send(replace(OPTIONS, port=port))

    assert refused(asyncio.run(scenario()), passing=passing).isprintable()


def test_a_server_that_is_gone_is_told_in_words_and_reached_again() -> None:
    assert "address and network" in refused(asyncio.run(send(replace(OPTIONS, port=free_port()))), passing=True)
    assert deliver(Postmaster())[0].delivered


async def mute_after_the_letter(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Accepts whatever comes, and says no more once it has a letter."""
    writer.write(b"220 hello\r\n")
    letter = False
    while line := await reader.readline():
        letter = letter or line == b"DATA\r\n"
        if line == b"DATA\r\n":
            writer.write(b"354 go on\r\n")
        elif not letter or line == b".\r\n":
            writer.write(b"250 OK\r\n")
        if line == b".\r\n":
            await reader.read()


def test_an_accepted_letter_is_delivered_however_the_call_ends() -> None:
    async def scenario() -> Delivery:
        async with talking(mute_after_the_letter) as port:
            return await send(replace(OPTIONS, port=port))

    assert asyncio.run(scenario()) == Delivery(delivered=True)


def test_a_server_that_never_answers_is_given_up_in_time() -> None:
    async def scenario() -> Delivery:
        async with talking(silence) as port:
            return await send(replace(OPTIONS, port=port, timeout=SOON))

    assert "0.2 s" in refused(asyncio.run(scenario()), passing=True)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"host": "mail:25"}, "host"),
        ({"port": 70000}, "port"),
        ({"password": PASSWORD}, "user"),
        ({"sender": ""}, "sender"),
        ({"sender": "carebot"}, "sender"),
        ({"recipients": ()}, "recipients"),
        ({"recipients": (NURSE, "no address")}, "recipients"),
        ({"recipients": (f"{NURSE}\r\nBcc: x@y.example",)}, "recipients"),
        ({"recipients": ("护士@home.example",)}, "recipients"),
        ({"recipients": ("@home.example",)}, "recipients"),
        ({"ca_file": Path("/nowhere.pem")}, "ca_file"),
    ],
)
def test_settings_that_cannot_work_are_named_before_and_at_a_notice(wrong: dict[str, Any], named: str) -> None:
    outlet = Mail(replace(OPTIONS, **wrong))
    fault = outlet.fault()
    assert fault is not None
    assert bilingual(fault.text)
    assert named in fault.text.en
    assert PASSWORD not in f"{fault}"
    assert asyncio.run(outlet.deliver(FALL)) == Delivery(delivered=False, detail=fault.text)


def test_sound_settings_are_taken() -> None:
    assert Mail(replace(OPTIONS, recipients=("ward.3+alarm@home.example",))).fault() is None


@pytest.mark.parametrize(("encryption", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_port_is_the_usual_one(encryption: Literal["starttls", "tls", "none"], port: int) -> None:
    assert Options(host=HERE, encryption=encryption).server_port == port


def test_without_a_host_it_is_switched_off() -> None:
    outlet = Mail()
    assert not outlet.switched_on
    assert outlet.fault() is None
    assert "host" in asyncio.run(outlet.deliver(FALL)).detail.en


def test_its_options_come_from_the_settings() -> None:
    values = {"host": HERE, "sender": "a@b.example", "recipients": [NURSE], "encryption": "tls", "timeout": 3}
    built = build(Mail, values, "outlets.mail")
    assert isinstance(built, Mail)
    assert built.fault() is None
    with pytest.raises(SettingsError, match=r"outlets\.mail\.encryption"):
        build(Mail, values | {"encryption": "rot13"}, "outlets.mail")
