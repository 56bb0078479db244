"""What there is of this robot: each model, device, engine and rule, found out without moving or changing anything."""

import asyncio
import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from carebot import journal
from carebot._models.folder import ModelState
from carebot._reasons import of_file
from carebot._speech_settings import NO_MICROPHONE, SpeechSettings
from carebot.assembly.advising import language_model
from carebot.assembly.gate import Sealed
from carebot.assembly.hearing import best_spotter, build_hearing, build_recognizers, build_wake_word, phrasings_of
from carebot.assembly.house import body_plan_flaw, build_house
from carebot.assembly.outlets import build_outlets
from carebot.assembly.panel import bind_panel
from carebot.assembly.plugins import MONITORS, SKILLS, build_all, build_body
from carebot.assembly.pose_engines import pose_engine
from carebot.assembly.satellites import satellite_service
from carebot.assembly.seeing import NO_EYES
from carebot.assembly.voices import build_voices
from carebot.clocks import SystemClock
from carebot.core.body import Ability
from carebot.core.errors import CarebotError, DeviceError, JournalError, ModelError, SettingsError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from carebot.outlets.base import Way
from carebot.settings import Settings
from dialogue.base import Interpretation, Readiness
from dialogue.e5 import E5Encoder
from dialogue.loudspeaker import Loudspeaker
from dialogue.loudspeaker import Options as LoudspeakerOptions
from dialogue.microphone import Microphone
from dialogue.microphone import Options as MicrophoneOptions
from dialogue.music import nothing_in
from dialogue.music_files import pieces_in
from dialogue.wyoming_server import Told
from monitoring.camera import CameraDevice
from robot_adapters.base import RobotAdapter, Wiring
from web.links import links_of

FREE_BYTES: Final = 1_000_000_000
"""A month of events takes less; below it somebody has to make room soon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One part: its name for programs and for people, whether it is ready, and if not, why and what to do."""

    part: str
    title: Text
    ready: bool
    detail: Text


def check_models() -> Iterator[Finding]:
    """The models that carebot needs."""
    store = ModelStore(model_cache())
    required = {model.name for model in store.models() if model.required}
    for status in store.status():
        if status.name in required:
            title = Text(zh=f"模型 {status.name}", en=f"model {status.name}")
            ready = status.state is ModelState.READY
            yield Finding(part=f"model {status.name}", title=title, ready=ready, detail=status.detail)


def check_senses(settings: Settings) -> Iterator[Finding]:
    """Ears, mouth and eyes of this machine, and the engines behind them."""
    speech = settings.speech
    yield _microphone(speech)
    loudspeaker = Loudspeaker(LoudspeakerOptions(device=speech.loudspeaker)).readiness()
    yield _found("loudspeaker", Text(zh="扬声器", en="loudspeaker"), loudspeaker)
    yield from _voices(settings)
    yield _found("stop words", Text(zh="停止词识别", en="stop words"), best_spotter().readiness())
    wake_word = build_wake_word(speech)
    if wake_word is not None:
        yield _found("wake word", Text(zh="唤醒词", en="wake word"), wake_word.readiness())
    recognizers, reason = build_recognizers(settings)
    if reason is not None:
        yield _failed("recogniser", Text(zh="语音识别", en="recogniser"), reason)
    if speech.by_meaning:
        yield _found("meaning", Text(zh="按意思理解", en="understanding by meaning"), E5Encoder().readiness())
    for recognizer in recognizers:
        title = Text(zh=f"语音识别 {recognizer.name}", en=f"recogniser {recognizer.name}")
        yield _found(f"recogniser {recognizer.name}", title, recognizer.readiness())
    if settings.company.music is not None:
        yield _music(settings.company.music)
    if settings.speech.satellites.enabled:
        yield _satellites(settings)
    yield _pose_engine()
    for camera in settings.sight.all_cameras():
        yield _camera(camera.source)


def _voices(settings: Settings) -> Iterator[Finding]:
    """Whether the robot can speak at all, and how it stands with each voice."""
    chosen = build_voices(settings.speech)
    speaking = next((each.readiness for each in chosen if each.readiness.ready), chosen[-1].readiness)
    yield _found("voice", Text(zh="机器人的声音", en="voice"), speaking)
    for each in chosen:
        yield _found(f"voice {each.name}", Text(zh=f"声音 {each.name}", en=f"voice {each.name}"), each.readiness)


def _music(folder: Path) -> Finding:
    title, count = Text(zh="音乐", en="music"), len(pieces_in(folder))
    if not count:
        return _failed("music", title, nothing_in(folder))
    return _ready("music", title, Text(zh=f"{folder} 里有 {count} 首", en=f"{count} pieces in {folder}"))


def _plan_of(settings: Settings, body: RobotAdapter) -> Iterator[Finding]:
    """What is wrong with the floor plan that the body gives, where an older one has to serve."""
    if (flaw := body_plan_flaw(settings, body.home())) is not None:
        yield _failed("floor plan", Text(zh="平面图", en="floor plan"), flaw)


def _satellites(settings: Settings) -> Finding:
    told = Told(heard=lambda _: None, interpret=lambda *_: Interpretation(intent=None), fault=lambda _: None)
    readiness = satellite_service(settings, told).readiness()
    return _found("satellites", Text(zh="卫星设备", en="satellites"), readiness)


def check_robot(settings: Settings) -> Iterator[Finding]:
    """The gate's rules, the body, the home and every plug-in's settings."""
    title = Text(zh="机器人", en="robot")
    try:
        sealed = Sealed(settings)
        body = build_body(settings, Wiring(ledger=sealed.ledger(), clock=SystemClock(), fault=lambda _: None))
        house = build_house(settings, body.manifest, body.home())
        skills = build_all(SKILLS, settings.skills, "skills")
        build_all(MONITORS, settings.monitors, "monitors")
        ways = build_outlets(settings.outlets)
    except CarebotError as error:
        yield _failed("robot", title, error.text)
        return
    yield from _plan_of(settings, body)
    yield _ready("gate", Text(zh="安全闸门", en="gate"), Text(zh="规则已载入", en="the rules are loaded"))
    if sealed.house_rules is not None and sealed.house_rules.fault is not None:
        yield _failed("home rules", Text(zh="这一家的家规", en="rules of this home"), sealed.house_rules.fault)
    tested = Text(zh="已在真机上测试", en="tested on hardware")
    untested = Text(zh="未在真机上测试", en="untested on hardware")
    name = settings.body.name
    detail = tested if body.manifest.tested_on_hardware else untested
    yield _ready(f"body {name}", Text(zh=f"机身 {name}", en=f"body {name}"), detail)
    yield _ways_out(ways)
    if not settings.sight.all_cameras() and Ability.CAMERA not in body.manifest.abilities:
        yield _failed("camera", _CAMERA, NO_EYES)
    if settings.understanding.language_model.endpoint:
        adviser = language_model(settings.understanding.language_model, phrasings_of(skills.values()), house)
        yield _found("language model", Text(zh="语言模型", en="language model"), adviser.readiness())
    if body.drives_clock:
        voice = build_hearing(house, skills, by_meaning=False).resident_voice.readiness()
        yield _found("resident's voice", Text(zh="模拟住户的声音", en="resident's voice"), voice)


def _ways_out(ways: Mapping[str, Way]) -> Finding:
    """Whether an alarm leaves the panel, and from which step of the chain on by which way."""
    title = Text(zh="报警通知", en="outlets")
    away = {name: way for name, way in ways.items() if way.outlet.switched_on and not way.outlet.built_in}
    if not away:
        return _failed("outlets", title, _PANEL_ALONE)
    listed = [f"{name} ({way.reach.from_step})" for name, way in away.items()]
    detail = Text(
        zh=f"除面板外还有（从第几步起）：{'、'.join(listed)}",
        en=f"beside the panel, with the step that each is used from: {', '.join(listed)}",
    )
    return _ready("outlets", title, detail)


def check_storage(settings: Settings) -> Iterator[Finding]:
    """The panel's port, the disk and the journal."""
    yield _panel(settings)
    title = Text(zh="磁盘", en="disk")
    try:
        folder = next(each for each in settings.journal.absolute().parents if each.exists())
        free_bytes = shutil.disk_usage(folder).free
    except OSError as error:
        yield _failed("disk", title, _cannot_write(settings.journal, of_file(error)))
        return
    yield _disk(title, folder, free_bytes)
    yield _journal(settings.journal, folder)


_PANEL_ALONE: Final = Text(
    zh="只有面板会报警，离开面板的人收不到。请在设置里加上 [outlets.名称]，见 docs/outlets.md。",
    en="Only the panel alarms: whoever is away from it hears nothing. Set an [outlets.NAME], see docs/outlets.md.",
)
_CAMERA: Final = Text(zh="摄像头", en="camera")


def _pose_engine() -> Finding:
    """The engine is started and ended again: that a model is whole does not say that it runs on this machine."""
    title = Text(zh="视觉引擎", en="sight")
    try:
        asyncio.run(_start_pose_engine())
    except ModelError as error:
        return _failed("sight", title, error.text)
    return _ready("sight", title, Text(zh="能看出人的姿势", en="sees how people stand, sit or lie"))


async def _start_pose_engine() -> None:
    engine = pose_engine(SystemClock(), fault=lambda _: None)
    try:
        await engine.start()
    finally:
        await engine.aclose()


def _camera(address: str) -> Finding:
    try:
        asyncio.run(_first_picture(address))
    except DeviceError as error:
        return _failed("camera", _CAMERA, error.text)
    return _ready("camera", _CAMERA, Text(zh=f"摄像头 {address} 有画面", en=f"the camera {address} gives pictures"))


async def _first_picture(address: str) -> None:
    camera = CameraDevice(address, SystemClock())
    async for _ in camera.frames():
        await camera.aclose()


def _panel(settings: Settings) -> Finding:
    title = Text(zh="护理面板", en="panel")
    running = links_of(settings.journal).address()
    if running:
        return _ready("panel", title, Text(zh=f"机器人正在运行：{running}", en=f"the robot is running: {running}"))
    with ExitStack() as sockets:
        try:
            bind_panel(settings, sockets)
        except SettingsError as error:
            return _failed("panel", title, error.text)
    if not settings.panel.enabled:
        return _ready("panel", title, Text(zh="按设置不开启", en="switched off in the settings"))
    port = settings.panel.port
    return _ready("panel", title, Text(zh=f"端口 {port} 可用", en=f"port {port} is free"))


def _microphone(speech: SpeechSettings) -> Finding:
    title = Text(zh="麦克风", en="microphone")
    if speech.microphone == NO_MICROPHONE:
        return _ready("microphone", title, Text(zh="按设置不用", en="none, by the settings"))
    return _found("microphone", title, Microphone(MicrophoneOptions(device=speech.microphone)).readiness())


def _disk(title: Text, folder: Path, free_bytes: int) -> Finding:
    gigabytes = f"{free_bytes / 1e9:.1f} GB"
    if free_bytes < FREE_BYTES:
        detail = Text(
            zh=f"{folder} 只剩 {gigabytes}，请清理磁盘，或用 --journal 另选地方。",
            en=f"Only {gigabytes} are free at {folder}; make room, or choose another place with --journal.",
        )
        return _failed("disk", title, detail)
    return _ready("disk", title, Text(zh=f"剩余 {gigabytes}", en=f"{gigabytes} are free"))


def _journal(path: Path, folder: Path) -> Finding:
    title = Text(zh="日志", en="journal")
    if not folder.is_dir():
        return _failed("journal", title, _cannot_write(path, of_file(NotADirectoryError(errno.ENOTDIR, ""))))
    if not os.access(folder, os.W_OK | os.X_OK):
        return _failed("journal", title, _cannot_write(path, of_file(PermissionError(errno.EACCES, ""))))
    if not os.path.lexists(path):
        return _ready("journal", title, Text(zh="还没有日志", en="there is none yet"))
    try:
        found = journal.verify(path)
    except JournalError as error:
        return _failed("journal", title, error.text)
    if found.broken_at is not None:
        detail = Text(
            zh=f"日志在第 {found.broken_at} 条被改动或缺失。请保留此文件并通知管理员。",
            en=f"It was changed or cut at event {found.broken_at}. Keep the file and tell the manager.",
        )
        return _failed("journal", title, detail)
    return _ready("journal", title, Text(zh=f"{found.rows} 条事件完好", en=f"{found.rows} events are sound"))


def _cannot_write(path: Path, why: Text) -> Text:
    return Text(
        zh=f"日志写不进 {path}（{why.zh}）。请检查路径和权限，或用 --journal 另选一个文件。",
        en=f"The journal cannot be written at {path} ({why.en}). Check path and rights, or choose another (--journal).",
    )


def _found(part: str, title: Text, readiness: Readiness) -> Finding:
    return Finding(part=part, title=title, ready=readiness.ready, detail=readiness.detail)


def _ready(part: str, title: Text, detail: Text) -> Finding:
    return Finding(part=part, title=title, ready=True, detail=detail)


def _failed(part: str, title: Text, detail: Text) -> Finding:
    return Finding(part=part, title=title, ready=False, detail=detail)
