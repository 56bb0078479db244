"""Any action in any situation, sane or not, for the properties of the gate."""

import math
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from carebot.core.actions import (
    AlarmLevel,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Look,
    Manipulate,
    MoveTo,
    MusicChange,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.body import BodyState, Health
from carebot.core.home import Point, Pose
from carebot.core.household import Deed, DeedKind, Mention, State, Task
from carebot.core.language import Language, Text
from carebot.core.people import Consent, Requester, RequesterKind
from carebot.core.permits import action_digest
from carebot.core.reminders import Reminder, ReminderNote
from carebot.core.situation import Confirmation, PeopleView, PersonSeen, Posture, Present, Reading, Situation
from carebot.core.speech import SetSpeech
from carebot.core.verdicts import Confirmer
from tests.safety import builders as b

NUMBERS = st.one_of(
    st.floats(-1.0, 5.0), st.floats(), st.sampled_from([math.nan, math.inf, -math.inf, -0.0, 0.0, 0.1, 0.3, 0.5, 0.8])
)
LENGTHS = st.one_of(st.floats(0.0, 4.0), st.sampled_from([math.inf, math.nan, -1.0, 0.0, 0.3, 2.0]))
AGES = st.one_of(
    st.timedeltas(timedelta(), timedelta(milliseconds=400)), st.timedeltas(timedelta(days=-1), timedelta(days=1))
)
WORDS = st.sampled_from(["", "hello", "我是真人。", "I am your son."])
TEXTS = st.builds(Text, zh=WORDS, en=WORDS)
RESIDENTS = st.sampled_from(["li", "wang", "", "nobody"])
PLACES = st.sampled_from([*(room.id for room in b.ROOMS), "nowhere"])
OBJECTS = st.sampled_from([*(thing.id for thing in b.OBJECTS), "nothing"])
POINTS = st.builds(Point, x_m=st.floats(-1, 36), y_m=st.floats(-1, 5))
LANGUAGES = st.sampled_from(Language)
SPANS = st.timedeltas(timedelta(days=-1), timedelta(days=5))

MENTIONS = st.builds(
    Mention,
    kind=st.sampled_from(["", "fork", "toaster", "bread", "no such kind"]),
    words=WORDS,
    states=st.lists(st.sampled_from(State), max_size=2).map(tuple),
)
DEEDS = st.builds(
    Deed,
    kind=st.sampled_from(DeedKind),
    things=st.lists(MENTIONS, max_size=2).map(tuple),
    times=st.integers(-1, 3),
    duration=st.none() | SPANS,
)

ACTIONS: dict[type[Any], st.SearchStrategy[Any]] = {
    Say: st.builds(
        Say, text=TEXTS, language=LANGUAGES, to=RESIDENTS, volume_db=NUMBERS, alarm=st.booleans(), private=st.booleans()
    ),
    Ask: st.builds(Ask, text=TEXTS, language=LANGUAGES, to=RESIDENTS, timeout=SPANS, volume_db=NUMBERS),
    MoveTo: st.builds(MoveTo, place=PLACES, speed_mps=NUMBERS),
    Approach: st.builds(Approach, person=RESIDENTS, stop_at_m=NUMBERS, speed_mps=NUMBERS, last_seen=st.none() | POINTS),
    Escort: st.builds(Escort, person=RESIDENTS, place=PLACES, speed_mps=NUMBERS),
    Look: st.builds(Look, pan_rad=NUMBERS, tilt_rad=NUMBERS),
    Pick: st.builds(Pick, object=OBJECTS),
    Handover: st.builds(Handover, object=OBJECTS, to=RESIDENTS, force_n=st.floats(0, 100) | NUMBERS),
    PutDown: st.builds(PutDown, object=OBJECTS),
    SupportWalking: st.builds(
        SupportWalking, person=RESIDENTS, place=PLACES, force_n=st.floats(0, 500) | NUMBERS, speed_mps=NUMBERS
    ),
    Notify: st.builds(Notify, text=TEXTS, level=st.sampled_from(AlarmLevel), about=RESIDENTS),
    SetDevice: st.builds(
        SetDevice,
        device=st.sampled_from(["light.kitchen", "stove", "bath", "door", "smoke alarm", "thing", ""]),
        value=st.just("on"),
        temperature_c=st.none() | st.floats(0, 100) | NUMBERS,
    ),
    Manipulate: st.builds(
        Manipulate,
        task=st.builds(Task, deeds=st.lists(DEEDS, max_size=3).map(tuple)),
        step=st.none() | st.integers(-1, 3),
    ),
    RemindDose: st.builds(
        RemindDose,
        dose=st.sampled_from(["noon", "never"]),
        resident=RESIDENTS,
        drug=st.just(b.DOSE.drug) | TEXTS,
        text=TEXTS,
        language=LANGUAGES,
        minutes_from_due=st.floats(-100, 100) | NUMBERS,
    ),
    PlayMusic: st.builds(PlayMusic, change=st.sampled_from(MusicChange), to=RESIDENTS, volume_db=NUMBERS),
    StoreClip: st.builds(StoreClip, about=RESIDENTS, incident=st.just("i"), retention=SPANS, undressed=st.booleans()),
    Remember: st.builds(Remember, about=RESIDENTS, memory=WORDS, words=WORDS, language=LANGUAGES),
    Forget: st.builds(Forget, about=RESIDENTS, memories=st.lists(WORDS, max_size=2).map(tuple)),
    SetConsent: st.builds(SetConsent, resident=RESIDENTS, consent=st.sampled_from(Consent), given=st.booleans()),
    SetSpeech: st.builds(SetSpeech, resident=RESIDENTS, rate=st.none() | NUMBERS, level_db=st.none() | NUMBERS),
    KeepReminder: st.builds(
        KeepReminder,
        reminder=st.builds(
            Reminder,
            id=WORDS,
            about=RESIDENTS,
            words=WORDS | st.just("吃药"),
            language=LANGUAGES,
            due=st.just(b.NOW),
            by=st.just(b.BY_LI),
            set_at=st.just(b.NOW),
        ),
        kept=st.booleans(),
    ),
    NoteReminder: st.builds(
        NoteReminder, about=RESIDENTS, reminder=WORDS, at=st.just(b.NOW), note=st.sampled_from(ReminderNote)
    ),
    Wait: st.builds(Wait, duration=SPANS),
}
MOTION = st.one_of(
    *(ACTIONS[kind] for kind in (MoveTo, Approach, Escort, Look, Pick, Handover, PutDown, SupportWalking, Manipulate))
)
ANYTHING = st.one_of(*ACTIONS.values())
CALLS = st.builds(
    Notify,
    text=TEXTS,
    level=st.sampled_from([AlarmLevel.MEDIUM, AlarmLevel.HIGH]),
    about=RESIDENTS,
    incident=WORDS,
    chain_step=st.integers(),
)

REQUESTERS = st.sampled_from([*b.EVERYBODY, Requester(kind=RequesterKind.RESIDENT, id="nobody")])
SEEN = st.builds(
    PersonSeen,
    track=st.just("t"),
    position=POINTS,
    nearest_m=LENGTHS,
    posture=st.sampled_from(Posture),
    resident=RESIDENTS,
    confidence=st.floats(0, 1) | st.just(math.nan),
)
VIEWS = st.builds(PeopleView, people=st.lists(SEEN, max_size=3).map(tuple), nearest_m=LENGTHS)


@st.composite
def bodies(draw: st.DrawFn) -> BodyState:
    """A body that stands somewhere, mostly sound."""
    point = draw(POINTS)
    mostly = st.sampled_from([False, False, False, True])
    return b.body(
        pose=Pose(x_m=point.x_m, y_m=point.y_m, yaw_rad=0.0),
        health=draw(st.sampled_from([Health.OK, Health.OK, Health.DEGRADED, Health.FAILED])),
        emergency_stop=draw(mostly),
        bumped=draw(mostly),
        localised=not draw(mostly),
        holding=draw(st.sampled_from(["", "", "cup", "pills"])),
    )


def readings(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A fresh, an old or no reading of a value."""
    return st.none() | st.builds(Reading, value=values, age=st.just(b.FRESH) | AGES)


@st.composite
def presents(draw: st.DrawFn) -> Present:
    """Any moment."""
    return b.present(
        local_minute=draw(st.integers(-10, 1450)),
        requester=draw(REQUESTERS),
        body=draw(readings(bodies())),
        people=draw(readings(VIEWS)),
        refused_by=draw(st.frozensets(RESIDENTS)),
        alarm=draw(st.sampled_from(AlarmLevel)),
        announced=draw(st.booleans()),
        stopped=draw(st.booleans()),
        given_doses=draw(st.none() | st.frozensets(st.sampled_from(["noon", "evening"]))),
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Any moment in the house."""
    return Situation(house=b.HOUSE, present=draw(presents()))


@st.composite
def ordinary_moments(draw: st.DrawFn, /, **fixed: Any) -> Situation:
    """A moment in which the body is sound and every reading fresh, with the `fixed` facts; much is granted in it."""
    point = draw(POINTS)
    distances = st.floats(0.0, 4.0) | st.just(math.inf)
    seen = st.builds(
        PersonSeen,
        track=st.just("t"),
        position=POINTS,
        nearest_m=distances,
        posture=st.sampled_from(Posture),
        resident=st.sampled_from(["li", "wang", ""]),
    )
    view = PeopleView(people=tuple(draw(st.lists(seen, max_size=2))), nearest_m=draw(distances))
    changes: dict[str, Any] = {
        "local_minute": draw(st.integers(0, 1439)),
        "requester": draw(REQUESTERS),
        "body": b.fresh(b.body(pose=Pose(x_m=point.x_m, y_m=point.y_m, yaw_rad=0.0))),
        "people": b.fresh(view, draw(st.timedeltas(timedelta(), timedelta(milliseconds=300)))),
        "alarm": draw(st.sampled_from(AlarmLevel)),
        "announced": draw(st.sampled_from([True, True, True, False])),
    }
    return Situation(house=b.HOUSE, present=b.present(**{**changes, **fixed}))


_SPEEDS = st.floats(0.01, 3.0)
_LI_OR_WANG = st.sampled_from(["li", "wang"])
_SHARED = st.sampled_from(["living", "kitchen", "hallway"])
ORDINARY_DRIVING = st.one_of(
    st.builds(MoveTo, place=_SHARED, speed_mps=_SPEEDS),
    st.builds(Escort, person=_LI_OR_WANG, place=_SHARED, speed_mps=_SPEEDS),
    st.builds(Approach, person=_LI_OR_WANG, speed_mps=_SPEEDS, stop_at_m=st.floats(0.0, 3.0)),
)
ORDINARY = st.one_of(
    ORDINARY_DRIVING,
    st.builds(Handover, object=st.sampled_from(["cup", "hot_tea"]), to=_LI_OR_WANG, force_n=st.floats(0, 100)),
    st.builds(Say, text=st.just(b.text("hello")), language=LANGUAGES, to=_LI_OR_WANG, volume_db=st.floats(0, 120)),
    st.builds(
        StoreClip,
        about=st.just("li"),
        incident=st.just("i"),
        retention=st.timedeltas(timedelta(seconds=1), timedelta(days=9)),
    ),
    st.builds(SetDevice, device=st.just("bath"), value=st.just("on"), temperature_c=st.floats(0, 100)),
)


@st.composite
def confirmed(draw: st.DrawFn, action: Any) -> tuple[Confirmation, ...]:
    """Some yeses to `action`, some of them good."""
    people = st.sampled_from(["li", "nurse", "carer", "off_shift", "nobody"])
    return tuple(
        Confirmation(
            action_digest=action_digest(action),
            confirmer=confirmer,
            by=draw(people),
            at=b.NOW - timedelta(seconds=draw(st.integers(-5, 90))),
        )
        for confirmer in Confirmer
    )
