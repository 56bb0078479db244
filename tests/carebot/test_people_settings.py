"""The people of the settings as the core has them: values, decisions made in advance, what is kept and from whom."""

import tomllib
from datetime import time

from carebot._people_settings import ResidentSettings
from carebot.core.people import Diet, Risk, ValueProfile
from carebot.core.values import AdvanceDecision, Audience, Data, GivesWay, Hours, Narrowing, Purpose, Value, Wish

WRITTEN = """
id = "li"
name = "Li"
called = {zh = "李奶奶", en = "Mrs Li"}
risks = ["wandering"]
diet = ["soft_food"]
allergies = ["nuts"]
zones = ["bedroom", "hallway"]

[values]
quiet_company = true
matters_most = ["privacy", "family"]
advance = [{wish = "no_night_checks", gives_way = "high_alarm"}, {wish = "no_reminders"}]
proxy = "daughter"
told = ["daughter"]
quiet_hours = {start = 13:00:00, end = 14:30:00}

[[values.narrowings]]
data = ["pose"]
audiences = ["carer"]
rooms = ["bedroom"]
hours = {start = 21:00:00, end = 07:00:00}
purposes = ["care"]

[[values.narrowings]]
data = ["clip"]
"""


def test_a_whole_profile_is_read() -> None:
    resident = ResidentSettings.model_validate(tomllib.loads(WRITTEN)).resident()
    assert resident.risks == {Risk.WANDERING}
    assert resident.diet == {Diet.SOFT_FOOD}
    assert resident.allergies == {"nuts"}
    assert resident.zones == {"bedroom", "hallway"}
    assert resident.values == ValueProfile(
        quiet_company=True,
        matters_most=(Value.PRIVACY, Value.FAMILY),
        advance=(
            AdvanceDecision(wish=Wish.NO_NIGHT_CHECKS, gives_way=GivesWay.HIGH_ALARM),
            AdvanceDecision(wish=Wish.NO_REMINDERS),
        ),
        proxy="daughter",
        told=frozenset({"daughter"}),
        quiet_hours=Hours(start=time(13), end=time(14, 30)),
        narrowings=(
            Narrowing(
                data=frozenset({Data.POSE}),
                audiences=frozenset({Audience.CARER}),
                rooms=frozenset({"bedroom"}),
                hours=Hours(start=time(21), end=time(7)),
                purposes=frozenset({Purpose.CARE}),
            ),
            Narrowing(data=frozenset({Data.CLIP})),
        ),
    )


def test_whoever_says_nothing_has_a_plain_profile() -> None:
    plain = ResidentSettings.model_validate({"id": "a", "name": "A", "called": {"zh": "阿", "en": "A"}}).resident()
    assert plain.values == ValueProfile()
    assert (plain.risks, plain.diet, plain.allergies) == (frozenset(), frozenset(), frozenset())
