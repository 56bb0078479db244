"""Signatures of rule files (Ed25519, RFC 8032): a home follows whoever has a key, not whoever can write a file.

A signature is a file beside the rules, FILE.sig, with one line: the public key and the signature, each in base64.
"""

import base64
import binascii
from collections.abc import Collection
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from carebot.core.errors import RulesError
from carebot.core.language import Text

PREFIX: Final = "ed25519:"
# What is signed begins with these words, so that a signature given for anything else is none for rules.
_PURPOSE: Final = b"carebot home rules 1\n"
_KEY_BYTES: Final = 32


def signature_file(rules: Path) -> Path:
    """Where the signature of the file `rules` stands."""
    return rules.with_name(f"{rules.name}.sig")


def new_key() -> str:
    """A fresh private key, as it stands in a key file; whoever has it can sign."""
    return _encoded(Ed25519PrivateKey.generate().private_bytes_raw())


def public_key(private: str) -> str:
    """The public key that belongs to a private one; raises RulesError for what is no key."""
    return _encoded(_private(private).public_key().public_bytes_raw())


def sign(content: bytes, private: str) -> str:
    """The line of a signature file for `content`; raises RulesError for what is no key."""
    key = _private(private)
    return f"{public_key(private)} {base64.b64encode(key.sign(_PURPOSE + content)).decode()}\n"


def verify(content: bytes, line: str, trusted: Collection[str]) -> str:
    """The public key, one of `trusted`, that signed `content`; raises RulesError where none of them did."""
    public, _, encoded = line.strip().partition(" ")
    if public not in trusted:
        raise RulesError(
            Text(
                zh=f"签名用的密钥不在信任之列（{public or '空'}）。请让负责人用受信任的密钥签名。",
                en=f"It is signed with a key that the settings do not trust ({public or 'none'}). Have it "
                "signed with one that they do.",
            )
        )
    try:
        signature = base64.b64decode(encoded, validate=True)
        Ed25519PublicKey.from_public_bytes(decoded(public)).verify(signature, _PURPOSE + content)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise RulesError(
            Text(
                zh="签名和内容对不上：文件签名后被改动过，或者签名是别的文件的。请重新核对并签名。",
                en="The signature is not of this content: it was altered since, or the signature is of another file. "
                "Check it and sign it again.",
            )
        ) from error
    return public


def decoded(key: str) -> bytes:
    """The bytes of a key in its written form; raises RulesError for what is no key."""
    try:
        raw = base64.b64decode(key.strip().removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY_BYTES or not key.strip().startswith(PREFIX):
        raise RulesError(
            Text(
                zh="这不是一把密钥。密钥写成 ed25519: 加 44 个字符。",
                en="This is no key. A key is written as ed25519: and 44 characters.",
            )
        )
    return raw


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(decoded(key))


def _encoded(raw: bytes) -> str:
    return PREFIX + base64.b64encode(raw).decode()
