"""Actions in words, as carers read them."""

from typing import assert_never

from carebot.core.actions import (
    Action,
    Approach,
    Ask,
    Escort,
    Forget,
    Handover,
    KeepReminder,
    Kept,
    Look,
    Manipulate,
    MoveTo,
    MusicChange,
    NoteReminder,
    Notify,
    Pick,
    PlayMusic,
    PutDown,
    Remember,
    RemindDose,
    Say,
    SetConsent,
    SetDevice,
    StoreClip,
    SupportWalking,
    Wait,
)
from carebot.core.language import Text
from carebot.core.situation import House
from carebot.core.speech import SetSpeech
from carebot.explaining.names import CONSENTS, person_name

_MUSIC = {
    MusicChange.PLAY: Text(zh="放音乐", en="Play music"),
    MusicChange.PAUSE: Text(zh="停下音乐", en="Pause the music"),
    MusicChange.NEXT: Text(zh="换下一首", en="Go on to the next piece"),
    MusicChange.SOFTER: Text(zh="音乐小声一点", en="Play the music more softly"),
    MusicChange.LOUDER: Text(zh="音乐大声一点", en="Play the music louder"),
}
_SOMEBODY = Text(zh="身边的人", en="whoever is near")


def action_in_words(action: Action, house: House) -> Text:
    """What `action` does, with the names of the house."""
    match action:
        case Say() | Ask() | RemindDose() | Notify():
            return _words(action, house)
        case MoveTo() | Approach() | Escort() | SupportWalking() | Look():
            return _motion(action, house)
        case Pick() | PutDown() | Handover() | Manipulate():
            return _handling(action, house)
        case SetDevice() | StoreClip() | PlayMusic() | Wait():
            return _other(action)
        case Remember() | Forget() | SetConsent() | SetSpeech() | KeepReminder() | NoteReminder():
            return _memory(action, house)
        case _:
            assert_never(action)


def _other(action: SetDevice | StoreClip | PlayMusic | Wait) -> Text:
    match action:
        case PlayMusic(change=change):
            return _MUSIC[change]
        case SetDevice(device=device, value=value):
            return Text(zh=f"把{device}设为{value}", en=f"Set {device} to {value}")
        case StoreClip(retention=retention):
            hours = round(retention.total_seconds() / 3600)
            return Text(zh=f"保存事件画面 {hours} 小时", en=f"Keep the pictures of the incident for {hours} h")
        case Wait(duration=duration):
            seconds = round(duration.total_seconds())
            return Text(zh=f"原地等 {seconds} 秒", en=f"Wait for {seconds} s")


def _memory(action: Kept, house: House) -> Text:
    """What is kept or forgotten, without the words themselves."""
    match action:
        case Remember(about=about):
            whom = _person(about, house)
            return Text(zh=f"记住{whom.zh}说的一件事", en=f"Remember something that {whom.en} told")
        case Forget(about=about, memories=memories):
            whom = _person(about, house)
            if memories:
                return Text(
                    zh=f"忘掉{whom.zh}说的{len(memories)}件事", en=f"Forget {len(memories)} of {whom.en}'s memories"
                )
            return Text(zh=f"忘掉{whom.zh}说的一切", en=f"Forget everything that {whom.en} told")
        case KeepReminder() | NoteReminder():
            return _reminder(action, house)
        case SetSpeech():
            return _speech(action, house)
        case SetConsent():
            return _consent(action, house)


def _consent(action: SetConsent, house: House) -> Text:
    whom, purpose = _person(action.resident, house), CONSENTS[action.consent]
    if action.given:
        return Text(zh=f"记下{whom.zh}同意：{purpose.zh}", en=f"Take down that {whom.en} agrees to: {purpose.en}")
    return Text(zh=f"记下{whom.zh}收回同意：{purpose.zh}", en=f"Take down that {whom.en} withdraws: {purpose.en}")


def _speech(action: SetSpeech, house: House) -> Text:
    whom, manner = _person(action.resident, house), speech_in_words(action.rate, action.level_db)
    return Text(zh=f"以后这样跟{whom.zh}说话：{manner.zh}", en=f"Speak to {whom.en} so from now on: {manner.en}")


def _rate_in_words(rate: float) -> Text:
    if round(rate, 2) == 1:
        return Text(zh="语速和平常一样", en="at the normal rate")
    times = f"{round(rate, 2):g}"
    return Text(zh=f"语速是平常的 {times} 倍", en=f"at {times} times the normal rate")


def speech_in_words(rate: float | None, volume_db: float | None) -> Text:
    """A manner of speech; without numbers it is as the settings have it."""
    parts = []
    if rate is not None:
        parts.append(_rate_in_words(rate))
    if volume_db is not None:
        parts.append(Text(zh=f"{volume_db:.0f} 分贝", en=f"{volume_db:.0f} dB(A)"))
    if not parts:
        return Text(zh="像原来那样", en="as before")
    return Text(zh="，".join(one.zh for one in parts), en=", ".join(one.en for one in parts))


def _reminder(action: KeepReminder | NoteReminder, house: House) -> Text:
    match action:
        case KeepReminder(reminder=reminder, kept=True):
            whom = _person(reminder.about, house)
            return Text(zh=f"记下{whom.zh}的一个提醒", en=f"Take down a reminder for {whom.en}")
        case KeepReminder(reminder=reminder):
            whom = _person(reminder.about, house)
            return Text(zh=f"取消{whom.zh}的一个提醒", en=f"Strike out a reminder of {whom.en}'s")
        case NoteReminder(about=about):
            whom = _person(about, house)
            return Text(zh=f"记下{whom.zh}的提醒说得怎么样", en=f"Note what became of a reminder of {whom.en}'s")


def _words(action: Say | Ask | RemindDose | Notify, house: House) -> Text:
    text = action.text
    match action:
        case Say(to=to):
            whom = _person(to, house)
            return Text(zh=f"对{whom.zh}说：“{text.zh}”", en=f"Say to {whom.en}: “{text.en}”")
        case Ask(to=to):
            whom = _person(to, house)
            return Text(zh=f"问{whom.zh}：“{text.zh}”", en=f"Ask {whom.en}: “{text.en}”")
        case RemindDose(resident=resident, drug=drug):
            whom = _person(resident, house)
            return Text(zh=f"提醒{whom.zh}吃{drug.zh}", en=f"Remind {whom.en} of {drug.en}")
        case Notify():
            return Text(zh=f"通知护理人员：“{text.zh}”", en=f"Tell carers: “{text.en}”")


def _motion(action: MoveTo | Approach | Escort | SupportWalking | Look, house: House) -> Text:
    match action:
        case MoveTo(place=place):
            where = _place(place, house)
            return Text(zh=f"开到：{where.zh}", en=f"Drive to: {where.en}")
        case Approach(person=person):
            whom = _person(person, house)
            return Text(zh=f"走近{whom.zh}", en=f"Approach {whom.en}")
        case Escort(person=person, place=place):
            whom, where = _person(person, house), _place(place, house)
            return Text(zh=f"陪{whom.zh}走到：{where.zh}", en=f"Walk with {whom.en} to: {where.en}")
        case SupportWalking(person=person, place=place):
            whom, where = _person(person, house), _place(place, house)
            return Text(zh=f"搀扶{whom.zh}走到：{where.zh}", en=f"Support {whom.en} walking to: {where.en}")
        case Look(person=person, duration=duration) if duration:
            whom = _person(person, house)
            return Text(zh=f"留意{whom.zh}", en=f"Keep an eye on {whom.en}")
        case Look():
            return Text(zh="转头看", en="Turn the head")


def _handling(action: Pick | PutDown | Handover | Manipulate, house: House) -> Text:
    if isinstance(action, Manipulate):
        return _household_task(action)
    thing = house.home.object(action.object)
    name = thing.name if thing else Text(zh=action.object, en=action.object)
    match action:
        case Pick():
            return Text(zh=f"拿起{name.zh}", en=f"Pick up {name.en}")
        case PutDown():
            return Text(zh=f"放下{name.zh}", en=f"Put down {name.en}")
        case Handover(to=to):
            whom = _person(to, house)
            return Text(zh=f"把{name.zh}递给{whom.zh}", en=f"Hand {name.en} to {whom.en}")


def _household_task(action: Manipulate) -> Text:
    task, step = action.task, action.step
    deeds = task.deeds if step is None else task.deeds[step : step + 1]
    words = ", ".join(deed.words for deed in deeds if deed.words) or task.words
    return Text(zh=f"家务：“{words}”", en=f"Household task: “{words}”")


def _person(person_id: str, house: House) -> Text:
    return person_name(person_id, house) if person_id else _SOMEBODY


def _place(place_id: str, house: House) -> Text:
    place = house.home.place(place_id)
    return place.name if place else Text(zh=place_id, en=place_id)
