"""One sample of every kind of action."""

from datetime import UTC, datetime, timedelta
from typing import Final

from carebot.core.actions import (
    Action,
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
from carebot.core.household import Deed, DeedKind, Mention, Task
from carebot.core.language import Language, Text
from carebot.core.people import Consent, Requester, RequesterKind
from carebot.core.reminders import Reminder, ReminderNote
from carebot.core.speech import SetSpeech

REMINDER: Final = Reminder(
    id="r1",
    about="li",
    words="water the plants",
    language=Language.EN,
    due=datetime(2026, 3, 1, 15, tzinfo=UTC),
    by=Requester(kind=RequesterKind.RESIDENT, id="li"),
    set_at=datetime(2026, 3, 1, 10, tzinfo=UTC),
)
WORDS: Final = Text(zh="您好。", en="Good morning.")

SAMPLES: Final[tuple[Action, ...]] = (
    Say(text=WORDS, language=Language.ZH, to="li"),
    Ask(text=WORDS, language=Language.EN, to="li"),
    MoveTo(place="kitchen"),
    Approach(person="li"),
    Escort(person="li", place="kitchen"),
    Look(),
    Pick(object="cup"),
    Handover(object="cup", to="li"),
    PutDown(object="cup"),
    SupportWalking(person="li", place="kitchen", force_n=50.0),
    Notify(text=WORDS, level=AlarmLevel.HIGH, about="li"),
    SetDevice(device="kettle", value="on", temperature_c=60.0),
    Manipulate(
        task=Task(
            deeds=(Deed(kind=DeedKind.SLICE, things=(Mention(kind="bread", words="bread"),), words="slice the bread"),)
        ),
        step=0,
    ),
    RemindDose(
        dose="noon", resident="li", drug=WORDS, text=WORDS, language=Language.ZH, minutes_from_due=0.0, volume_db=50.0
    ),
    PlayMusic(to="li"),
    StoreClip(about="li", incident="1", retention=timedelta(hours=1)),
    Remember(about="li", memory="m1", words="I like dumplings", language=Language.EN, source="e1"),
    Forget(about="li", memories=("m1",)),
    SetConsent(resident="li", consent=Consent.REMEMBERING, given=False),
    SetSpeech(resident="li", rate=0.8, level_db=60.0),
    KeepReminder(reminder=REMINDER),
    NoteReminder(about="li", reminder="r1", at=REMINDER.due, note=ReminderNote.HEARD),
    Wait(duration=timedelta(seconds=1)),
)
