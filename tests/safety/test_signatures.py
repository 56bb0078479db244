"""Keys and signatures: what is no key, and what is signed by nobody who is trusted, is turned away."""

import base64

import pytest

from carebot.core.errors import RulesError
from safety.signatures import PREFIX, decoded, new_key, public_key, sign, verify
from tests.safety.signed import KEY, TRUSTED

CONTENT = b"forbid (principal, action, resource);"
LINE = sign(CONTENT, KEY)


def written(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def test_a_signature_is_of_its_content_by_a_key_that_is_trusted() -> None:
    assert verify(CONTENT, LINE, TRUSTED) == TRUSTED[0]
    for content, trusted, word in ((CONTENT + b" ", TRUSTED, "this content"), (CONTENT, (), "do not trust")):
        with pytest.raises(RulesError, match=word):
            verify(content, LINE, trusted)


@pytest.mark.parametrize("stray", ["*", " ", "-", "\x00"])
def test_a_signature_with_stray_characters_is_none(stray: str) -> None:
    with pytest.raises(RulesError, match="not of this content"):
        verify(CONTENT, LINE[:60] + stray + LINE[60:], TRUSTED)


def test_a_key_is_its_prefix_and_32_bytes_and_may_stand_in_blanks() -> None:
    assert decoded(f" {PREFIX}{written(bytes(32))}\n") == bytes(32)
    assert public_key(new_key()) != public_key(new_key())


@pytest.mark.parametrize(
    "key",
    [
        "",
        PREFIX,
        written(bytes(32)),
        PREFIX + written(bytes(31)),
        PREFIX + written(bytes(33)),
        f"x{PREFIX}{written(bytes(32))}",
        PREFIX + written(bytes(32))[:-1],
        f"{PREFIX}*{written(bytes(32))}",
    ],
)
def test_what_is_no_key_is_told_apart(key: str) -> None:
    with pytest.raises(RulesError, match="This is no key"):
        decoded(key)
