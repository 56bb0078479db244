"""`carebot account`: who signs in with a password, changed from the command line."""

import argparse
import io
from pathlib import Path

import pytest

from carebot.changing.panel_file import panel_file_of
from carebot.commands.account import add_arguments, run
from carebot.core.errors import SettingsError
from web.accounts import accounts_of

PASSWORD = "a long one 7"


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal of somebody without settings of her own."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed where a password is asked for."""
    words: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda _: words.pop(0))
    return words


def account(folder: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([*words, "--journal", str(folder / "journal.db")]))


def test_an_account_is_added_changed_listed_and_removed(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    kept = accounts_of(tmp_path / "journal.db")
    typed += [PASSWORD, PASSWORD]
    assert account(tmp_path, "add", "li") == 0
    assert kept.right_password("li", PASSWORD)
    before = kept.changed_at("li")
    typed += ["another 8 b", "another 8 b"]
    assert account(tmp_path, "password", "li") == 0
    assert kept.right_password("li", "another 8 b")
    assert kept.changed_at("li") > before
    account(tmp_path, "list")
    listed = capsys.readouterr().out
    assert "li Li Jing, Nurse, has a password" in listed
    assert "zhang Zhang Wei, Carer, has no password" in listed
    assert account(tmp_path, "remove", "li") == 0
    assert not kept.has("li")
    assert kept.changed_at("li") > before


def test_a_password_comes_from_standard_input_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    account(tmp_path, "add", "li", "--password-stdin")
    assert accounts_of(tmp_path / "journal.db").right_password("li", PASSWORD)


NEW = ("--name", "周敏", "--name-en", "Zhou Min", "--role", "head_nurse")


def test_the_first_head_nurse_is_named_here_and_counts_from_the_next_start_on(
    tmp_path: Path, typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += [PASSWORD, PASSWORD]
    assert account(tmp_path, "add", "zhou", *NEW) == 0
    assert "next start" in capsys.readouterr().out
    account(tmp_path, "list")
    assert "zhou Zhou Min, Head nurse, has a password" in capsys.readouterr().out
    entries = panel_file_of(tmp_path / "journal.db").read()
    assert [(key, one.by) for key, one in entries.items()] == [("caregivers.[zhou]", "zhou")]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("zhou", "--name", "周敏"), "needs --name and --role"),
        (("zhou", "--role", "technician"), "needs --name and --role"),
        (("li", *NEW), "know 'li' already"),
        (("", *NEW), "Say whose account"),
        (("Zhou Min", *NEW), "That name cannot be"),
        (("zhang2", "--name", "张伟", "--role", "technician"), "somebody of that name"),
        (("zhou",), "carebot account add ID --name NAME --role head_nurse"),
    ],
)
def test_who_cannot_be_named_so_is_told_and_nothing_is_kept(
    tmp_path: Path, typed: list[str], words: tuple[str, ...], complaint: str
) -> None:
    typed += [PASSWORD, PASSWORD]
    with pytest.raises(SettingsError, match=complaint):
        account(tmp_path, "add", *words)
    assert list(tmp_path.iterdir()) == []


def test_a_weak_password_names_nobody(tmp_path: Path, typed: list[str]) -> None:
    typed += ["short", "short"]
    with pytest.raises(SettingsError, match="A password has 8"):
        account(tmp_path, "add", "zhou", *NEW)
    assert list(tmp_path.iterdir()) == []


def test_whose_account_is_left_over_is_listed_and_can_be_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = accounts_of(tmp_path / "journal.db")
    account(tmp_path, "list")
    kept.set_password("gone", PASSWORD, kept.changed_at("gone"))
    account(tmp_path, "list")
    assert "gone is not in the settings" in capsys.readouterr().out
    account(tmp_path, "remove", "gone")
    assert not kept.has("gone")


@pytest.mark.parametrize(
    ("words", "typing", "complaint"),
    [
        (("add",), [], "Say whose account"),
        (("add", "nobody"), [], "Say whose account"),
        (("password", "li"), [], "has no account"),
        (("remove", "li"), [], "has no account"),
        (("add", "li"), [PASSWORD, "other"], "The two differ"),
        (("add", "li"), ["short", "short"], "A password has 8"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(
    tmp_path: Path, typed: list[str], words: tuple[str, ...], typing: list[str], complaint: str
) -> None:
    typed += typing
    with pytest.raises(SettingsError, match=complaint):
        account(tmp_path, *words)
    assert not accounts_of(tmp_path / "journal.db").any()


def test_an_account_is_not_added_twice(tmp_path: Path, typed: list[str]) -> None:
    typed += [PASSWORD, PASSWORD]
    account(tmp_path, "add", "li")
    with pytest.raises(SettingsError, match="carebot account password li"):
        account(tmp_path, "add", "li")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, typed: list[str]) -> None:
    (tmp_path / "file").write_text("")
    typed += [PASSWORD, PASSWORD]
    with pytest.raises(SettingsError, match="cannot be written beside the journal"):
        account(tmp_path / "file", "add", "li")
