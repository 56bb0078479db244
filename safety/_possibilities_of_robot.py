"""What the schedule may have done and the robot may do by itself: each of it is possible."""

from typing import Final

from safety.proof.statements import (
    CALM,
    CONTEXT,
    ENTERING_HOME,
    JUST_ALARM,
    LITTLE_WRONG,
    NOW,
    PRINCIPAL,
    RESOURCE,
    Invariant,
    possible,
)

_SCHEDULE: Final = PRINCIPAL.is_a("Schedule")
_RESIDENT: Final = RESOURCE.is_a("Resident")
_ROBOT: Final = PRINCIPAL.is_a("Robot")

POSSIBILITIES: Final[tuple[Invariant, ...]] = (
    possible(
        "schedule_sends",
        "enter approach escort pick",
        _SCHEDULE,
        zh="日程可以让机器人走动、过来、陪行、取东西。",
        en="The schedule may send the robot, let it come near, escort and fetch.",
        source="mission: household help",
    ),
    possible(
        "schedule_hands",
        "handover",
        _SCHEDULE & NOW["night"],
        zh="日程可以让机器人递水，同意了的老人夜里也可以。",
        en="The schedule may have water handed over, at night to whoever agreed.",
        source="mission: hydration rounds",
    ),
    possible(
        "schedule_reminds",
        "remind_dose",
        _SCHEDULE,
        zh="日程可以让机器人提醒服药。",
        en="The schedule may remind of medicine.",
        source="mission: medication rounds",
    ),
    possible(
        "schedule_lights",
        "set_device",
        _SCHEDULE,
        zh="日程可以让机器人开关灯。",
        en="The schedule may have lights switched.",
        source="mission: household help",
    ),
    possible(
        "schedule_tasks",
        "manipulate",
        _SCHEDULE,
        zh="日程可以让机器人做家务。",
        en="The schedule may have household tasks done.",
        source="mission: household help",
    ),
    possible(
        "schedule_in_alarm",
        "approach",
        _SCHEDULE
        & NOW["night"]
        & JUST_ALARM
        & NOW["quiet"]
        & RESOURCE.is_a("Resident")
        & ~RESOURCE["consentNightEntry"],
        zh="出事时日程夜里也可以让机器人到没同意的人身边。",
        en="In an alarm the schedule may send the robot to whoever has not agreed.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "robot_moves",
        "enter approach escort pick",
        _ROBOT & CALM,
        zh="机器人可以为自己的任务走动、靠近、陪行、取东西。",
        en="The robot may go about, come near, escort and fetch for its tasks.",
        source="mission: finding its own tasks",
    ),
    possible(
        "robot_reminds",
        "remind_dose",
        _ROBOT,
        zh="机器人可以提醒服药。",
        en="The robot may remind of medicine.",
        source="mission: medication rounds",
    ),
    possible(
        "robot_lights",
        "set_device",
        _ROBOT,
        zh="机器人可以自己开关灯。",
        en="The robot may switch lights.",
        source="mission: household help",
    ),
    possible(
        "robot_pictures",
        "store_clip",
        _ROBOT & JUST_ALARM,
        zh="出事时机器人可以留画面。",
        en="In an incident the robot may keep pictures.",
        source="SAFETY.md, limits: frames",
    ),
    possible(
        "robot_in_alarm",
        "enter",
        _ROBOT
        & JUST_ALARM
        & ENTERING_HOME
        & NOW["night"]
        & NOW["refused"]
        & NOW["quiet"]
        & ~NOW["announced"]
        & RESOURCE["bathroom"]
        & ~RESOURCE["occupant"]["consentNightEntry"],
        zh="出事时机器人可以到老人身边，不管夜里、拒绝、卫生间。",
        en="In an alarm the robot may go to a resident, by night, unannounced, into a bathroom and against her no.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "robot_to_her_in_alarm",
        "approach look",
        _ROBOT & JUST_ALARM & NOW["refused"] & NOW["night"],
        zh="出事时机器人可以靠近老人、看她，即使她说了不要。",
        en="In an alarm the robot may come near a resident and look at her, even against her no.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "look_in_alarm",
        "look",
        JUST_ALARM
        & NOW["night"]
        & NOW["remote"]
        & CONTEXT["unconsentedInView"]
        & CONTEXT["inPrivateRoom"]
        & ~CONTEXT["nightWelcome"],
        zh="出事时可以看没同意摄像头的人。",
        en="In an alarm somebody may be looked at who has not agreed to the camera.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "look_by_night",
        "look",
        CALM & NOW["night"] & CONTEXT["nightWelcome"] & CONTEXT["inPrivateRoom"],
        zh="同意了的房间夜里可以看。",
        en="By night the rooms of whoever agreed may be looked round.",
        source="mission: map of dignity",
    ),
    possible(
        "words_in_alarm",
        "say ask",
        _ROBOT & NOW["night"] & NOW["quiet"] & NOW["refused"] & (CONTEXT["alarmSpeech"] & CALM),
        zh="报警时机器人随时可以说话，即使夜里、老人说了不要。",
        en="In an alarm the robot may speak and ask at any hour, even against a no.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "words_when_something_is_wrong",
        "say ask",
        _ROBOT & NOW["night"] & NOW["quiet"] & NOW["refused"] & JUST_ALARM & ~CONTEXT["alarmSpeech"],
        zh="出事时机器人可以安慰老人，即使夜里、老人说了不要。",
        en="In an alarm the robot may comfort a resident, even against a no.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "low_alarm_words",
        "say",
        _ROBOT & NOW["night"] & NOW["quiet"] & LITTLE_WRONG & ~CONTEXT["alarmSpeech"],
        zh="有小事时机器人夜里也可以开口。",
        en="When some little thing is wrong the robot may begin to talk at night.",
        source="SAFETY.md, alarms",
    ),
    possible(
        "standing_there",
        "enter",
        ~CONTEXT["entering"]
        & RESOURCE.has("occupant")
        & RESOURCE["bathroom"]
        & PRINCIPAL.is_a("Visitor")
        & NOW["night"]
        & CALM,
        zh="已经在的房间不算进入。",
        en="Where the robot is already, it need not enter.",
        source="design: denied by default, not twice",
    ),
    possible(
        "robot_about_the_house",
        "enter",
        _ROBOT & CALM & CONTEXT["entering"] & ~NOW["announced"] & ~CONTEXT["withOccupant"],
        zh="机器人进公共的地方不用先打招呼。",
        en="The robot need not announce itself in shared rooms.",
        source="mission: finding its own tasks",
    ),
)
