import pytest

from carebot.core.errors import SettingsError
from carebot.core.language import Language
from dialogue.domain import Domain, domain_names, parse_domain, read_domain

SMALL = """
intent = "order_soup"
needs = ["soup"]

[words.amount]
"a little" = { en = ["a (little|bit of)"], zh = ["少放"] }

[words.soup]
"soup" = { en = ["soup"], zh = ["汤"] }

[words.salt]
"salt" = { en = ["salt"], zh = ["盐"] }

[slots]
soup = ["soup"]
salt = ["amount salt", "salt"]

[said]
en = ["I'd like [some]"]
zh = ["来[一]碗"]
"""


def small() -> Domain:
    return parse_domain("small", SMALL)


def said(domain: Domain, slot: str, language: Language) -> dict[str, tuple[str, ...]]:
    values = next(each.values for each in domain.slots if each.name == slot)
    return {value.id: value.said[language] for value in values}


def test_values_are_put_together_from_their_parts() -> None:
    assert said(small(), "salt", Language.EN) == {
        "a little salt": ("a little salt", "a bit of salt"),
        "salt": ("salt",),
    }
    assert said(small(), "salt", Language.ZH)["a little salt"] == ("少放盐",)


def test_mandarin_may_say_the_parts_the_other_way_round() -> None:
    turned = parse_domain("small", SMALL.replace('"amount salt"', '"amount~salt"'))
    assert said(turned, "salt", Language.EN) == said(small(), "salt", Language.EN)
    assert said(turned, "salt", Language.ZH)["a little salt"] == ("盐少放",)


def test_carrying_words_are_written_out() -> None:
    assert set(small().carrying[Language.ZH]) == {"来碗", "来一碗"}


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ('needs = ["soup"]', 'needs = ["soap"]'),
        ('soup = ["soup"]', 'soup = ["soap"]'),
        ("[words.amount]", "[words.amount"),
        ('zh = ["汤"]', 'cn = ["汤"]'),
        ("(little|bit of)", "(little|bit of"),
        ('intent = "order_soup"', ""),
    ],
)
def test_a_malformed_file_is_named(found: str, put: str) -> None:
    assert found in SMALL
    with pytest.raises(SettingsError, match="The domain file small is malformed"):
        parse_domain("small", SMALL.replace(found, put))


@pytest.mark.parametrize("name", domain_names())
def test_each_domain_has_all_its_values_in_both_languages(name: str) -> None:
    domain = read_domain(name)
    assert domain.needs <= {slot.name for slot in domain.slots}
    for language in Language:
        assert domain.carrying[language]
        assert all(value.said[language] for slot in domain.slots for value in slot.values)


@pytest.mark.parametrize("name", domain_names())
@pytest.mark.parametrize("language", list(Language))
def test_no_words_mean_two_values_of_one_slot(name: str, language: Language) -> None:
    for slot in read_domain(name).slots:
        meant: dict[str, str] = {}
        for value in slot.values:
            for words in value.said[language]:
                assert meant.setdefault(words, value.id) == value.id, words


def test_an_unknown_domain_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(SettingsError, match="drinks, meals"):
        read_domain("spaceships")


def test_somebody_elses_values_take_the_place_of_ours() -> None:
    theirs = small().with_values({"saltAmount": ["a bit of salt", " salt", "lots of salt"]}, Language.EN)
    assert [slot.name for slot in theirs.slots] == ["soup", "saltAmount"]
    values = said(theirs, "saltAmount", Language.EN)
    assert values["a bit of salt"] == ("a bit of salt", "a little salt")
    assert values["salt"] == ("salt",)
    assert values["lots of salt"] == ("lots of salt",)
    assert "a little salt" not in values
    assert said(theirs, "saltAmount", Language.ZH)["salt"] == ("盐",)


def test_what_is_needed_is_needed_under_its_new_name() -> None:
    assert small().with_values({"dish": ["soup"]}, Language.EN).needs == {"dish"}


def test_a_slot_that_shares_nothing_is_new() -> None:
    theirs = small().with_values({"spoon": ["wooden"]}, Language.EN)
    assert [slot.name for slot in theirs.slots] == ["soup", "salt", "spoon"]


def test_the_values_that_a_domain_shares_are_counted() -> None:
    assert small().shares({"a": ["Soup", "salt"], "b": ["spoon"]}, Language.EN) == 2
