"""What eyes and ears would catch now: who is in a picture, who overhears, and whose privacy that touches."""

from dataclasses import dataclass
from datetime import timedelta

from carebot.core.actions import AlarmLevel, Say
from carebot.core.home import Room, RoomKind
from carebot.core.limits import SafetyLimits
from carebot.core.people import Consent, Resident, ResidentId
from carebot.core.situation import House, Situation
from carebot.core.values import Audience, Data, Purpose
from safety._rooms import RoomFinder
from safety._subjects import people_in_view, person_seen, robot_room
from safety.values.dignity import Flow, narrowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a picture taken now would show."""

    situation: Situation
    rooms: RoomFinder

    @property
    def here(self) -> Room | None:
        """The room in which the robot stands."""
        return robot_room(self.situation, self.rooms)

    @property
    def residents(self) -> tuple[Resident, ...]:
        """Everybody in view whom the house knows."""
        seen = (self.situation.house.resident(person.resident) for person in people_in_view(self.situation))
        return tuple(resident for resident in seen if resident is not None)

    def in_bathroom(self, whom: ResidentId) -> bool:
        """Whether the robot, or `whom` as it sees her, is in a bathroom."""
        rooms = (self.here, self._room_of(whom))
        return any(room is not None and room.kind is RoomKind.BATHROOM for room in rooms)

    def others_without_consent(self, about: ResidentId) -> bool:
        """Whether pictures would show somebody else who has not agreed. One nameless person alone may be she."""
        others = [person.resident for person in people_in_view(self.situation) if person.resident != about]
        known = [resident for resident in self.residents if resident.id != about]
        if any(Consent.RECORDING not in resident.consents for resident in known):
            return True
        may_be_she = 0 if person_seen(self.situation, about) is not None else 1
        return len(others) - len(known) > may_be_she

    def narrowed(self, data: Data, whom: ResidentId) -> bool:
        """Whether `whom`, or for a posture anybody in view, keeps `data` for herself, there and at this hour."""
        resident = self.situation.house.resident(whom)
        concerned = [*(self.residents if data is Data.POSE else ()), *([resident] if resident is not None else [])]
        return any(narrowed(one, self._taking(data, one.id)) for one in concerned)

    def _taking(self, data: Data, whom: ResidentId) -> Flow:
        present = self.situation.present
        return Flow(
            data=data,
            audience=Audience.ROBOT,
            purpose=Purpose.ALARM if present.alarm >= AlarmLevel.MEDIUM else Purpose.CARE,
            room=self._room_of(whom) or self.here,
            local_minute=present.local_minute,
        )

    def _room_of(self, whom: ResidentId) -> Room | None:
        seen = person_seen(self.situation, whom)
        return self.rooms.room_at(self.situation.house.home, seen.position) if seen is not None else None


def others_hear(situation: Situation, to: ResidentId, limits: SafetyLimits) -> bool:
    """Whether somebody else may hear what is said to `to`; unknown, old or from the future counts as yes."""
    people = situation.present.people
    if people is None or not timedelta() <= people.age <= limits.person_age:
        return True
    return any(person.resident != to for person in people.value.people)


def names_another(action: Say, house: House) -> bool:
    """Whether words for one resident name another one."""
    spoken = (action.text.zh, action.text.en)
    return any(
        name and any(name in words for words in spoken)
        for resident in house.residents
        if resident.id != action.to
        for name in (resident.name.zh, resident.name.en)
    )
