from collections.abc import Iterator
from pathlib import Path

import pytest

from carebot._models.download import ATTEMPTS_WITHOUT_PROGRESS, CHUNK_BYTES, download
from carebot._models.steps import SourceError
from tests.carebot._models.shelf import Publisher, digest_of, publishing

CONTENT = bytes(range(256)) * 4000


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as publisher:
        publisher.contents["weights"] = CONTENT
        yield publisher


def fetch(publisher: Publisher, part: Path, content: bytes = CONTENT) -> list[int]:
    told: list[int] = []
    download(f"{publisher.url}/weights", digest_of(content), part, told.append)
    return told


def test_what_came_is_told_as_it_comes(publisher: Publisher, tmp_path: Path) -> None:
    told = fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT
    assert told == sorted(told)
    assert told[-1] == len(CONTENT)
    assert len(told) >= len(CONTENT) // CHUNK_BYTES


def test_a_broken_download_goes_on_where_it_stopped(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cuts["weights"] = [1000, 500_000]
    fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT
    assert publisher.asked == [("weights", None), ("weights", "bytes=1000-"), ("weights", "bytes=501000-")]


def test_what_an_earlier_process_left_is_kept(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT[:70_000])
    fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT
    assert publisher.asked == [("weights", "bytes=70000-")]


@pytest.mark.parametrize("left", [b"something else", b"x" * (len(CONTENT) - 1), b"x" * (len(CONTENT) + 1)])
def test_a_wrong_beginning_is_thrown_away(publisher: Publisher, tmp_path: Path, left: bytes) -> None:
    (tmp_path / "part").write_bytes(left)
    fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_what_is_complete_is_not_asked_for(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT)
    fetch(publisher, tmp_path / "part")
    assert publisher.asked == []


def test_a_moved_file_is_followed_and_resumed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.moved["weights"] = "elsewhere"
    publisher.contents["elsewhere"] = CONTENT
    publisher.cuts["elsewhere"] = [1000]
    fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT
    assert publisher.asked[-1] == ("elsewhere", "bytes=1000-")


def test_a_server_without_ranges_sends_all_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.ranges = False
    publisher.cuts["weights"] = [1000]
    fetch(publisher, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_a_server_that_never_finishes_is_given_up(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cuts["weights"] = [1000] + [0] * 100
    with pytest.raises(SourceError, match="broke off"):
        fetch(publisher, tmp_path / "part")
    assert len(publisher.asked) == 1 + ATTEMPTS_WITHOUT_PROGRESS
    assert (tmp_path / "part").stat().st_size == 1000


def test_content_that_ends_too_early_is_refused(publisher: Publisher, tmp_path: Path) -> None:
    publisher.contents["weights"] = CONTENT[:-1]
    with pytest.raises(SourceError):
        fetch(publisher, tmp_path / "part")


@pytest.mark.parametrize("sent", [CONTENT[:-1] + b"!", CONTENT + b"!"])
def test_other_content_is_refused_and_not_kept(publisher: Publisher, tmp_path: Path, sent: bytes) -> None:
    publisher.contents["weights"] = sent
    with pytest.raises(SourceError):
        fetch(publisher, tmp_path / "part")
    assert not (tmp_path / "part").exists()


def test_an_endless_answer_does_not_fill_the_disk(publisher: Publisher, tmp_path: Path) -> None:
    publisher.contents["weights"] = CONTENT * 20
    told: list[int] = []
    with pytest.raises(SourceError):
        download(f"{publisher.url}/weights", digest_of(CONTENT), tmp_path / "part", told.append)
    assert max(told) <= len(CONTENT) + CHUNK_BYTES


def test_an_absent_file_is_said_to_be_absent(publisher: Publisher, tmp_path: Path) -> None:
    publisher.contents.clear()
    with pytest.raises(SourceError, match="404"):
        fetch(publisher, tmp_path / "part")
    assert len(publisher.asked) == 1


def test_a_closed_port_is_said_to_be_closed(tmp_path: Path) -> None:
    with publishing() as gone:
        url = gone.url
    with pytest.raises(SourceError, match="cannot be reached") as caught:
        download(f"{url}/weights", digest_of(CONTENT), tmp_path / "part", lambda _: None)
    assert "无法连接" in caught.value.text.zh


def test_a_disk_that_is_full_is_not_the_source_s_fault(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "part").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        fetch(publisher, tmp_path / "part")
