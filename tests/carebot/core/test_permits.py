"""Permits: every parameter is signed, the canonical form is one per value, and each is taken once and in time."""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum
from types import MappingProxyType
from typing import Any

import pytest

from carebot.core.actions import Approach, Handover, MoveTo, Say, StoreClip
from carebot.core.errors import PermitError
from carebot.core.home import Point
from carebot.core.language import Language, Text
from carebot.core.permits import PermitLedger, action_digest, canonical, signature
from carebot.core.verdicts import Limits, Permit, Verdict
from tests.contracts.actions import SAMPLES
from tests.contracts.rig import bilingual

KEY = b"key"
NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
LIFE = timedelta(seconds=5)
MOMENT = timedelta(microseconds=1)
UNSIGNED = Permit(
    id="p1",
    decision="d1",
    action=MoveTo(place="kitchen", speed_mps=0.3),
    limits=Limits(speed_mps=0.3),
    issued_at=NOW,
    expires_at=NOW + LIFE,
    signature="",
)
GOOD = replace(UNSIGNED, signature=signature(UNSIGNED, KEY))


class Colour(Enum):
    RED = 1
    ALSO_ONE = "1"


@dataclass(frozen=True)
class Box:
    thing: object


@dataclass(frozen=True)
class OtherBox:
    thing: object


@pytest.mark.parametrize("field", [field.name for field in fields(Permit)])
def test_a_permit_of_which_anything_was_changed_is_refused(field: str) -> None:
    others: dict[str, Any] = {
        "id": "p2",
        "decision": "d2",
        "action": MoveTo(place="kitchen", speed_mps=0.31),
        "limits": Limits(speed_mps=0.31),
        "issued_at": NOW - MOMENT,
        "expires_at": NOW + LIFE + MOMENT,
        "signature": "0" * 64,
    }
    with pytest.raises(PermitError) as caught:
        PermitLedger(KEY).take(replace(GOOD, **{field: others[field]}), NOW)
    assert bilingual(caught.value.text)


@pytest.mark.parametrize("key", [b"", b"other", b"key "])
def test_a_permit_under_another_key_is_refused(key: bytes) -> None:
    with pytest.raises(PermitError, match="signature"):
        PermitLedger(key).take(GOOD, NOW)


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (NOW - timedelta(seconds=1) - MOMENT, "future"),
        (NOW - timedelta(seconds=1), ""),
        (NOW, ""),
        (NOW + LIFE - MOMENT, ""),
        (NOW + LIFE, "expired"),
        (NOW + timedelta(days=1), "expired"),
    ],
)
def test_a_permit_is_good_from_its_making_to_its_end(at: datetime, refused: str) -> None:
    ledger = PermitLedger(KEY)
    if not refused:
        ledger.take(GOOD, at)
        return
    with pytest.raises(PermitError, match=refused) as caught:
        ledger.take(GOOD, at)
    assert bilingual(caught.value.text)


def test_a_permit_is_taken_once() -> None:
    ledger = PermitLedger(KEY)
    ledger.take(GOOD, NOW)
    for at in (NOW, NOW + LIFE - MOMENT):
        with pytest.raises(PermitError, match="used before") as caught:
            ledger.take(GOOD, at)
        assert bilingual(caught.value.text)


def signed(permit: Permit) -> Permit:
    return replace(permit, signature=signature(permit, KEY))


def test_a_used_permit_stays_used_while_others_come_and_expire() -> None:
    ledger = PermitLedger(KEY)
    long_lived = signed(replace(UNSIGNED, id="long", expires_at=NOW + timedelta(hours=1)))
    ledger.take(long_lived, NOW)
    for number in range(100):
        at = NOW + timedelta(seconds=number)
        ledger.take(signed(replace(UNSIGNED, id=f"p{number}", issued_at=at, expires_at=at + LIFE)), at)
        with pytest.raises(PermitError, match="used before"):
            ledger.take(long_lived, at)


def test_a_refused_permit_is_not_used_up() -> None:
    ledger = PermitLedger(KEY)
    with pytest.raises(PermitError):
        ledger.take(replace(GOOD, signature="no"), NOW)
    with pytest.raises(PermitError):
        ledger.take(GOOD, NOW - timedelta(minutes=1))
    ledger.take(GOOD, NOW)


def test_every_parameter_of_every_action_is_in_its_digest() -> None:
    """A yes to one action, or a permit for it, is none to another."""
    for action in SAMPLES:
        for field in fields(action):
            if field.name != "kind":
                changed = replace(action, **{field.name: f"another {field.name}"})  # type: ignore[arg-type]  # on purpose
                assert action_digest(changed) != action_digest(action), (action.kind, field.name)


def test_no_two_actions_share_a_digest() -> None:
    digests = {action_digest(action) for action in SAMPLES}
    assert len(digests) == len(SAMPLES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1, True),
        (0.3, 0.1 * 3),
        (0.0, -0.0),
        ("1", 1),
        ("", None),
        (Colour.RED, 1),
        (Colour.RED, Colour.ALSO_ONE),
        (Colour.ALSO_ONE, "1"),
        (timedelta(seconds=1), 1.0),
        (timedelta(seconds=1), "1.0"),
        (timedelta(seconds=1), timedelta(seconds=1, microseconds=1)),
        (NOW, NOW + MOMENT),
        (NOW, NOW.timestamp()),
        ((1, 2), (2, 1)),
        (("a", "b"), ("a,b",)),
        ((), ((),)),
        ({"a": 1}, {"a": 2}),
        ({"a": "b"}, {"b": "a"}),
        ({"a": 1}, {"a": 1, "b": 1}),
        (frozenset({"a"}), frozenset({"b"})),
        (frozenset({"a"}), frozenset({"a", "b"})),
        (Box("a"), OtherBox("a")),
        (Box(Box("a")), Box("a")),
        (Text(zh="左", en="right"), Text(zh="右", en="right")),
        (Language.ZH, Verdict.ALLOW),
        (float("inf"), float("-inf")),
    ],
)
def test_different_values_have_different_forms(one: object, other: object) -> None:
    if one == other and repr(one) == repr(other):
        raise AssertionError("the table compares a value with itself")
    assert canonical(Box(one)) != canonical(Box(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": 1}, MappingProxyType({"a": 1})),
        (frozenset({"a", "b", "c"}), frozenset({"c", "b", "a"})),
        (frozenset({"a"}), {"a"}),
        ((1, 2), [1, 2]),
        (Point(x_m=1.0, y_m=2.0), Point(y_m=2.0, x_m=1.0)),
    ],
)
def test_equal_values_have_one_form(one: object, other: object) -> None:
    assert canonical(one) == canonical(other)


def test_the_form_is_plain_json_in_ascii() -> None:
    action = Say(text=Text(zh="王奶奶，“您好”\n", en="hello"), language=Language.ZH, to="wang")
    form = canonical(Box({"action": action, "where": frozenset({Point(x_m=float("inf"), y_m=float("nan"))})}))
    assert form.isascii()
    assert json.loads(form)[0] == "Box"


def test_a_class_is_no_value_of_its_own() -> None:
    with pytest.raises(TypeError):
        canonical(Box(Box))


def test_the_same_instant_in_another_zone_is_another_form() -> None:
    """Instants are UTC throughout; a permit that was rewritten into another zone was altered."""
    elsewhere = NOW.astimezone(timezone(timedelta(hours=8)))
    assert elsewhere == NOW
    assert canonical(elsewhere) != canonical(NOW)


def test_the_form_is_the_same_in_every_process() -> None:
    """The order of a set depends on the process's hash seed; the form must not."""
    program = (
        "from carebot.core.permits import action_digest;"
        "from carebot.core.people import Consent;"
        "from carebot.core.permits import canonical;"
        "import hashlib;"
        "print(hashlib.sha256(canonical({'b': frozenset(Consent), 'a': frozenset('abcdefgh')})).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(digests) == 1


def test_the_signature_is_that_of_rfc_2104() -> None:
    """HMAC-SHA256 written out, so that a change of the signature does not go unnoticed."""
    message = canonical(replace(GOOD, signature=""))
    block = KEY.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).hexdigest()
    assert signature(GOOD, KEY) == outer


@pytest.mark.parametrize(
    "action",
    [
        Approach(person="li", last_seen=Point(x_m=1.0, y_m=2.0)),
        Handover(object="cup", to="li"),
        StoreClip(about="li", incident="i1", retention=timedelta(hours=1)),
    ],
)
def test_actions_of_every_form_can_be_permitted(action: Approach | Handover | StoreClip) -> None:
    permit = signed(replace(UNSIGNED, action=action))
    PermitLedger(KEY).take(permit, NOW)
    with pytest.raises(PermitError, match="signature"):
        PermitLedger(KEY).take(replace(permit, action=GOOD.action), NOW)
