"""What can be made to happen in the simulated home, for the panel and for scenarios: she moves, falls, speaks."""

import asyncio
import contextlib
from datetime import timedelta
from functools import partial
from typing import Final

from carebot.assembly.parts import Running
from carebot.core.actions import Handover
from carebot.core.deeds import ActionFinished, ActionProposed
from carebot.core.errors import BodyError
from carebot.core.home import ObjectId
from carebot.core.ids import Id
from carebot.core.language import Language, Text
from carebot.core.record import AnyEvent
from carebot.robot import SceneAction
from dialogue.base import SAMPLE_RATE_HZ
from dialogue.sound import resample
from robot_adapters.simulated import SimulatedRobot

NOTICES_AFTER: Final = timedelta(seconds=1.5)
REACHES_EVERY: Final = timedelta(seconds=8)
_SAYS: Final = {
    "ask_water": Text(zh="请给我拿一杯水。", en="Please bring me a cup of water."),
    "ask_time": Text(zh="现在几点了？", en="What time is it?"),
    "call_help": Text(zh="救命！快来人啊！", en="Help! I need help!"),
    "say_stop": Text(zh="停下！", en="Stop!"),
    "say_well": Text(zh="我没事。", en="I am fine."),
}
_TITLES: Final = {
    "fall": Text(zh="老人摔倒", en="The resident falls"),
    "help_up": Text(zh="扶她起来", en="Help her up"),
    "sit": Text(zh="坐到扶手椅上", en="She sits in the armchair"),
    "walk_kitchen": Text(zh="走到厨房", en="She walks to the kitchen"),
    "lie_down": Text(zh="上床躺下", en="She lies down in bed"),
}


def attach_scenes(at_work: Running) -> None:
    """Offer the scenes on the panel; a real body has none."""
    if not isinstance(at_work.body, SimulatedRobot):
        return
    robot, scene = at_work.robot, at_work.body.scene
    actions: dict[str, SceneAction] = {
        "fall": partial(scene.resident_fall, "forward"),
        "help_up": scene.resident_help_up,
        "sit": partial(scene.resident_sit, "armchair"),
        "walk_kitchen": partial(scene.resident_walk_to, "kitchen"),
        "lie_down": partial(scene.resident_lie, "bed"),
    }
    _Taking(at_work, at_work.body)
    for name, action in actions.items():
        robot.add_scene(name, _TITLES[name], action)
    for name, words in _SAYS.items():
        title = Text(zh=f"她说：“{words.zh}”", en=f"She says: “{words.en}”")
        robot.add_scene(name, title, partial(speak, at_work, words.zh, Language.ZH))


class _Taking:
    """The simulated resident takes what the robot holds out to her, for as long as it is held out."""

    def __init__(self, at_work: Running, body: SimulatedRobot) -> None:
        self._robot = at_work.robot
        self._body = body
        self._offered: dict[Id, ObjectId] = {}
        self._robot.bus.subscribe(ActionProposed, self._on_event)
        self._robot.bus.subscribe(ActionFinished, self._on_event)

    def _on_event(self, event: AnyEvent) -> None:
        match event:
            case ActionProposed(action=Handover(object=thing)):
                self._offered[event.run] = thing
                self._robot.supervisor.start("the resident takes", self._take(event.run))
            case ActionFinished():
                self._offered.pop(event.run, None)
            case _:
                pass

    async def _take(self, run: Id) -> None:
        """She reaches once it is held still, and again while it is still held out to her."""
        while (thing := self._offered.get(run)) is not None:
            await self._robot.clock.sleep(NOTICES_AFTER)
            if self._body.offering:
                with contextlib.suppress(BodyError):
                    await self._body.scene.resident_take(thing)
                await self._robot.clock.sleep(REACHES_EVERY)


async def speak(at_work: Running, words: str, language: Language) -> None:
    """Let the resident say something aloud: synthesised, and heard by the robot's own ears."""
    microphone = at_work.hearing.simulated_microphone
    if microphone is None:
        return
    speech = await asyncio.to_thread(at_work.hearing.resident_voice.synthesize, words, language)
    microphone.push(resample(speech.samples, speech.rate_hz, SAMPLE_RATE_HZ))
