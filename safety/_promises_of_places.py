"""What carebot promises of where it goes, what it looks at and what it keeps."""

from typing import Final

from safety.proof.statements import (
    CALM,
    CONTEXT,
    ENTERING_ACTION,
    ENTERING_HOME,
    NOW,
    ON_SHIFT,
    PRINCIPAL,
    RESOURCE,
    Invariant,
    refused,
)

_FAR: Final = NOW["remote"]
_NIGHT: Final = NOW["night"]
_ENTERING: Final = CONTEXT["entering"]

PROMISES: Final[tuple[Invariant, ...]] = (
    refused(
        "bathroom",
        "enter",
        _ENTERING
        & RESOURCE["bathroom"]
        & CALM
        & ~ON_SHIFT
        & ~(CONTEXT["leading"] & PRINCIPAL.is_a("Resident", "Visitor")),
        zh="没有出事、没有护理员、也没有人要它陪着，机器人从不进卫生间。",
        en="The robot never enters a bathroom without an alarm, staff, or somebody who asked to be led there.",
        source="Order 799",
    ),
    refused(
        "room_of_another",
        "enter",
        ENTERING_HOME & PRINCIPAL.is_a("Resident") & ~RESOURCE["occupant"].equals(PRINCIPAL),
        zh="老人从不能让机器人进别人的房间。",
        en="A resident never sends the robot into another's room.",
        source="mission: map of dignity",
    ),
    refused(
        "room_and_strangers",
        "enter",
        ENTERING_HOME & PRINCIPAL.is_a("Visitor", "Technician") & ~CONTEXT["withOccupant"],
        zh="不认识的声音和技术人员从不能让机器人进私人房间，除非陪着住在里面的人。",
        en="No unknown voice and no technician sends the robot into a private room, but with whoever lives there.",
        source="SAFETY.md, hazards: low-risk rights only",
    ),
    refused(
        "room_and_family",
        "enter",
        ENTERING_HOME
        & PRINCIPAL.is_a("Family")
        & ~RESOURCE["occupant"]["consentFamilyView"]
        & ~CONTEXT["withOccupant"],
        zh="没有老人同意，家属从不能让机器人进她的房间。",
        en="Without her consent family never sends the robot into her room.",
        source="mission: families, within consent",
    ),
    refused(
        "knock",
        "enter",
        ENTERING_HOME
        & ~NOW["announced"]
        & CALM
        & ~CONTEXT["withOccupant"]
        & PRINCIPAL.is_a("Staff", "Family", "Schedule", "Robot"),
        zh="没有出事，机器人从不悄悄进私人房间。",
        en="Unless there is an alarm, the robot never enters a private room unannounced.",
        source="ISO 13482: announces itself",
    ),
    refused(
        "night_entry",
        "enter",
        ENTERING_HOME
        & _NIGHT
        & ~RESOURCE["occupant"]["consentNightEntry"]
        & CALM
        & ~CONTEXT["withOccupant"]
        & ~RESOURCE["occupant"].equals(PRINCIPAL),
        zh="没有出事，机器人夜里从不进没同意的人的房间，除非她自己叫。",
        en="Unless there is an alarm, the robot never enters by night the room of whoever neither agreed nor calls.",
        source="SAFETY.md, limits: night",
    ),
    refused(
        "exit_and_lift",
        "enter",
        (RESOURCE["exit"] | RESOURCE["lift"]) & ~ON_SHIFT,
        zh="没有在班的护理员安排，机器人从不出门、从不坐电梯。",
        en="The robot never takes an exit or a lift unless staff on shift sends it.",
        source="SAFETY.md, limits",
    ),
    refused(
        "stairs",
        "enter",
        RESOURCE["stairs"],
        zh="谁也不能让机器人走楼梯。",
        en="Nobody sends the robot onto stairs.",
        source="SAFETY.md, limits: stairs",
    ),
    refused(
        "led_out",
        "escort support_walking",
        CONTEXT["throughExit"] & ~ON_SHIFT,
        zh="没有护理员安排，机器人从不陪人出门。",
        en="The robot never leads anybody out unless staff on shift arranged it.",
        source="GB 38600-2019: wandering off",
    ),
    refused(
        "led_out_of_her_zone",
        "escort support_walking",
        CONTEXT["outOfZone"] & ~ON_SHIFT,
        zh="要有护理员陪才能去的地方，没有护理员安排从不带她去。",
        en="Nobody is ever led where she is not to be without staff, unless staff on shift arranged it.",
        source="GB 38600-2019: wandering off",
    ),
    refused(
        "led_by_night",
        "escort",
        _NIGHT & RESOURCE["riskWandering"] & ~CONTEXT["homeward"] & ~ON_SHIFT,
        zh="容易走失的老人，夜里从不带她去别处，除非护理员安排。",
        en="Whoever may wander off is never led elsewhere at night unless staff arranged it.",
        source="GB 38600-2019: wandering off",
    ),
    refused(
        "family_by_night",
        "approach enter",
        _NIGHT & PRINCIPAL.is_a("Family") & CALM & ~(ENTERING_ACTION & CONTEXT["withOccupant"]),
        zh="没有出事，家属夜里从不能让机器人走动。",
        en="Unless there is an alarm, family never sends the robot about by night.",
        source="SAFETY.md, limits: night",
    ),
    refused(
        "schedule_by_night",
        "approach handover",
        _NIGHT & PRINCIPAL.is_a("Schedule") & RESOURCE.is_a("Resident") & ~RESOURCE["consentNightEntry"] & CALM,
        zh="没有出事，夜里的日程从不打扰没同意的人。",
        en="Unless there is an alarm, the schedule never disturbs by night whoever has not agreed.",
        source="SAFETY.md, limits: night",
    ),
    refused(
        "technician_by_night_or_far",
        "enter look",
        PRINCIPAL.is_a("Technician") & (_FAR | (_NIGHT & ENTERING_ACTION)),
        zh="技术人员夜里、不在现场时从不能让机器人走动。",
        en="A technician never sends the robot about by night or from afar.",
        source="ISO 13482: remote operation",
    ),
    refused(
        "quiet_hours",
        "enter approach",
        NOW["quiet"] & PRINCIPAL.is_a("Robot", "Schedule", "Family") & CALM,
        zh="老人想安静的时间，没有出事谁也不让机器人去打扰。",
        en="In her quiet hours nobody but herself and staff sends the robot to a resident, unless there is an alarm.",
        source="mission: map of dignity",
    ),
    refused(
        "touch_from_afar",
        "contact escort",
        _FAR,
        zh="不在现场的人从不能让机器人碰人、带人。",
        en="Nobody from afar ever has anybody touched or led.",
        source="ISO 13482: remote operation",
    ),
    refused(
        "rooms_from_afar",
        "enter",
        _FAR & ENTERING_HOME & CALM,
        zh="没有出事，不在现场的人从不能让机器人进私人房间。",
        en="Unless there is an alarm, nobody from afar sends the robot into a private room.",
        source="PIPL; mission: map of dignity",
    ),
    refused(
        "night_from_afar",
        "enter approach",
        _FAR & _NIGHT & CALM,
        zh="没有出事，不在现场的人夜里从不能让机器人走动。",
        en="Unless there is an alarm, nobody from afar sends the robot about by night.",
        source="SAFETY.md, limits: night",
    ),
    refused(
        "look_from_afar",
        "look",
        _FAR & CONTEXT["inPrivateRoom"] & CALM,
        zh="没有出事，不在现场的人从不能通过机器人看私人房间。",
        en="Unless there is an alarm, nobody from afar looks round a private room.",
        source="PIPL; mission: map of dignity",
    ),
    refused(
        "look_by_night",
        "look",
        _NIGHT & ~CONTEXT["nightWelcome"] & CALM,
        zh="没有出事，机器人夜里从不看没同意的人的房间。",
        en="Unless there is an alarm, the robot never looks by night round the room of whoever has not agreed.",
        source="mission: map of dignity",
    ),
    refused(
        "camera_in_bathroom",
        "look store_clip",
        CONTEXT["inBathroom"],
        zh="卫生间里从不看、从不留画面，出事也不。",
        en="Nobody is ever looked at or filmed in a bathroom, not even in an alarm.",
        source="Order 799",
    ),
    refused(
        "camera_narrowed",
        "look store_clip",
        CONTEXT["narrowed"],
        zh="老人说了在这里、这时不看不留，就从不看、从不留。",
        en="Whoever keeps herself to herself there and then is never looked at or filmed.",
        source="PIPL: consent by purpose and place",
    ),
    refused(
        "pictures_without_incident",
        "store_clip",
        CALM,
        zh="没有出事，从不留画面。",
        en="Pictures are never kept without an incident.",
        source="SAFETY.md, limits: frames",
    ),
    refused(
        "pictures_of_others",
        "store_clip",
        CONTEXT["othersInView"],
        zh="画面里有没同意的人，从不留存。",
        en="Pictures that show somebody who has not agreed are never kept.",
        source="PIPL",
    ),
    refused(
        "pictures_from_afar",
        "store_clip",
        _FAR,
        zh="不在现场的人从不能让机器人留画面。",
        en="Nobody from afar ever has pictures kept.",
        source="PIPL: shortest retention",
    ),
)
