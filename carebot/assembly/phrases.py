"""What is to be there to be said at once, whatever the machine is busy with: the sentences of alarms and first answers.

They are found by playing the plans of the skills that are about emergencies through, with whatever may come of them.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from carebot.core.actions import Ask, Notify, Say
from carebot.core.goals import Goal, Priority
from carebot.core.ids import fresh_id
from carebot.core.intents import NO, YES, Intent
from carebot.core.outcomes import Outcome, Result
from carebot.core.people import ROBOT_ITSELF
from carebot.core.situation import House
from dialogue.base import Manner
from dialogue.shelf import Phrase, phrases_of
from skills.base import Knowledge, Skill

LONGEST_PLAN: Final = 24
"""Actions of a plan that are played through; what is said later is said again from the beginning of its list."""
MOST_PHRASES: Final = 200
_COURSES: Final = (
    Outcome(result=Result.SUCCEEDED),
    Outcome(result=Result.SUCCEEDED, answer=Intent(name=YES), answer_text="yes"),
    Outcome(result=Result.SUCCEEDED, answer=Intent(name=NO), answer_text="no"),
    Outcome(result=Result.TIMED_OUT),
    Outcome(result=Result.UNHEARD, heard=False),
)
"""How things may go, each from the beginning to the end of a plan."""


def phrases_at_hand(house: House, skills: Mapping[str, Skill], local_time: datetime) -> tuple[Phrase, ...]:
    """The sentences to make ahead for everybody who lives here, each once, at most MOST_PHRASES."""
    urgent = sorted(skills.items(), key=lambda each: -each[1].priority)
    found = (
        phrase
        for resident in house.residents
        for name, skill in urgent
        if skill.priority >= Priority.CARE
        for phrase in _said_to(
            Knowledge(house=house, local_time=local_time, language=resident.language, resident=resident),
            Manner(rate=resident.spoken_to.rate, pause=resident.spoken_to.pause),
            name,
            skill,
        )
    )
    return tuple(itertools.islice(dict.fromkeys(found), MOST_PHRASES))


def _said_to(knowledge: Knowledge, manner: Manner, name: str, skill: Skill) -> Iterator[Phrase]:
    for parameters, course in itertools.product(skill.examples, _COURSES):
        goal = Goal(
            id=fresh_id(),
            skill=name,
            parameters=dict(parameters),
            priority=skill.priority,
            requested_by=ROBOT_ITSELF,
            cause="",
            created_at=knowledge.local_time,
        )
        for said in _played(skill, goal, knowledge, course):
            yield from phrases_of(said.text.in_(said.language), said.language, manner)


def _played(skill: Skill, goal: Goal, knowledge: Knowledge, course: Outcome) -> Iterable[Say | Ask]:
    """What is said in a plan when everything in it goes that way; a call for help reaches somebody or nobody."""
    plan = skill.plan(goal, knowledge)
    said: list[Say | Ask] = []
    try:
        action = next(plan)
        for _ in range(LONGEST_PLAN):
            if isinstance(action, Say | Ask):
                said.append(action)
            spoken = isinstance(action, Ask | Notify) or not course.succeeded
            action = plan.send(course if spoken else Outcome(result=Result.SUCCEEDED))
    except StopIteration:
        pass
    finally:
        plan.close()
    return said
