"""Household sense: a plan that leads to a hazard is refused from its first step, whatever words asked for it.

It knows things by their kind. What it does not know is an ordinary solid thing, and no reason to refuse.
"""

from collections.abc import Iterable
from typing import ClassVar, Final

from carebot.core.actions import Action, Handover, Manipulate, Pick
from carebot.core.home import HouseholdObject
from carebot.core.household import Deed, DeedKind, Mention, Relation, Task, Where
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.situation import Situation
from carebot.core.verdicts import Judgement
from safety._form_texts import CALL_CARER
from safety._judgements import deny
from safety.household.judging import judge_task
from safety.household.knowledge import Knowledge, load_knowledge, name_key
from safety.policies.base import Layer, Policy

_NOT_READY: Final = Text(
    zh="家居常识还没有载入，因此不做。", en="The household knowledge is not loaded, so this is not done."
)


class HouseholdSense(Policy):
    """Judges household tasks, and things taken and handed over, by what is known of things."""

    layer: ClassVar[Layer] = Layer.HOUSEHOLD
    title: ClassVar[Text] = Text(zh="家居常识", en="Household sense")

    def __init__(self) -> None:
        self._knowledge: Knowledge | None = None
        self._kinds: dict[str, str] = {}
        self._limits = SafetyLimits()

    def prepare(self) -> None:
        """Load the knowledge; raises RulesError where it is broken."""
        self._knowledge = load_knowledge()
        nouns = self._knowledge.nouns
        self._kinds = {name_key(name): noun.kind for noun in nouns for name in (*noun.en, *noun.zh)}

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """A refusal for every hazard that the action, or the task that it is a step of, leads to."""
        if not isinstance(action, Manipulate | Handover | Pick):
            return
        knowledge = self._knowledge
        if knowledge is None:
            yield deny("household.not_ready", _NOT_READY, CALL_CARER)
            return
        present = situation.present
        task = action.task if isinstance(action, Manipulate) else self._task(action, situation, knowledge)
        if task is not None:
            night = self._limits.is_night(present.local_minute)
            for finding in judge_task(task, knowledge, present.things, night=night).findings:
                yield finding.judgement

    def _task(self, action: Handover | Pick, situation: Situation, knowledge: Knowledge) -> Task | None:
        """The action as a task with things of known kinds; medicine is for the rules on medication."""
        thing = situation.house.home.object(action.object)
        mention = self._mention(thing) if thing is not None else None
        if mention is None or "medicine" in knowledge.traits_of(mention.kind):
            return None
        if isinstance(action, Pick):
            return Task(deeds=(Deed(kind=DeedKind.PICK, things=(mention,)),))
        to = Where(relation=Relation.NEAR, thing=Mention(kind="elder", words="resident"))
        return Task(deeds=(Deed(kind=DeedKind.GIVE, things=(mention,), where=(to,)),))

    def _mention(self, thing: HouseholdObject) -> Mention | None:
        kind = self._kinds.get(name_key(thing.name.en)) or self._kinds.get(name_key(thing.name.zh))
        return Mention(kind=kind, words=thing.name.en) if kind is not None else None
