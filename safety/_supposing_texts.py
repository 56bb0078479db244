"""The words of suppositions: clauses that stand after "if"."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.core.language import Text
from carebot.core.verdicts import Verdict

THEN: Final[Mapping[Verdict, Text]] = MappingProxyType(
    {
        Verdict.ALLOW: Text(zh="就可以做。", en="it would be allowed."),
        Verdict.LIMIT: Text(zh="就可以在限制之内做。", en="it would be allowed within limits."),
        Verdict.CONFIRM: Text(zh="有人同意后就可以做。", en="it would be done after a yes."),
    }
)
BY_DAY: Final = Text(zh="是在白天", en="it were by day")
NOT_REFUSED: Final = Text(zh="本人没有说不要", en="the resident had not said no")
ANNOUNCED: Final = Text(zh="先打过招呼", en="it had been announced")
ALARM: Final = Text(zh="有紧急报警", en="there were a high alarm")
FARTHER: Final = Text(zh="人离得有三米远", en="people were three metres away")
NOBODY_NEAR: Final = Text(zh="附近没有人", en="nobody were near")
ALONE: Final = Text(zh="旁边没有别人", en="nobody else were there")
SEATED: Final = Text(zh="本人坐着", en="the resident were seated")
SEATED_IN_VIEW: Final = Text(zh="看得到本人，而且她坐着", en="the resident were in view and seated")
RELEASED: Final = Text(zh="停止已经解除", en="the stop were released")
HEALTHY: Final = Text(zh="机器人没有故障、知道自己在哪儿", en="the body were sound and knew where it is")
FRESH: Final = Text(zh="传感器的数据是新的", en="the senses were fresh")
SLOWER: Final = Text(zh="走得很慢", en="it went very slowly")
LABELLED: Final = Text(zh="这样东西有标签", en="the thing had a label")
LIDDED: Final = Text(zh="盖上盖子", en="a lid were on it")
COOLER: Final = Text(zh="放凉一些", en="it had cooled down")
DOSE_DUE: Final = Text(zh="正好到了服药时间", en="the dose were due now")
RECORD: Final = Text(zh="用药记录可以查到", en="the medication record were at hand")
NOT_GIVEN: Final = Text(zh="这次药今天还没有给过", en="the dose had not been given today")
RESIDENT_YES: Final = Text(zh="本人同意这一次", en="the resident said yes to it")
NURSE_YES: Final = Text(zh="在班护士同意这一次", en="a nurse on shift said yes to it")
BY_HERSELF: Final = Text(zh="是本人要求的", en="the resident herself asked for it")
BY_CARER: Final = Text(zh="是在班护理员要求的", en="a carer on shift asked for it")
BY_NURSE: Final = Text(zh="是在班护士要求的", en="a nurse on shift asked for it")
CONSENTS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "camera_pose": Text(zh="面前的人同意用摄像头", en="whoever is in view agreed to the camera"),
        "recording": Text(zh="本人同意留存画面", en="the resident agreed to pictures"),
        "night_entry": Text(zh="本人同意夜间进房", en="the resident agreed to visits at night"),
        "touch": Text(zh="本人同意身体接触", en="the resident agreed to be touched"),
        "family_view": Text(zh="本人同意家属探看", en="the resident agreed to the family looking in"),
        "family_health": Text(zh="本人同意家属了解健康情况", en="the resident agreed to the family hearing how she is"),
        "remembering": Text(zh="本人同意记住聊过的事", en="the resident agreed to being remembered"),
        "medication_reminders": Text(zh="本人同意服药提醒", en="the resident agreed to be reminded"),
        "mood": Text(zh="本人同意问起和记下心情", en="the resident agreed that her mood is asked for and kept"),
    }
)
"""What a resident might have agreed to, by the value of the consent."""
