"""Signed rule files for tests, with keys made for them."""

from pathlib import Path

from safety.signatures import new_key, public_key, sign, signature_file

KEY = new_key()
TRUSTED = (public_key(KEY),)


def write_signed(file: Path, text: str, key: str = KEY) -> Path:
    """`text` in `file`, and its signature beside it."""
    file.write_text(text, "utf-8")
    signature_file(file).write_text(sign(file.read_bytes(), key), "ascii")
    return file
