"""What carebot calls modes, stages, levels, postures and people, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from carebot.agenda import RunState
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentStage
from carebot.core.body import Health
from carebot.core.events import Source
from carebot.core.language import Text
from carebot.core.people import Requester, RequesterKind, Role
from carebot.core.situation import House, Posture
from carebot.core.verdicts import Confirmer, Verdict
from carebot.modes import Mode

MODES: Final[Mapping[Mode, Text]] = MappingProxyType(
    {
        Mode.STARTING: Text(zh="正在启动", en="Starting"),
        Mode.IDLE: Text(zh="待命", en="Ready"),
        Mode.ENGAGED: Text(zh="正在交谈", en="Talking"),
        Mode.WORKING: Text(zh="正在做事", en="At work"),
        Mode.INCIDENT: Text(zh="处理警情", en="Incident"),
        Mode.PAUSED: Text(zh="已暂停", en="Paused"),
        Mode.STOPPED: Text(zh="已停止", en="Stopped"),
        Mode.DEGRADED: Text(zh="带故障运行", en="Running with a fault"),
    }
)
MODE_HINTS: Final[Mapping[Mode, Text]] = MappingProxyType(
    {
        Mode.STARTING: Text(zh="部件还在启动。", en="Parts are still starting."),
        Mode.IDLE: Text(zh="一切正常，等候吩咐。", en="All is well; it waits to be asked."),
        Mode.ENGAGED: Text(zh="在和老人说话。", en="It talks with a resident."),
        Mode.WORKING: Text(zh="在完成一项任务。", en="It carries out a task."),
        Mode.INCIDENT: Text(zh="其他任务都已让路。", en="All other tasks give way."),
        Mode.PAUSED: Text(zh="点“继续”后恢复任务。", en="It takes up its tasks after “Go on”."),
        Mode.STOPPED: Text(zh="请先确认周围安全，再解除停止。", en="Make sure the area is clear before releasing."),
        Mode.DEGRADED: Text(zh="请看下面的故障说明。", en="See the faults below."),
    }
)
STAGES: Final[Mapping[IncidentStage, Text]] = MappingProxyType(
    {
        IncidentStage.SUSPECTED: Text(zh="疑似，机器人正过去询问", en="Suspected; the robot goes to ask"),
        IncidentStage.ASKED: Text(zh="机器人正在询问老人", en="The robot is asking the resident"),
        IncidentStage.WATCHED: Text(
            zh="本人说没事，机器人再留意一会儿", en="The resident says she is well; the robot will look again"
        ),
        IncidentStage.ALARM: Text(zh="请马上过去", en="Please go at once"),
        IncidentStage.ESCALATED: Text(zh="还没有人到场，已升级", en="Nobody has come; escalated"),
        IncidentStage.ACKNOWLEDGED: Text(zh="有人正在赶去", en="Somebody is on the way"),
        IncidentStage.ARRIVED: Text(zh="有人在老人身边", en="Somebody is with the resident"),
        IncidentStage.RESOLVED: Text(zh="已到场处理", en="Resolved at the resident"),
        IncidentStage.DISMISSED: Text(zh="本人说没事", en="The resident says she is well"),
        IncidentStage.REPORTED: Text(zh="已写事件报告", en="Reported"),
    }
)
GO_AND_SEE: Final = Text(zh="请过去看看", en="Please go and see")
AT_DEADLINE: Final[Mapping[IncidentStage, Text]] = MappingProxyType(
    {
        IncidentStage.SUSPECTED: Text(zh="后若无回应即报警", en="until the alarm, unless she answers"),
        IncidentStage.ASKED: Text(zh="后若无回应即报警", en="until the alarm, unless she answers"),
        IncidentStage.WATCHED: Text(zh="后再看一次", en="until the robot looks again"),
        IncidentStage.ALARM: Text(zh="后升级呼叫", en="until more people are called"),
        IncidentStage.ESCALATED: Text(zh="后再次呼叫", en="until the next call"),
        IncidentStage.ACKNOWLEDGED: Text(zh="内须到场，否则再次报警", en="to arrive, or the alarm rises again"),
        IncidentStage.ARRIVED: Text(zh="内须处理完，否则再次报警", en="to end it, or the alarm rises again"),
    }
)
LEVELS: Final[Mapping[AlarmLevel, Text]] = MappingProxyType(
    {
        AlarmLevel.INFORMATION: Text(zh="信息", en="Information"),
        AlarmLevel.LOW: Text(zh="低级", en="Low"),
        AlarmLevel.MEDIUM: Text(zh="中级", en="Medium"),
        AlarmLevel.HIGH: Text(zh="高级", en="High"),
    }
)
VERDICTS: Final[Mapping[Verdict, Text]] = MappingProxyType(
    {
        Verdict.ALLOW: Text(zh="允许", en="Allowed"),
        Verdict.LIMIT: Text(zh="限制后允许", en="Limited"),
        Verdict.CONFIRM: Text(zh="等待确认", en="Needs a yes"),
        Verdict.DENY: Text(zh="拒绝", en="Refused"),
    }
)
POSTURES: Final[Mapping[Posture, Text]] = MappingProxyType(
    {
        Posture.UNKNOWN: Text(zh="姿势不明", en="posture unknown"),
        Posture.STANDING: Text(zh="站着", en="standing"),
        Posture.SITTING: Text(zh="坐着", en="sitting"),
        Posture.LYING: Text(zh="躺着", en="lying"),
        Posture.FALLEN: Text(zh="倒在地上", en="on the floor"),
    }
)
RUN_STATES: Final[Mapping[RunState, Text]] = MappingProxyType(
    {
        RunState.WAITING: Text(zh="排队", en="waiting"),
        RunState.ACTIVE: Text(zh="进行中", en="under way"),
        RunState.SUSPENDED: Text(zh="已让路", en="set aside"),
    }
)
HEALTHS: Final[Mapping[Health, Text]] = MappingProxyType(
    {
        Health.OK: Text(zh="机身正常", en="body sound"),
        Health.DEGRADED: Text(zh="机身有小故障", en="body impaired"),
        Health.FAILED: Text(zh="机身故障", en="body failed"),
    }
)
ROLES: Final[Mapping[Role, Text]] = MappingProxyType(
    {
        Role.RESIDENT: Text(zh="老人", en="Resident"),
        Role.CAREGIVER: Text(zh="护理员", en="Carer"),
        Role.NURSE: Text(zh="护士", en="Nurse"),
        Role.HEAD_NURSE: Text(zh="护士长", en="Head nurse"),
        Role.FAMILY: Text(zh="家属", en="Family"),
        Role.VISITOR: Text(zh="访客", en="Visitor"),
        Role.TECHNICIAN: Text(zh="技术人员", en="Technician"),
        Role.INSPECTOR: Text(zh="检查人员", en="Inspector"),
    }
)
SOURCES: Final[Mapping[Source, Text]] = MappingProxyType(
    {
        Source.MICROPHONE: Text(zh="语音", en="spoken"),
        Source.PANEL: Text(zh="面板输入", en="typed"),
        Source.SCHEDULE: Text(zh="日程", en="schedule"),
        Source.SCENARIO: Text(zh="演练", en="scenario"),
    }
)
CONFIRMERS: Final[Mapping[Confirmer, Text]] = MappingProxyType(
    {
        Confirmer.RESIDENT: Text(zh="老人本人", en="the resident"),
        Confirmer.STAFF: Text(zh="护理人员", en="staff"),
    }
)
CONSENTS: Final[Mapping[str, Text]] = {
    "camera_pose": Text(zh="用摄像头看姿势", en="the camera for postures"),
    "recording": Text(zh="留存画面", en="pictures being kept"),
    "night_entry": Text(zh="夜间进房", en="visits at night"),
    "touch": Text(zh="身体接触", en="being touched"),
    "family_view": Text(zh="家属探看", en="the family looking in"),
    "family_health": Text(zh="家属了解健康情况", en="the family hearing how she is"),
    "remembering": Text(zh="记住聊过的事", en="conversations being remembered"),
    "mood": Text(zh="问起和记下心情", en="her mood being asked for and kept"),
    "medication_reminders": Text(zh="服药提醒", en="reminders of medicine"),
}
"""What each consent is to, by its value."""

_KINDS: Final[Mapping[RequesterKind, Text]] = MappingProxyType(
    {
        RequesterKind.RESIDENT: Text(zh="老人", en="A resident"),
        RequesterKind.CAREGIVER: Text(zh="护理人员", en="A carer"),
        RequesterKind.FAMILY: Text(zh="家属", en="Family"),
        RequesterKind.SCHEDULE: Text(zh="日程", en="The schedule"),
        RequesterKind.ROBOT: Text(zh="机器人自己", en="The robot itself"),
        RequesterKind.UNKNOWN_VOICE: Text(zh="不认识的声音", en="An unknown voice"),
    }
)


def person_name(person_id: str, house: House) -> Text:
    """The name of a resident or carer; an id that the house does not know stands as it is."""
    person = house.resident(person_id) or house.caregiver(person_id)
    return person.name if person else Text(zh=person_id, en=person_id)


def requester_name(requester: Requester, house: House) -> Text:
    """Who asked, by name where it is known."""
    return person_name(requester.id, house) if requester.id else _KINDS[requester.kind]
