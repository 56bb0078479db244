"""Inviting: when company is offered, a pause suggested, or she is left in peace. A pure function, and who asks it.

It only asks, as a schedule does; the gate judges what is then said. Being sent away once is remembered for hours, and
longer each time.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from carebot.core.clock import Clock
from carebot.core.companionship import Companionship
from carebot.core.people import Consent, Resident
from carebot.core.situation import PersonSeen, Posture
from carebot.core.values import Audience, Hours
from carebot.modes import Mode
from carebot.moods import MOOD_SKILL, may_be_told
from carebot.orchestrator import Orchestrator
from carebot.rhythm import Rhythm
from carebot.talks import COMPANY_SKILL, PAUSE, TALK_PARTS_AFTER

LOOK_EVERY: Final = timedelta(seconds=20)
_FREE: Final = {Mode.IDLE, Mode.DEGRADED, Mode.ENGAGED}
_PAUSE_AGAIN_AFTER: Final = timedelta(minutes=10)
"""A suggestion that could not be spoken is not made again at once."""
_AWAKE: Final = {Posture.STANDING, Posture.SITTING}


class Invitation(Enum):
    """What there is to offer now."""

    NOTHING = auto()
    COMPANY = auto()
    PAUSE = auto()
    MOOD = auto()
    MOOD_REPORT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Everything that decides whether now is a fitting time. `others`: somebody else is with her.

    `awake` and `others` are None where nobody can tell.
    """

    local: datetime
    talk: Companionship
    free: bool
    awake: bool | None
    others: bool | None
    quiet_hours: Hours | None = None
    mood_asked_at: datetime | None = None
    mood_reported_at: datetime | None = None
    mood_consent: bool = False
    mood_for_carers: bool = False


def invitation(occasion: Occasion, rhythm: Rhythm) -> Invitation:
    """What fits the occasion; nothing unless everything speaks for it."""
    if not occasion.free:
        return Invitation.NOTHING
    if _pause_is_due(occasion, rhythm):
        return Invitation.PAUSE
    if _mood_report_is_due(occasion, rhythm):
        return Invitation.MOOD_REPORT
    if rhythm.enabled and _mood_is_due(occasion, rhythm) and not _in_peace(occasion, rhythm):
        return Invitation.MOOD
    wanted = rhythm.enabled and (_by_schedule(occasion, rhythm) or _by_need(occasion, rhythm))
    return Invitation.COMPANY if wanted and not _in_peace(occasion, rhythm) else Invitation.NOTHING


def stays_away_for(times: int, rhythm: Rhythm) -> timedelta:
    """For how long nothing is offered after she sent the robot away `times` times in a row."""
    if times <= 0:
        return timedelta()
    doubled = rhythm.stay_away * (1 << min(times - 1, 10))
    return min(doubled, rhythm.stay_away_at_most)


def _pause_is_due(occasion: Occasion, rhythm: Rhythm) -> bool:
    talk = occasion.talk
    talking = talk.last_talk_at is not None and occasion.local - talk.last_talk_at <= TALK_PARTS_AFTER
    if _within(occasion, talk.offered_at, _PAUSE_AGAIN_AFTER):
        return False
    return talking and talk.talked_today >= rhythm.pause_after and not talk.pause_suggested


def _mood_is_due(occasion: Occasion, rhythm: Rhythm) -> bool:
    """Whether some days have passed since she was last asked, and it is the afternoon."""
    if not occasion.mood_consent or _within(occasion, occasion.mood_asked_at, rhythm.mood_every):
        return False
    return occasion.local.time() >= rhythm.mood_from


def _mood_report_is_due(occasion: Occasion, rhythm: Rhythm) -> bool:
    """Whether a week has passed since her carers were last told, of somebody who was asked since."""
    asked, told = occasion.mood_asked_at, occasion.mood_reported_at
    if not occasion.mood_for_carers or asked is None or _within(occasion, told, rhythm.mood_report_every):
        return False
    return occasion.local.time() >= rhythm.mood_from and (told is None or asked > told)


def _in_peace(occasion: Occasion, rhythm: Rhythm) -> bool:
    """Whether something speaks against beginning to talk now."""
    minute = occasion.local.hour * 60 + occasion.local.minute
    talk = occasion.talk
    quiet = occasion.quiet_hours is not None and occasion.quiet_hours.has(minute)
    busy = any(hours.has(minute) for hours in rhythm.in_peace) or not rhythm.by_day.has(minute)
    sent_away = _within(occasion, talk.sent_away_at, stays_away_for(talk.sent_away, rhythm))
    offered = _within(occasion, talk.offered_at, rhythm.between_offers) or talk.offers_today >= rhythm.offers_a_day
    tired = talk.talked_today >= rhythm.pause_after
    return quiet or busy or sent_away or offered or tired or occasion.awake is not True or occasion.others is not False


def _by_schedule(occasion: Occasion, rhythm: Rhythm) -> bool:
    if _within(occasion, occasion.talk.last_talk_at, rhythm.after_talk):
        return False
    begins = (datetime.combine(occasion.local.date(), at, occasion.local.tzinfo) for at in rhythm.at)
    return any(timedelta() <= occasion.local - begin < rhythm.window for begin in begins)


def _by_need(occasion: Occasion, rhythm: Rhythm) -> bool:
    """Whether nobody has heard her talk for long; before her first word, nobody can say so."""
    last = occasion.talk.last_talk_at
    return last is not None and occasion.local - last >= rhythm.lonely_after


def _within(occasion: Occasion, at: datetime | None, span: timedelta) -> bool:
    return at is not None and occasion.local - at < span


class Inviting:
    """Looks from time to time whether company fits, and asks for it. `people` gives who is in view."""

    def __init__(
        self,
        orchestrator: Orchestrator,
        clock: Clock,
        people: Callable[[], Iterable[PersonSeen]],
        ask: Callable[[str, dict[str, str]], None],
        rhythm: Rhythm,
    ) -> None:
        self._orchestrator = orchestrator
        self._clock = clock
        self._people = people
        self._ask = ask
        self._rhythm = rhythm

    async def attend(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            self.look()
            await self._clock.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Ask for what fits now, for one resident at most."""
        for resident in self._orchestrator.known.house.residents:
            match invitation(self._occasion(resident), self._rhythm):
                case Invitation.COMPANY:
                    self._ask(COMPANY_SKILL, {"about": resident.id})
                    return
                case Invitation.PAUSE:
                    self._ask(COMPANY_SKILL, {"about": resident.id, "topic": PAUSE})
                    return
                case Invitation.MOOD:
                    self._ask(MOOD_SKILL, {"about": resident.id})
                    return
                case Invitation.MOOD_REPORT:
                    self._ask(MOOD_SKILL, {"about": resident.id, "wish": "report"})
                    return
                case Invitation.NOTHING:
                    pass

    def _occasion(self, resident: Resident) -> Occasion:
        known = self._orchestrator.known
        local = known.local(self._clock.now())
        talk = known.talks.of(resident.id, local)
        seen = tuple(self._people())
        only = len(known.house.residents) == 1
        her = [person for person in seen if person.resident == resident.id or (only and len(seen) == 1)]
        return Occasion(
            local=local,
            talk=talk,
            free=self._orchestrator.mode in _FREE,
            awake=_awake(her[0]) if her else None,
            others=len(seen) > len(her) if her else None,
            quiet_hours=resident.values.quiet_hours,
            mood_asked_at=known.moods.asked_at(resident.id),
            mood_reported_at=known.moods.reported_at(resident.id),
            mood_consent=Consent.MOOD in resident.consents,
            mood_for_carers=may_be_told(resident, Audience.CARER),
        )


def _awake(person: PersonSeen) -> bool:
    return person.posture in _AWAKE
