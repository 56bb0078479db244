"""Facts of judgements in words: what each is called, in which unit, and what its values mean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text

_NAMES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ability": ("所需能力", "ability needed"),
        "action": ("动作", "action"),
        "alarm": ("报警级别（0 无，3 最高）", "alarm level (0 none, 3 highest)"),
        "alarmSpeech": ("属于报警用语", "words of an alarm"),
        "allowed_c": ("允许摄氏度", "allowed °C"),
        "allowed_db": ("允许分贝", "allowed dB(A)"),
        "allowed_mps": ("允许速度（米/秒）", "allowed speed (m/s)"),
        "allowed_n": ("允许的力（牛）", "allowed force (N)"),
        "alreadyGiven": ("今天已给过", "given today"),
        "announced": ("已打招呼", "announced"),
        "asked_by": ("要求者", "asked by"),
        "asksSecrecy": ("要人保密", "asks for secrecy"),
        "bathroom": ("是卫生间", "a bathroom"),
        "body_age_s": ("本体状态的时间（秒前）", "age of the body's state (s)"),
        "canDecide": ("本人能做主", "decides for herself"),
        "chain_step": ("升级次数", "escalations"),
        "claimsHuman": ("自称真人", "claims to be human"),
        "consentCamera": ("同意摄像头", "consent to the camera"),
        "consentFamilyView": ("同意家属探看", "consent to family visits"),
        "consentNightEntry": ("同意夜间进房", "consent to night visits"),
        "consentRecording": ("同意留存画面", "consent to pictures"),
        "consentReminders": ("同意服药提醒", "consent to reminders"),
        "consentTouch": ("同意身体接触", "consent to touch"),
        "device": ("设备", "device"),
        "dose": ("药次", "dose"),
        "duration_s": ("时长（秒）", "duration (s)"),
        "entering": ("要进入", "entering"),
        "error": ("错误", "error"),
        "exit": ("是出口", "an exit"),
        "force_n": ("力（牛）", "force (N)"),
        "health": ("本体状况", "health of the body"),
        "heats": ("会发热", "heats"),
        "height_m": ("高度（米）", "height (m)"),
        "holding": ("手里拿着", "held"),
        "home": ("家", "home"),
        "inBathroom": ("在卫生间里", "in a bathroom"),
        "labelled": ("有标签", "labelled"),
        "last_seen_x_m": ("最后位置 x（米）", "last seen at x (m)"),
        "last_seen_y_m": ("最后位置 y（米）", "last seen at y (m)"),
        "leading": ("正陪着人走", "leading somebody"),
        "local_minute": ("当天第几分钟", "minute of the day"),
        "mass_kg": ("重量（千克）", "mass (kg)"),
        "medicine": ("是药", "medicine"),
        "minutesFromDue": ("离服药时间（分钟）", "minutes from the due time"),
        "minutes_from_due": ("离服药时间（分钟）", "minutes from the due time"),
        "missing_yes": ("还要谁同意", "whose yes is missing"),
        "night": ("夜间", "night"),
        "nurse": ("是护士", "a nurse"),
        "nurseConfirmed": ("护士已确认", "confirmed by a nurse"),
        "object": ("物品", "object"),
        "occupant": ("住在里面的人", "who lives there"),
        "onShift": ("在班", "on shift"),
        "opens": ("是门窗", "a door or window"),
        "ordersMedicine": ("要人改药", "orders medicine"),
        "othersPresent": ("有别人在场", "others present"),
        "pan_rad": ("转头（弧度）", "head turn (rad)"),
        "people_age_s": ("看到人的时间（秒前）", "age of what is known of people (s)"),
        "person_distance_m": ("离人（米）", "distance to a person (m)"),
        "place": ("地点", "place"),
        "playsRelative": ("扮演亲人", "plays a relative"),
        "policy": ("规则组", "policy"),
        "posture": ("姿势", "posture"),
        "private": ("私事", "private"),
        "protects": ("是保护人的设备", "protects people"),
        "recordAtHand": ("用药记录可查", "medication record at hand"),
        "refused": ("本人说了不", "the resident said no"),
        "resident": ("老人", "resident"),
        "retention_h": ("保存小时数", "hours kept"),
        "retention_s": ("保存秒数", "seconds kept"),
        "rightDrug": ("药对", "right drug"),
        "room": ("房间", "room"),
        "rule": ("规则", "rule"),
        "sharp": ("是利器", "sharp"),
        "speed_mps": ("速度（米/秒）", "speed (m/s)"),
        "step": ("第几步（从零数）", "step, from 0"),
        "stop_at_m": ("停在（米）", "stops at (m)"),
        "temperature_c": ("温度（摄氏度）", "temperature (°C)"),
        "thing": ("物品", "thing"),
        "throughExit": ("要出门", "through an exit"),
        "tilt_rad": ("抬头（弧度）", "head tilt (rad)"),
        "times": ("次数", "times"),
        "timeout_s": ("等待（秒）", "waiting time (s)"),
        "unconsentedInView": ("面前有人没同意摄像头", "somebody in view without consent to the camera"),
        "unknownDevice": ("设备不明", "device unknown"),
        "volume_db": ("音量（分贝）", "volume (dB(A))"),
        "water": ("会放水", "runs water"),
        "windowMinutes": ("允许相差（分钟）", "minutes allowed"),
        "withOccupant": ("陪着住在里面的人", "with whoever lives there"),
    }
)
_VALUES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "yes": ("是", "yes"),
        "no": ("否", "no"),
        "Resident": ("老人", "a resident"),
        "Staff": ("护理员", "staff"),
        "Technician": ("技术人员", "a technician"),
        "Family": ("家属", "family"),
        "Visitor": ("不认识的声音", "an unknown voice"),
        "Schedule": ("日程", "the schedule"),
        "Robot": ("机器人自己", "the robot itself"),
        "inf": ("没有人", "nobody"),
        "failed": ("故障", "failed"),
        "unknown": ("不知道", "unknown"),
        "standing": ("站着", "standing"),
        "lying": ("躺着", "lying"),
        "fallen": ("倒地", "fallen"),
    }
)


def known_facts() -> frozenset[str]:
    """The names of all facts that have words."""
    return frozenset(_NAMES)


def fact_in_words(name: str, value: str) -> Text:
    """A fact as people read it; a name or value without words stands as it is."""
    zh, en = _NAMES.get(name, (name, name))
    value_zh, value_en = _VALUES.get(value, (value, value))
    return Text(zh=f"{zh}：{value_zh}", en=f"{en}: {value_en}")
