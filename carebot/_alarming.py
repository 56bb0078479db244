"""Raising alarms: keeps the incidents, publishes their changes and calls people. Part of the orchestrator."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

from carebot import incidents
from carebot.bus import Bus
from carebot.core.actions import AlarmLevel, Notify
from carebot.core.alarms import AlarmAcknowledged, AlarmResolved, IncidentChanged, IncidentStage
from carebot.core.dangers import KEEP_AWAY, PROTOCOL
from carebot.core.deeds import ActionProposed, GoalFinished
from carebot.core.events import FallSuspected, IntentRecognized
from carebot.core.goals import GoalResult
from carebot.core.home import Point
from carebot.core.ids import Id, derived_id
from carebot.core.intents import Intent
from carebot.core.language import Text
from carebot.core.outcomes import NOTHING
from carebot.core.people import ROBOT_ITSELF, ResidentId
from carebot.incidents import Chain, Incident
from carebot.knowing import Known
from carebot.scribe import Scribe
from skills.base import Finding
from skills.protocols.house import PROTOCOLS


class Alarming:
    """The incidents that are open. Every call follows from the event that the scribe has at hand."""

    def __init__(
        self, bus: Bus, scribe: Scribe, known: Known, chain: Chain, timer: Callable[[str, timedelta], None]
    ) -> None:
        self._bus = bus
        self._scribe = scribe
        self._known = known
        self._chain = chain
        self._timer = timer
        self._incidents: dict[Id, Incident] = {}
        self._checks: dict[Id, Id] = {}

    @property
    def open(self) -> tuple[Incident, ...]:
        """The incidents that somebody still has to see to."""
        return tuple(incident for incident in self._incidents.values() if incident.open)

    @property
    def level(self) -> AlarmLevel:
        """The level of the worst open incident."""
        return max((incident.level for incident in self.open), default=AlarmLevel.INFORMATION)

    def restore(self, changes: Iterable[IncidentChanged]) -> None:
        """Take up the incidents that were open when the robot last ended, from the journal's last word on each."""
        for change in changes:
            self._incidents[change.incident] = incidents.restored(change)

    def rearm(self) -> tuple[Incident, ...]:
        """After a restart: set the timers again; whoever was being asked has waited long enough. Gives what is open."""
        for incident in self.open:
            self._change(incident if incident.alarmed else incidents.alarm(incident, self._scribe.now, self._chain))
        return self.open

    def suspect_fall(self, event: FallSuspected) -> Incident | None:
        """Open an incident for a suspected fall; None when one about the same resident is open already."""
        if self._about(event.about) is not None:
            return None
        incident = incidents.suspect(
            derived_id(event.id, "incident"),
            event.about,
            _fall_text(self._known, event.about, event.position),
            at=self._scribe.now,
            position=event.position,
            chain=self._chain,
        )
        self._change(incident)
        return incident

    def call(self, about: ResidentId, position: Point | None) -> Incident | None:
        """Somebody calls for help: people are called without asking back; None when they are called already.

        The danger that the words at hand speak of is told with it, also of an alarm that stands.
        """
        before = self._about(about)
        spoken = self._danger_at_hand()
        whom = _whom_and_where(self._known, about, position)
        text = _danger_text(whom, spoken, self._known) if spoken is not None else _help_text(whom)
        incident = before or incidents.suspect(
            derived_id(self._scribe.cause, "incident"),
            about,
            text,
            at=self._scribe.now,
            position=position,
            chain=self._chain,
        )
        if spoken is not None:
            incident = incidents.spoken_of(
                incident, spoken.slot(PROTOCOL), text, keep_away=bool(spoken.slot(KEEP_AWAY))
            )
        if before is not None and before.alarmed:
            self._change_if_new(before, incident)
            return None
        incident = incidents.alarm(incident, self._scribe.now, self._chain)
        self._change(incident)
        return incident

    def _danger_at_hand(self) -> Intent | None:
        """The intent of the words at hand, where they speak of a danger that has a protocol."""
        words = self._scribe.at_hand
        if not isinstance(words, IntentRecognized) or words.intent.slot(PROTOCOL) not in PROTOCOLS:
            return None
        return words.intent

    def expect(self, goal: Id, incident: Id) -> None:
        """The check that `goal` pursues decides on `incident`."""
        self._checks[goal] = incident

    def asking(self, goal: Id) -> None:
        """A check began."""
        incident = self._incidents.get(self._checks.get(goal, ""))
        if incident is not None and incident.stage is IncidentStage.SUSPECTED:
            self._change(incidents.asked(incident))

    def checked(self, event: GoalFinished) -> Incident | None:
        """A check ended: what it found decides; one that was cancelled leaves the deadline to decide.

        Gives the incident where people are called, so that she is not left alone until they come.
        """
        incident = self._incidents.get(self._checks.pop(event.goal, ""))
        if incident is None or event.conclusion.result in {GoalResult.CANCELLED, GoalResult.EXPIRED}:
            return None
        well = event.conclusion.finding == Finding.WELL
        finding = Finding.WELL if well else Finding.NO_ANSWER
        after = incidents.found(incident, finding, self._scribe.now, self._chain)
        self._change_if_new(incident, after)
        return after if after.alarmed else None

    def overdue(self, timer: str) -> None:
        """A deadline came. The timer counts, whatever the wall clock says by now."""
        for incident in self.open:
            if incident.deadline is not None and timer == _timer_name(incident):
                at = max(self._scribe.now, incident.deadline)
                self._change(incidents.overdue(incident, at, self._chain))

    def acknowledge(self, event: AlarmAcknowledged) -> None:
        """Somebody is on her way."""
        incident = self._incidents.get(event.incident)
        if incident is not None:
            changed = incidents.acknowledged(incident, event.name, self._scribe.now, self._chain)
            self._change_if_new(incident, changed)

    def resolve(self, event: AlarmResolved) -> None:
        """Somebody at the resident's side has ended it."""
        incident = self._incidents.get(event.incident)
        if incident is not None:
            self._change_if_new(incident, incidents.resolved(incident, event.name))

    def _about(self, resident: ResidentId) -> Incident | None:
        return next((incident for incident in self.open if incident.about == resident), None)

    def _change_if_new(self, before: Incident, after: Incident) -> None:
        if after != before:
            self._change(after)

    def _change(self, incident: Incident) -> None:
        self._incidents[incident.id] = incident
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
            )
        )
        self._tell(incident)
        if incident.deadline is not None:
            self._timer(_timer_name(incident), max(incident.deadline - self._scribe.now, timedelta()))

    def _tell(self, incident: Incident) -> None:
        if incident.stage is IncidentStage.ASKED:
            return
        notify = Notify(
            text=_stage_text(incident),
            level=incident.level if incident.open else AlarmLevel.INFORMATION,
            about=incident.about,
            incident=incident.id,
            chain_step=incident.chain_step,
        )
        stamp = self._scribe.stamp()
        run = derived_id(stamp["id"], "notify")
        self._bus.publish(ActionProposed(**stamp, run=run, owner=incident.id, action=notify, requester=ROBOT_ITSELF))


def check_parameters(incident: Incident, *, called: bool) -> Mapping[str, str]:
    """The parameters of the goal that asks the resident of `incident`; `called`: people are on their way already."""
    place = incident.position
    return {
        "about": incident.about,
        "incident": incident.id,
        "x_m": f"{place.x_m:.2f}" if place else "",
        "y_m": f"{place.y_m:.2f}" if place else "",
        "called": "yes" if called else "",
        PROTOCOL: incident.protocol,
        KEEP_AWAY: "yes" if incident.keep_away else "",
    }


def _timer_name(incident: Incident) -> str:
    deadline = incident.deadline.isoformat() if incident.deadline else ""
    return f"incident:{incident.id}:{deadline}"


def _whom_and_where(known: Known, about: ResidentId, position: Point | None) -> tuple[Text, Text]:
    resident = known.house.resident(about)
    whom = resident.name if resident else Text(zh="有人", en="somebody")
    room = known.house.home.room_at(position) if position else None
    where = Text(zh=f"在{room.name.zh}", en=f" in the {room.name.en}") if room else NOTHING
    return whom, where


def _fall_text(known: Known, about: ResidentId, position: Point | None) -> Text:
    whom, where = _whom_and_where(known, about, position)
    return Text(zh=f"{whom.zh}可能{where.zh}摔倒了", en=f"{whom.en} may have fallen{where.en}")


def _help_text(whom_and_where: tuple[Text, Text]) -> Text:
    whom, where = whom_and_where
    return Text(zh=f"{whom.zh}{where.zh}呼救", en=f"{whom.en} calls for help{where.en}")


def _danger_text(whom_and_where: tuple[Text, Text], spoken: Intent, known: Known) -> Text:
    whom, where = whom_and_where
    what = PROTOCOLS[spoken.slot(PROTOCOL)].for_carers(known.house.numbers)
    return Text(zh=f"{whom.zh}{where.zh}{what.zh}", en=f"{whom.en}{where.en} {what.en}")


def _stage_text(incident: Incident) -> Text:
    text = incident.text
    match incident.stage:
        case IncidentStage.SUSPECTED | IncidentStage.ASKED:
            return Text(zh=f"{text.zh}，正在询问。", en=f"{text.en}; the robot is asking.")
        case IncidentStage.ALARM:
            return Text(zh=f"{text.zh}，请马上过去！", en=f"{text.en}. Please go at once!")
        case IncidentStage.ESCALATED:
            return Text(zh=f"{text.zh}，还没有人到场！", en=f"{text.en}. Nobody has come yet!")
        case IncidentStage.ACKNOWLEDGED:
            by = incident.acknowledged_by
            return Text(zh=f"{text.zh}，{by.zh}正在赶去。", en=f"{text.en}. {by.en} is on the way.")
        case IncidentStage.RESOLVED:
            by = incident.acknowledged_by
            return Text(zh=f"{text.zh}：{by.zh}已到场处理。", en=f"{text.en}: resolved at the resident by {by.en}.")
        case IncidentStage.DISMISSED:
            return Text(zh=f"{text.zh}：本人说没事。", en=f"{text.en}: the resident says she is well.")
