"""Instructions and household sense joined: instructions are read by the names that the knowledge has."""

from carebot.core.household import Noun, Task, Understanding
from dialogue.instructions.reading import InstructionReader
from safety.household.judging import PlanJudgement, judge_task
from safety.household.knowledge import Knowledge, load_knowledge


def household_nouns() -> tuple[Noun, ...]:
    """The names of all household things; raises RulesError where the knowledge is broken."""
    return load_knowledge().nouns


class HouseholdSense:
    """Reads instructions and judges their plans as the gate does. Raises RulesError where the knowledge is broken."""

    def __init__(self) -> None:
        self.knowledge: Knowledge = load_knowledge()
        self._reader = InstructionReader(self.knowledge.nouns)
        self._reader.start()

    def read(self, text: str) -> Understanding:
        """What `text` asks for."""
        return self._reader.read(text)

    def judge(self, task: Task) -> PlanJudgement:
        """What is against `task` in a home of which nothing else is known."""
        return judge_task(task, self.knowledge)
