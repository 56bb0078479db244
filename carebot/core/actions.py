"""Actions: everything that may be done. Each is a wish until the gate has made a permit for it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Literal

from carebot.core.home import ObjectId, PlaceId, Point
from carebot.core.household import Task
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.people import Consent, ResidentId
from carebot.core.reminders import Reminder, ReminderNote
from carebot.core.speech import SetSpeech


class AlarmLevel(IntEnum):
    """Alarm priorities after IEC 60601-1-8."""

    INFORMATION = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """Speak `text` to `to` (empty: whoever is near). `volume_db` is the level at one metre, dB(A)."""

    kind: Literal["say"] = "say"
    text: Text
    language: Language
    to: ResidentId = ""
    volume_db: float = 55.0
    alarm: bool = False
    private: bool = False


class MusicChange(StrEnum):
    """What is to become of the music: to play on where it was, or something about it."""

    PLAY = "play"
    PAUSE = "pause"
    NEXT = "next"
    SOFTER = "softer"
    LOUDER = "louder"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayMusic:
    """Play a piece to its end, or change what plays. `volume_db` is never exceeded, dB(A) at one metre.

    Pieces of one `session` belong together: a pause ends all of it. `called`: the title or performer asked for, if any.
    """

    kind: Literal["play_music"] = "play_music"
    change: MusicChange = MusicChange.PLAY
    session: Id = ""
    called: str = ""
    to: ResidentId = ""
    volume_db: float = 55.0

    @property
    def quieter(self) -> bool:
        """Whether it makes things quieter, which nobody may be refused."""
        return self.change in {MusicChange.PAUSE, MusicChange.SOFTER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Speak `text` and listen for an answer until `timeout`; the outcome carries the intent heard, if any."""

    kind: Literal["ask"] = "ask"
    text: Text
    language: Language
    to: ResidentId = ""
    timeout: timedelta = timedelta(seconds=10)
    volume_db: float = 55.0
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTo:
    """Drive to a named place."""

    kind: Literal["move_to"] = "move_to"
    place: PlaceId
    speed_mps: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Approach:
    """Drive towards a person and stop `stop_at_m` from the nearest point of the body, facing it.

    `last_seen` is where to look when the body's own senses do not have the person in view.
    """

    kind: Literal["approach"] = "approach"
    person: ResidentId
    stop_at_m: float = 1.0
    speed_mps: float = 0.5
    last_seen: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escort:
    """Lead a walking person to a place at the person's pace, waiting when the person falls behind."""

    kind: Literal["escort"] = "escort"
    person: ResidentId
    place: PlaceId
    speed_mps: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Turn the head, relative to the base; for a `duration` keep `person` (empty: anybody) in view, or look for her."""

    kind: Literal["look"] = "look"
    pan_rad: float = 0.0
    tilt_rad: float = -0.25
    person: ResidentId = ""
    duration: timedelta = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """Grasp an object at the place where the robot stands, and stow it for driving."""

    kind: Literal["pick"] = "pick"
    object: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Offer the held object to a person, and let go once it is held."""

    kind: Literal["handover"] = "handover"
    object: ObjectId
    to: ResidentId
    force_n: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PutDown:
    """Put the held object down on the surface at the place where the robot stands."""

    kind: Literal["put_down"] = "put_down"
    object: ObjectId


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportWalking:
    """Carry part of a walking person's weight."""

    kind: Literal["support_walking"] = "support_walking"
    person: ResidentId
    place: PlaceId
    force_n: float
    speed_mps: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Notify:
    """Tell carers something at an alarm level, by every way that reaches them.

    `chain_step` counts escalations from 0; `room`: where it is, if that is known; `itself`: it is about the robot.
    """

    kind: Literal["notify"] = "notify"
    text: Text
    level: AlarmLevel
    about: ResidentId = ""
    incident: str = ""
    chain_step: int = 0
    room: str = ""
    since: datetime | None = None
    itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDevice:
    """Set a device of the home to a value; `temperature_c` where the device heats."""

    kind: Literal["set_device"] = "set_device"
    device: str
    value: str
    temperature_c: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manipulate:
    """Do one step of a household task. The gate judges the whole task with each of its steps.

    Without a `step` the task is only considered: nothing moves, and leave means that no step of it is refused as such.
    """

    kind: Literal["manipulate"] = "manipulate"
    task: Task
    step: int | None = None

    @property
    def moves(self) -> bool:
        """Whether anything is to move."""
        return self.step is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindDose:
    """Speak a reminder of one dose. Reminding is not giving: carebot hands out no medicine."""

    kind: Literal["remind_dose"] = "remind_dose"
    dose: str
    resident: ResidentId
    drug: Text
    text: Text
    language: Language
    minutes_from_due: float
    volume_db: float = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreClip:
    """Keep the frames of an incident, encrypted, for `retention`."""

    kind: Literal["store_clip"] = "store_clip"
    about: ResidentId
    incident: str
    retention: timedelta
    undressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remember:
    """Keep what a resident told, in her own words, under the id `memory`. `source` is the event of the words."""

    kind: Literal["remember"] = "remember"
    about: ResidentId
    memory: Id
    words: str
    language: Language
    source: Id = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forget:
    """Erase what is remembered of a resident: these memories; none named: all of them."""

    kind: Literal["forget"] = "forget"
    about: ResidentId
    memories: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetConsent:
    """Take down a resident's word on one purpose: given, or withdrawn."""

    kind: Literal["set_consent"] = "set_consent"
    resident: ResidentId
    consent: Consent
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepReminder:
    """Take down a reminder that somebody asks for, or, where it is not to be `kept`, strike it out."""

    kind: Literal["keep_reminder"] = "keep_reminder"
    reminder: Reminder
    kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReminder:
    """Note down what becomes of the time `at` of a reminder."""

    kind: Literal["note_reminder"] = "note_reminder"
    about: ResidentId
    reminder: Id
    at: datetime
    note: ReminderNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Stay where the robot is for a while."""

    kind: Literal["wait"] = "wait"
    duration: timedelta


Speech = Say | Ask | RemindDose
Sounding = Speech | PlayMusic
Driving = MoveTo | Approach | Escort | SupportWalking
Contact = Handover | SupportWalking
Motion = Driving | Look | Pick | Handover | PutDown | Manipulate
Kept = Remember | Forget | SetConsent | SetSpeech | KeepReminder | NoteReminder
Action = Sounding | Motion | Kept | Notify | SetDevice | StoreClip | Wait
