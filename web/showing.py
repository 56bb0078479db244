"""Showing: what the robot is about, what it heard and said, and what the gate decided, made into views."""

from datetime import datetime
from typing import Final

from carebot.agenda import Run, RunState
from carebot.bearings import THE_ROBOT, room_at, step_words, whereabouts, who_is
from carebot.concerns import COURSES
from carebot.core.alarms import IncidentStage
from carebot.core.deeds import LimitsTightened, Spoken
from carebot.core.goals import Goal
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.permits import action_digest
from carebot.core.verdicts import Confirmer
from carebot.explaining import names
from carebot.explaining.actions_in_words import action_in_words
from carebot.incidents import Incident
from carebot.modes import Mode
from web.board import SHOWN, Board, Closed, Judged, Utterance, Waiting
from web.robot import PanelRobot
from web.view import (
    AlarmView,
    ClosedView,
    ConfirmationView,
    DecisionView,
    FaultView,
    GoalView,
    Moment,
    StateView,
    StatusView,
    UtteranceView,
)

_CONFIDED: Final = Text(zh="（私下说的话，不在这里显示）", en="(said in confidence, and not shown here)")
_NO_OBJECTION: Final = Text(zh="没有规则反对。", en="No rule is against it.")


class Showing:
    """Makes the views of one robot in one language."""

    def __init__(self, robot: PanelRobot, board: Board, language: Language) -> None:
        self._robot = robot
        self._board = board
        self._language = language

    def state(self) -> StateView:
        """Everything at once."""
        return StateView(
            now=self._robot.clock.now().isoformat(),
            status=self.status(),
            alarms=self.alarms(),
            closed=self.closed(),
            confirmations=self.confirmations(),
            doing=self.doing(),
            talk=self.talk(),
            decisions=self.decisions(),
            faults=self.faults(),
        )

    def status(self) -> StatusView:
        """The mode in words, and what body this is."""
        mode = self._robot.orchestrator.mode
        manifest = self._robot.orchestrator.known.house.manifest
        return StatusView(
            mode=mode.value,
            name=self._in(names.MODES[mode]),
            hint=self._in(names.MODE_HINTS[mode]),
            stopped=mode is Mode.STOPPED,
            paused=mode is Mode.PAUSED,
            body=self._in(manifest.name),
            untested=not manifest.tested_on_hardware,
        )

    def alarms(self) -> tuple[AlarmView, ...]:
        """The open incidents, the worst first and of equals the oldest."""
        incidents = [self._incident(incident) for incident in self._robot.orchestrator.alarming.open]
        return tuple(sorted(incidents, key=lambda alarm: (-alarm.level, alarm.opened.iso)))

    def closed(self) -> tuple[ClosedView, ...]:
        """The incidents that ended lately, the latest first."""
        return tuple(self._closed(closed) for closed in reversed(self._board.closed))

    def doing(self) -> tuple[GoalView, ...]:
        """The goals that have not ended: what acts first, then what waits."""
        runs = sorted(self._robot.orchestrator.pursuit.runs, key=lambda run: run.state is not RunState.ACTIVE)
        return tuple(self._goal(run) for run in runs)

    def talk(self) -> tuple[UtteranceView, ...]:
        """The last words heard and said, in their order."""
        return tuple(self._utterance(utterance) for utterance in self._board.utterances)

    def decisions(self) -> tuple[DecisionView, ...]:
        """The gate's last answers, the latest first."""
        return tuple(self.decision(judged) for judged in list(reversed(self._board.decisions))[:SHOWN])

    def confirmations(self) -> tuple[ConfirmationView, ...]:
        """What waits for a yes."""
        return tuple(self._confirmation(waiting) for waiting in self._board.waiting.values())

    def faults(self) -> tuple[FaultView, ...]:
        """What does not work, the worst first."""
        faults = sorted(self._robot.orchestrator.known.faults.values(), key=lambda fault: -fault.level)
        return tuple(
            FaultView(
                source=fault.source,
                level=fault.level.value,
                level_words=self._in(names.LEVELS[fault.level]),
                text=self._in(fault.text),
                since=self.moment(fault.occurred_at),
            )
            for fault in faults
        )

    def decision(self, judged: Judged) -> DecisionView:
        """One decision in a line."""
        decision = judged.decision
        decisive = decision.decisive
        return DecisionView(
            id=decision.id,
            at=self.moment(judged.occurred_at),
            action=self._in(action_in_words(decision.considered, self._robot.orchestrator.known.house)),
            verdict=decision.verdict.name.lower(),
            verdict_words=self._in(names.VERDICTS[decision.verdict]),
            reason=self._in(decisive.reason if decisive else _NO_OBJECTION),
            watched=isinstance(judged, LimitsTightened),
            revoked=isinstance(judged, LimitsTightened) and judged.revoked,
        )

    def moment(self, at: datetime) -> Moment:
        """`at` on the home's wall clock; with its day when that is not today."""
        known = self._robot.orchestrator.known
        local = known.local(at)
        same_day = local.date() == known.local(self._robot.clock.now()).date()
        words = local.strftime("%H:%M:%S" if same_day else "%m-%d %H:%M")
        return Moment(iso=at.isoformat(), words=words, dated=local.strftime("%Y-%m-%d %H:%M"))

    def _in(self, text: Text) -> str:
        return text.in_(self._language)

    def _incident(self, incident: Incident) -> AlarmView:
        attended = incident.stage is IncidentStage.ARRIVED
        answered = attended or incident.stage is IncidentStage.ACKNOWLEDGED
        failed = self._board.undelivered.get(incident.id, {}).values()
        place, known = incident.position, self._robot.orchestrator.known
        itself = COURSES[incident.concern].itself
        return AlarmView(
            id=incident.id,
            text=self._in(incident.text),
            who=self._in(THE_ROBOT if itself else who_is(known, incident.about)),
            where=self._in(whereabouts(known, incident.about, room_at(known, place), itself=itself)),
            step=self._in(step_words(incident.chain_step)) if incident.alarmed else "",
            stage=incident.stage.value,
            stage_words=self._in(_stage_words(incident)),
            level=incident.level.value,
            level_words=self._in(names.LEVELS[incident.level]),
            sounding=not answered and incident.stage is not IncidentStage.WATCHED,
            attended=attended,
            itself=itself,
            acknowledged_by=self._in(incident.acknowledged_by) if answered else "",
            opened=self.moment(incident.opened_at),
            deadline=self.moment(incident.deadline) if incident.deadline else None,
            deadline_words=self._in(names.AT_DEADLINE[incident.stage]) if incident.deadline else "",
            unreached=tuple(self._in(sent.detail) or sent.outlet for sent in failed),
            x_m=place.x_m if place else None,
            y_m=place.y_m if place else None,
        )

    def _closed(self, closed: Closed) -> ClosedView:
        how, right = names.STAGES[closed.stage], self._board.marks.get(closed.id)
        if closed.resolved is not None:
            name = closed.resolved.name
            how = Text(zh=f"{name.zh}到场处理", en=f"Resolved by {name.en}")
        elif closed.stage is IncidentStage.RESOLVED:
            how = Text(zh=f"{closed.by.zh}已放行", en=f"Released by {closed.by.en}")
        if by := self._board.reported_by.get(closed.id):
            how = Text(zh=f"{how.zh}；{by.zh}已签事件报告", en=f"{how.en}; reported by {by.en}")
        return ClosedView(
            id=closed.id,
            text=self._in(closed.text),
            how=self._in(how),
            right="" if right is None else "yes" if right else "no",
            at=self.moment(closed.at),
        )

    def _goal(self, run: Run) -> GoalView:
        house = self._robot.orchestrator.known.house
        return GoalView(
            id=run.goal.id,
            skill=run.goal.skill,
            title=self._in(run.goal.why),
            why=self._in(self._why(run.goal)),
            state=run.state.name.lower(),
            state_words=self._in(names.RUN_STATES[run.state]),
            step=self._in(action_in_words(run.pending, house)) if run.pending is not None else "",
            since=self.moment(run.goal.created_at),
        )

    def _why(self, goal: Goal) -> Text:
        who = names.requester_name(goal.requested_by, self._robot.orchestrator.known.house)
        if incident := goal.parameter("incident"):
            text = self._incident_text(incident)
            return Text(zh=f"因为{text.zh}", en=f"Because {text.en}")
        return Text(zh=f"{who.zh}要求的", en=f"Asked for by {who.en}")

    def _incident_text(self, incident: Id) -> Text:
        open_incidents = self._robot.orchestrator.alarming.open
        found = (one.text for one in open_incidents if one.id == incident)
        return next(found, Text(zh="有警情", en="there was an incident"))

    def _utterance(self, utterance: Utterance) -> UtteranceView:
        house = self._robot.orchestrator.known.house
        said = isinstance(utterance, Spoken)
        if isinstance(utterance, Spoken):
            who = Text(zh="机器人", en="Robot")
            how, caption = self._in(utterance.detail), not utterance.audible
        else:
            who = names.requester_name(utterance.speaker, house)
            how, caption = self._in(names.SOURCES[utterance.source]), False
        confided = utterance.id in self._board.confided
        return UtteranceView(
            id=utterance.id,
            at=self.moment(utterance.occurred_at),
            said=said,
            who=self._in(who),
            text=self._in(_CONFIDED) if confided else utterance.text,
            language=self._language.value if confided else utterance.language.value,
            how=how,
            caption=caption,
            large=self._reads(utterance),
        )

    def _reads(self, utterance: Utterance) -> bool:
        """Whether it was said to somebody who reads what is said."""
        if not isinstance(utterance, Spoken):
            return False
        resident = self._robot.orchestrator.known.house.resident(utterance.to)
        return resident is not None and resident.spoken_to.large_captions

    def _confirmation(self, waiting: Waiting) -> ConfirmationView:
        needed = waiting.needed
        house = self._robot.orchestrator.known.house
        action = waiting.decided.decision.considered if waiting.decided else None
        shown = action if action is not None and action_digest(action) == needed.action_digest else None
        whom = [self._in(names.CONFIRMERS[one]) for one in sorted(needed.confirmers)]
        return ConfirmationView(
            run=needed.run,
            digest=needed.action_digest,
            action=self._in(action_in_words(shown, house)) if shown is not None else "",
            question=self._in(needed.question),
            from_whom=("、" if self._language is Language.ZH else ", ").join(whom),
            for_staff=Confirmer.STAFF in needed.confirmers,
            until=self.moment(needed.until),
        )


def _stage_words(incident: Incident) -> Text:
    """How an incident stands, with the name of whoever answered it."""
    by = incident.acknowledged_by
    itself = COURSES[incident.concern].itself
    match incident.stage:
        case IncidentStage.ACKNOWLEDGED if by.zh:
            return Text(zh=f"{by.zh}正在赶去", en=f"{by.en} is on the way")
        case IncidentStage.ARRIVED if by.zh and itself:
            return Text(zh=f"{by.zh}正在处理", en=f"{by.en} is seeing to it")
        case IncidentStage.ARRIVED if by.zh:
            return Text(zh=f"{by.zh}在老人身边", en=f"{by.en} is with the resident")
        case IncidentStage.ALARM if not incident.pressing:
            return names.GO_AND_SEE
        case stage:
            return names.STAGES[stage]
