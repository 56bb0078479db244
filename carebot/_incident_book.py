"""The book of incidents: keeps them, records each change and tells carers of it. Part of the orchestrator."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from carebot import incidents
from carebot._alarm_texts import stage_text
from carebot.bearings import room_at
from carebot.bus import Bus
from carebot.concerns import COURSES
from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import IncidentChanged, IncidentStage
from carebot.core.concerns import Concern
from carebot.core.deeds import ActionProposed
from carebot.core.home import Point
from carebot.core.ids import Id, derived_id
from carebot.core.people import ROBOT_ITSELF, ResidentId
from carebot.incidents import Incident
from carebot.knowing import Known
from carebot.scribe import Scribe

BESIDE_M: Final = 1.5
"""Engineering choice: less than a body's length, more than the error of a place; who comes for one sees the other."""


class IncidentBook:
    """All incidents since the start. Every change follows from the event that the scribe has at hand."""

    def __init__(self, bus: Bus, scribe: Scribe, known: Known, timer: Callable[[str, timedelta], None]) -> None:
        self._bus = bus
        self._scribe = scribe
        self._known = known
        self._timer = timer
        self._incidents: dict[Id, Incident] = {}
        self._open: dict[Id, Incident] = {}

    @property
    def open(self) -> tuple[Incident, ...]:
        """The incidents that somebody still has to see to."""
        return tuple(self._open.values())

    def get(self, incident: Id) -> Incident | None:
        """The incident with this id, open or not."""
        return self._incidents.get(incident)

    def restore(self, changes: Iterable[IncidentChanged]) -> None:
        """Take up, from the journal's last word on each, the incidents that somebody has to see to or to report on."""
        for change in changes:
            self._keep(incidents.restored(change))

    def about(self, resident: ResidentId, position: Point | None, *, urgent: bool) -> Incident | None:
        """The open incident that something about this resident belongs to: a call that can wait covers nothing urgent.

        Somebody unknown is the same one only in the same room.
        """
        same = [
            one
            for one in self.open
            if one.about == resident
            and not COURSES[one.concern].itself
            and (resident or self._same_room(one, position))
        ]
        grave = (one for one in same if one.pressing or one.stage is IncidentStage.WATCHED)
        calm = (one for one in same if not urgent and one.concern is not Concern.CALL)
        return next(grave, None) or next(calm, None)

    def fall_at(self, position: Point | None, resident: ResidentId) -> Incident | None:
        """The open incident of a fall just there, where one of the two falls is of nobody whom one knows.

        Whom one knew by name may be lost and found again without one; whom nobody knew may be known a moment later.
        """
        falls = (one for one in self.open if one.concern is Concern.FALL and not (resident and one.about))
        return next(
            (one for one in falls if one.position and position and one.position.distance_m(position) <= BESIDE_M), None
        )

    def call_of(self, resident: ResidentId) -> Incident | None:
        """The open call of this resident."""
        return next((one for one in self.open if one.about == resident and one.concern is Concern.CALL), None)

    def of_itself(self, concern: Concern) -> Incident | None:
        """The open incident about how the robot itself is: whatever fails, it is one of each concern."""
        return next((one for one in self.open if one.concern is concern), None)

    def change(self, after: Incident, before: Incident | None = None, *, told: bool = False) -> None:
        """Keep, record and tell what an incident has become, if it is not as `before`.

        `told`: carers have been told of this already.
        """
        if after == before:
            return
        self._keep(after)
        self._record(after)
        if not told and after.stage is not IncidentStage.ASKED:
            self._tell(after)
        if after.deadline is not None:
            self._timer(timer_name(after), max(after.deadline - self._scribe.now, timedelta()))

    def _keep(self, incident: Incident) -> None:
        """Keep it; every event asks for those that are open, which are few however many there have been."""
        self._incidents[incident.id] = incident
        if incident.open:
            self._open[incident.id] = incident
        else:
            self._open.pop(incident.id, None)

    def _record(self, incident: Incident) -> None:
        self._bus.publish(
            IncidentChanged(
                **self._scribe.stamp(),
                incident=incident.id,
                about=incident.about,
                stage=incident.stage,
                level=incident.level,
                chain_step=incident.chain_step,
                text=incident.text,
                position=incident.position,
                by=incident.acknowledged_by,
                deadline=incident.deadline,
                opened_at=incident.opened_at,
                protocol=incident.protocol,
                keep_away=incident.keep_away,
                concern=incident.concern,
            )
        )

    def _tell(self, incident: Incident) -> None:
        notify = Notify(
            text=stage_text(incident),
            level=incident.level if incident.open else AlarmLevel.INFORMATION,
            about=incident.about,
            incident=incident.id,
            chain_step=incident.chain_step,
            room=room_at(self._known, incident.position),
            since=incident.opened_at,
            itself=COURSES[incident.concern].itself,
        )
        stamp = self._scribe.stamp()
        run = derived_id(stamp["id"], "notify")
        self._bus.publish(ActionProposed(**stamp, run=run, owner=incident.id, action=notify, requester=ROBOT_ITSELF))

    def _same_room(self, incident: Incident, position: Point | None) -> bool:
        if incident.position is None or position is None:
            return True
        home = self._known.house.home
        return home.room_at(incident.position) == home.room_at(position)


def timer_name(incident: Incident) -> str:
    """The timer of an incident's deadline: one that was set for an earlier deadline is another."""
    deadline = incident.deadline.isoformat() if incident.deadline else ""
    return f"incident:{incident.id}:{deadline}"
