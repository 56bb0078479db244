"""A home's own rules: they forbid, are signed and proved, and a bad file leaves the last good rules in force."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from carebot.core.actions import AlarmLevel, MoveTo, Notify, PutDown
from carebot.core.errors import RulesError, SettingsError
from carebot.core.limits import SafetyLimits
from carebot.core.verdicts import Verdict
from safety import home_rules
from safety.home_rules import fingerprint, kept_copy, load_home_rules
from safety.invariants import INVARIANTS
from safety.policies.house_rules import HouseRules, Options
from safety.proof.home import taken_away
from safety.proof.statements import Promise
from safety.signatures import new_key, sign, signature_file
from tests.safety import builders as b
from tests.safety.signed import KEY, TRUSTED, write_signed

NO_KITCHEN = """
@id("home.no_kitchen") @zh("厨房在装修，不能去。") @en("The kitchen is being rebuilt; nobody goes there.")
@hazard("runs into") @source("the home")
@alternative_zh("换个地方。") @alternative_en("Elsewhere.")
forbid (principal, action == Action::"enter", resource == Room::"kitchen") unless { context.now.alarm >= 2 };
"""
QUIET = """
@id("home.quiet") @zh("安静。") @en("Quiet.") @hazard("none") @source("the home")
@alternative_zh("换一样。") @alternative_en("Else.")
forbid (principal, action == Action::"%s", resource);
"""
TO_KITCHEN = MoveTo(place="kitchen")


def rules_against(policy: HouseRules) -> set[str]:
    return {judgement.rule for judgement in policy.judge(TO_KITCHEN, b.situation())}


def told(policy: HouseRules) -> str:
    return policy.fault.en if policy.fault is not None else ""


def policy_for(file: Path, keep_in: Path | None = None) -> HouseRules:
    return HouseRules(Options(home_rules=file, rule_keys=TRUSTED, keep_in=keep_in))


def test_a_home_can_forbid_more(tmp_path: Path) -> None:
    policy = policy_for(write_signed(tmp_path / "home.cedar", NO_KITCHEN))
    policy.prepare()
    assert policy.fault is None
    assert rules_against(policy) == {"home.no_kitchen"}
    policy.load()
    assert rules_against(policy) == {"house.resident_may_send"}


BROKEN = (
    "forbid (",
    NO_KITCHEN.replace("forbid (", "permit ("),
    NO_KITCHEN.replace("@hazard", "@danger"),
    NO_KITCHEN.replace("home.no_kitchen", "house.exit"),
    NO_KITCHEN.replace("unless { context.now.alarm >= 2 }", ""),
    NO_KITCHEN.replace("context.now.alarm >= 2", 'context == {"now": context.now}'),
    QUIET % "call_help",
    QUIET % "inform",
    QUIET % "put_down",
    QUIET % "wait",
    "//" + "x" * 300_000,
)


@pytest.fixture(scope="module")
def in_force(tmp_path_factory: pytest.TempPathFactory) -> HouseRules:
    """A policy that follows a good file."""
    policy = HouseRules(Options(rule_keys=TRUSTED))
    policy.load(write_signed(tmp_path_factory.mktemp("rules") / "good.cedar", NO_KITCHEN))
    return policy


@pytest.mark.parametrize("broken", BROKEN)
def test_a_broken_file_leaves_the_last_good_rules_in_force(in_force: HouseRules, tmp_path: Path, broken: str) -> None:
    bad = write_signed(tmp_path / "bad.cedar", broken)
    with pytest.raises(RulesError, match=r"bad\.cedar") as caught:
        in_force.load(bad)
    assert re.search("[一-鿿]", caught.value.text.zh)
    assert rules_against(in_force) == {"home.no_kitchen"}


def test_what_would_silence_a_call_for_help_comes_back_as_an_example(tmp_path: Path) -> None:
    bad = write_signed(tmp_path / "bad.cedar", QUIET % "call_help")
    with pytest.raises(RulesError) as caught:
        load_home_rules(bad, TRUSTED)
    assert "A call for help is never refused" in caught.value.text.en
    assert "wants the robot to call for help" in caught.value.text.en
    assert "home.quiet “Quiet.”" in caught.value.text.en
    assert "要机器人呼救" in caught.value.text.zh
    assert "home.quiet“安静。”" in caught.value.text.zh


def test_an_example_names_the_facts_that_matter(tmp_path: Path) -> None:
    bad = write_signed(tmp_path / "bad.cedar", NO_KITCHEN.replace("alarm >= 2", "alarm >= 3"))
    with pytest.raises(RulesError, match=r"alarm level \(0 none, 3 highest\): 2"):
        load_home_rules(bad, TRUSTED)


@pytest.mark.parametrize("action", ["set_device", "escort", "call_help"])
def test_what_is_possible_no_longer_is_told(action: str) -> None:
    possible = [one for one in INVARIANTS if one.promise is Promise.POSSIBLE]
    assert taken_away(QUIET % action) == tuple(one for one in possible if action in one.actions)


def test_what_stays_possible_is_not_told() -> None:
    assert taken_away(NO_KITCHEN) == ()


def unsigned(file: Path) -> None:
    signature_file(file).unlink()


def altered(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("kitchen", "hallway"), "utf-8")


def stranger(file: Path) -> None:
    write_signed(file, NO_KITCHEN, new_key())


def gibberish(file: Path) -> None:
    signature_file(file).write_bytes(b"\xff\x00 ?")


def half(file: Path) -> None:
    signature_file(file).write_text(f"{TRUSTED[0]} AAAA", "ascii")


def of_another(file: Path) -> None:
    other = write_signed(file.with_name("other.cedar"), NO_KITCHEN + "\n")
    signature_file(other).replace(signature_file(file))


SPOILT = ((unsigned, "not signed"), (altered, "not of this content"), (stranger, "do not trust"))
MORE_SPOILT = ((gibberish, "do not trust"), (half, "not of this content"), (of_another, "not of this content"))


@pytest.mark.parametrize(("spoil", "word"), [*SPOILT, *MORE_SPOILT])
def test_what_nobody_trusted_has_signed_is_not_followed(
    tmp_path: Path, spoil: Callable[[Path], None], word: str
) -> None:
    file = write_signed(tmp_path / "home.cedar", NO_KITCHEN)
    spoil(file)
    policy = policy_for(file)
    policy.prepare()
    assert policy.fault is not None
    assert word in policy.fault.en
    assert "carebot's own rules" in policy.fault.en
    assert "home.cedar" in policy.fault.zh
    assert rules_against(policy) == {"house.resident_may_send"}


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xff"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = write_signed(tmp_path / "home.cedar", "")
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
        signature_file(file).write_text(sign(content, KEY), "ascii")
    policy = policy_for(file)
    policy.prepare()
    assert policy.fault is not None
    assert not re.search(r"Errno|codec|[a-z]{4,} [a-z]{2,}", policy.fault.zh.replace(str(file), ""))
    assert "Errno" not in policy.fault.en


def test_a_start_that_finds_the_file_damaged_follows_the_copy(tmp_path: Path) -> None:
    file, kept = write_signed(tmp_path / "home.cedar", NO_KITCHEN), tmp_path / "kept"
    policy = policy_for(file, kept)
    policy.prepare()
    policy.keep_copy()
    altered(file)
    policy = policy_for(file, kept)
    policy.prepare()
    assert policy.fault is not None
    assert policy.fault.en.endswith("The last good rules of the home stay in force.")
    assert rules_against(policy) == {"home.no_kitchen"}


def test_a_copy_that_is_damaged_as_well_is_not_followed(tmp_path: Path) -> None:
    file, kept = write_signed(tmp_path / "home.cedar", NO_KITCHEN), tmp_path / "kept"
    policy = policy_for(file, kept)
    policy.prepare()
    policy.keep_copy()
    altered(file)
    altered(kept_copy(kept))
    policy = policy_for(file, kept)
    policy.prepare()
    assert policy.fault is not None
    assert "Only carebot's own rules" in policy.fault.en
    assert rules_against(policy) == {"house.resident_may_send"}


def test_the_file_is_taken_up_again_when_it_is_mended(tmp_path: Path) -> None:
    file = write_signed(tmp_path / "home.cedar", NO_KITCHEN)
    policy = policy_for(file)
    policy.prepare()
    before = fingerprint(file)
    altered(file)
    assert fingerprint(file) != before
    assert policy.is_behind()
    policy.renew()
    assert not policy.is_behind()
    assert "not of this content" in told(policy)
    assert rules_against(policy) == {"home.no_kitchen"}
    write_signed(file, QUIET % "set_device")
    policy.renew()
    assert told(policy) == ""
    assert rules_against(policy) == {"house.resident_may_send"}
    assert "home.quiet" in {rule.id for rule in policy.rules}
    assert policy.home_rules == file


def test_a_copy_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way")
    policy = policy_for(write_signed(tmp_path / "home.cedar", NO_KITCHEN), tmp_path / "kept")
    policy.prepare()
    policy.keep_copy()
    assert policy.fault is not None
    assert "Check the disk" in policy.fault.en
    assert rules_against(policy) == {"home.no_kitchen"}


def test_a_fault_is_not_forgotten_for_a_copy_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("in the way")
    file = write_signed(tmp_path / "home.cedar", NO_KITCHEN)
    policy = policy_for(file, tmp_path / "kept")
    policy.prepare()
    altered(file)
    policy.renew()
    before = policy.fault
    policy.keep_copy()
    assert before is not None
    assert policy.fault == before


def test_a_copy_needs_rules_to_keep_and_a_place_to_keep_them(tmp_path: Path) -> None:
    ruleless = HouseRules(Options(keep_in=tmp_path / "kept"))
    homeless = policy_for(write_signed(tmp_path / "home.cedar", NO_KITCHEN))
    for policy in (ruleless, homeless):
        policy.prepare()
        policy.keep_copy()
        assert policy.fault is None
    assert not (tmp_path / "kept").exists()


def test_without_a_file_there_is_nothing_to_renew() -> None:
    policy = HouseRules()
    policy.prepare()
    policy.renew()
    policy.keep_copy()
    assert policy.fault is None
    assert not policy.is_behind()


def test_a_missing_file_has_a_fingerprint(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "none.cedar") == (None, None)


def test_an_empty_file_adds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_signed(tmp_path / "home.cedar", "\n")
    assert all(name.startswith("house.") for name in load_home_rules(file, TRUSTED).rules.rules)
    monkeypatch.setattr(home_rules, "_LARGEST_BYTES", 0)
    with pytest.raises(RulesError, match="larger"):
        load_home_rules(file, TRUSTED)


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home_rules, "_LARGEST_BYTES", 8)
    file = tmp_path / "home.cedar"
    file.write_text("// 5678", "ascii")
    assert home_rules.read_words(file) == "// 5678"
    file.write_text("// 56789", "ascii")
    assert home_rules.read_words(file) == "// 56789"
    file.write_text("// 567890", "ascii")
    with pytest.raises(RulesError, match="larger"):
        home_rules.read_words(file)


def test_a_copy_is_kept_in_a_folder_that_is_made_once_and_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "rules"
    for words in (NO_KITCHEN, QUIET % "set_device"):
        good = load_home_rules(write_signed(tmp_path / "home.cedar", words), TRUSTED)
        home_rules.keep(good, folder)
        assert load_home_rules(kept_copy(folder), TRUSTED).content == words.encode()
    assert {path.name for path in folder.iterdir()} == {kept_copy(folder).name, signature_file(kept_copy(folder)).name}


def test_putting_down_and_calling_for_help_are_left_alone(tmp_path: Path) -> None:
    policy = policy_for(write_signed(tmp_path / "home.cedar", QUIET % "set_device"))
    policy.prepare()
    for action in (PutDown(object="cup"), Notify(text=b.text("help"), level=AlarmLevel.HIGH)):
        assert {judgement.verdict for judgement in policy.judge(action, b.situation())} == {Verdict.ALLOW}


def test_limits_cannot_be_loosened_here_either() -> None:
    with pytest.raises(SettingsError, match="night_start_minute"):
        HouseRules(Options(limits=SafetyLimits(night_start_minute=23 * 60))).prepare()
