"""The words of a Whisper model: what the package's tokenizer lacks is put back, and a whole one is left as it is."""

import json

import pytest
from tokenizers import Tokenizer

from dialogue.whisper_files import with_first_merge

SPACE = "\u0120"
WORDS = {"t": 0, "h": 1, "e": 2, SPACE: 3, f"{SPACE}t": 4, f"{SPACE}th": 5, f"{SPACE}the": 6, "a": 7}


def tokenizer(*merges: tuple[str, str], words: dict[str, int] = WORDS) -> Tokenizer:
    """Byte pairs of `words` that are merged in this order."""
    pieces = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    model = {"type": "BPE", "vocab": words, "merges": merges}
    return Tokenizer.from_str(json.dumps({"version": "1.0", "model": model, "pre_tokenizer": pieces}))


REST = ((f"{SPACE}t", "h"), (f"{SPACE}th", "e"))


def test_the_space_before_a_t_is_merged_with_it_though_the_file_lacks_that() -> None:
    lacking = tokenizer(*REST)
    assert lacking.encode(" the").tokens == [SPACE, "t", "h", "e"]
    assert Tokenizer.from_str(with_first_merge(lacking.to_str())).encode(" the").tokens == [f"{SPACE}the"]


@pytest.mark.parametrize("whole", [tokenizer((SPACE, "t"), *REST), tokenizer(words={"t": 0, SPACE: 1})])
def test_a_tokenizer_that_has_it_or_has_no_such_word_is_left_as_it_is(whole: Tokenizer) -> None:
    assert with_first_merge(whole.to_str()) == whole.to_str()
