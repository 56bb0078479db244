"""Settings on record: which sections changed, and nothing by which a secret could be guessed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from carebot.assembly.settings_record import changed_since, digests_of, in_force
from carebot.changing.section_names import TITLES
from carebot.core.people import Consent
from carebot.scribe import Stamp
from carebot.settings import Settings, load
from tests.safety.builders import NOW

STAMP = Stamp(id="e", occurred_at=NOW, cause="")
PAGER = {"kind": "webhook", "url": "https://a.example/x", "token": "s3cret", "from_step": 1}


def settings(**changes: object) -> Settings:
    return load(None, {"outlets": {"pager": PAGER}, "journal": Path("journal.db"), **changes})


@pytest.fixture(autouse=True)
def no_settings_of_her_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_the_first_start_tells_every_section_and_the_next_only_what_changed() -> None:
    first = changed_since((), settings(), STAMP)
    assert first is not None
    assert {"outlets", "residents", "caregivers", "panel"} <= set(first.sections)
    assert changed_since((first,), settings(), STAMP) is None
    other = changed_since((first,), settings(language="en", outlets={"pager": {**PAGER, "from_step": 2}}), STAMP)
    assert other is not None
    assert other.sections == ("language", "outlets")
    assert (
        changed_since((first, other), settings(language="en", outlets={"pager": {**PAGER, "from_step": 2}}), STAMP)
        is None
    )


def test_a_run_that_counts_a_set_in_another_order_changes_nothing() -> None:
    """As texts are hashed anew in each run, so are the consents of a resident."""

    class Shuffled(frozenset[Consent]):
        def __iter__(self) -> Iterator[Consent]:
            return iter(sorted(super().__iter__(), reverse=True))

    before = digests_of(settings())
    resident = settings().residents[0].model_copy(update={"consents": Shuffled(settings().residents[0].consents)})
    assert digests_of(settings().model_copy(update={"residents": (resident,)})) == before
    fewer = resident.model_copy(update={"consents": frozenset(list(resident.consents)[1:])})
    assert digests_of(settings().model_copy(update={"residents": (fewer,)})) != before


@pytest.mark.parametrize(
    "changed",
    [
        {"outlets": {"pager": {**PAGER, "token": "another"}}},
        {"outlets": {"pager": {**PAGER, "url": "https://a.example/x?key=1"}}},
        {"weather_url": "https://w.example/?key=1"},
        {"body": {"options": {"password": "1234"}}},
    ],
)
def test_no_digest_depends_on_what_may_be_secret(changed: dict[str, object]) -> None:
    other = {"weather_url": "https://w.example/?key=2", "body": {"options": {"password": "5678"}}}
    before = settings(**{key: other[key] for key in changed if key in other})
    assert digests_of(settings(**changed)) == digests_of(before)


def test_the_panel_shows_every_setting_and_no_secret() -> None:
    badges = {"host": "broker", "topic": "t", "password": "s3cret"}
    shown = {one.key: one for one in in_force(settings(badges=badges, panel={"port": 9000}))}
    assert {one.section for one in shown.values()} <= set(TITLES) == set(Settings.model_fields)
    assert (shown["panel.port"].value, shown["panel.port"].changed) == (9000, True)
    assert (shown["panel.host"].value, shown["panel.host"].changed) == ("127.0.0.1", False)
    assert shown["residents.wang.name.zh"].value
    assert (shown["outlets.pager.kind"].value, shown["outlets.pager.kind"].secret) == ("webhook", False)
    for key in ("outlets.pager.token", "outlets.pager.url", "badges.password"):
        assert (shown[key].value, shown[key].secret) == (True, True)
    assert not any("s3cret" in str(one) or "a.example" in str(one) for one in shown.values())


def test_of_a_way_out_nothing_is_shown_but_what_is_known_to_be_no_secret() -> None:
    nested = {
        "kind": "webhook",
        "url": "https://a.example",
        "headers": {"X": "s3cret", "kind": "s3cret"},
        "body": "s3cret",
    }
    shown = in_force(settings(outlets={"s3cret-free": nested}))
    assert not any("s3cret" in str(one.value) for one in shown)
