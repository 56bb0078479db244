"""The language model joined to the robot where the settings name one: asked last what words may have meant."""

import os
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from typing import Final

from carebot._understanding_settings import LanguageModelSettings
from carebot.assembly.hearing import phrasings_of
from carebot.assembly.meaning import ONLY_CLEAR_WORDS
from carebot.assembly.speaking import computing_on
from carebot.core.actions import AlarmLevel
from carebot.core.intents import Phrasing
from carebot.core.language import Text
from carebot.core.situation import House
from carebot.robot import Robot
from carebot.second_opinion import SecondOpinion
from carebot.settings import Settings
from dialogue.language_model import LanguageModel, Options
from dialogue.proposing import Proposing
from skills.base import Skill
from skills.protocols.house import PROTOCOLS

KEY_VARIABLE: Final = "CAREBOT_LANGUAGE_MODEL_KEY"


def language_model(settings: LanguageModelSettings, phrasings: Sequence[Phrasing], house: House) -> LanguageModel:
    """The model of the settings, not started."""
    options = Options(
        endpoint=settings.endpoint,
        model=settings.model,
        key=os.environ.get(KEY_VARIABLE, ""),
        timeout=settings.timeout,
    )
    dangers = tuple(protocol.words for protocol in PROTOCOLS.values())
    return LanguageModel(options, phrasings, house, dangers, ONLY_CLEAR_WORDS)


async def attach_language_model(
    settings: Settings, robot: Robot, skills: Mapping[str, Skill], stack: AsyncExitStack
) -> None:
    """Ask the language model about what nothing understands; without an endpoint in the settings nothing is sent."""
    wanted = settings.understanding.language_model
    if not wanted.endpoint:
        return

    def fault(text: Text | None) -> None:
        robot.announcer.fault("understanding.language_model", text, AlarmLevel.LOW)

    model = language_model(wanted, phrasings_of(skills.values()), robot.orchestrator.known.house)
    proposing = Proposing(model, wanted.timeout, robot.clock, fault, computing_on(robot.clock))
    stack.push_async_callback(proposing.aclose)
    await proposing.start()
    robot.second_opinion = SecondOpinion(robot.bus, robot.clock, robot.supervisor, proposing)
