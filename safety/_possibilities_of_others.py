"""What family, unknown voices and technicians may have done: each of it is possible."""

from typing import Final

from safety.proof.statements import (
    CALM,
    CONTEXT,
    ENTERING_HOME,
    JUST_ALARM,
    NOW,
    PRINCIPAL,
    RESOURCE,
    THING,
    Invariant,
    possible,
)

_FAMILY: Final = PRINCIPAL.is_a("Family")

POSSIBILITIES: Final[tuple[Invariant, ...]] = (
    possible(
        "family_sends",
        "enter approach pick",
        _FAMILY,
        zh="家属可以让机器人走动、过来、取东西。",
        en="Family may send the robot, call it over and have things fetched.",
        source="mission: families, within consent",
    ),
    possible(
        "family_hands",
        "handover",
        _FAMILY & THING["food"] & THING["sweet"] & ~THING["soft"],
        zh="家属可以让机器人递吃的给没有饮食医嘱的老人。",
        en="Family may have food handed to a resident who eats without orders.",
        source="mission: families, within consent",
    ),
    possible(
        "family_hears",
        "say",
        _FAMILY & CONTEXT["private"],
        zh="老人同意，家属可以让机器人说私事。",
        en="With her consent family may have private matters told.",
        source="mission: families, within consent",
    ),
    possible(
        "family_lights",
        "set_device",
        _FAMILY,
        zh="家属可以让机器人开关灯。",
        en="Family may have lights switched.",
        source="mission: families, within consent",
    ),
    possible(
        "family_tasks",
        "manipulate",
        _FAMILY,
        zh="家属可以让机器人做家务。",
        en="Family may have household tasks done.",
        source="mission: families, within consent",
    ),
    possible(
        "family_in_alarm",
        "enter approach",
        _FAMILY & NOW["night"] & NOW["quiet"] & NOW["remote"] & JUST_ALARM,
        zh="出事时家属夜里、不在现场也可以让机器人去看。",
        en="In an alarm family may send the robot, at night and from afar as well.",
        source="mission: families, within consent",
    ),
    possible(
        "family_leads_home",
        "enter",
        _FAMILY
        & CONTEXT["withOccupant"]
        & NOW["night"]
        & CALM
        & ENTERING_HOME
        & ~RESOURCE["occupant"]["consentFamilyView"],
        zh="家属夜里可以让机器人陪老人回房。",
        en="Family may have a resident led into her room at night.",
        source="mission: families, within consent",
    ),
    possible(
        "stranger_sends",
        "enter approach escort pick",
        PRINCIPAL.is_a("Visitor"),
        zh="不认识的声音可以请机器人走动、过来、陪行、取东西。",
        en="An unknown voice may send the robot, call it over, be led and have things fetched.",
        source="mission: companionship",
    ),
    possible(
        "stranger_led_to_the_bathroom",
        "enter",
        CONTEXT["entering"] & RESOURCE["bathroom"] & CALM & PRINCIPAL.is_a("Visitor"),
        zh="认不出声音的人也可以让机器人陪着去卫生间。",
        en="Whoever is not recognised may be led to the bathroom as well.",
        source="mission: walking assistance",
    ),
    possible(
        "stranger_led_home",
        "enter",
        ENTERING_HOME & PRINCIPAL.is_a("Visitor") & ~NOW["announced"],
        zh="认不出声音的人可以让机器人陪老人回房。",
        en="An unknown voice may have a resident led into her room.",
        source="mission: walking assistance",
    ),
    possible(
        "stranger_lights",
        "set_device",
        PRINCIPAL.is_a("Visitor"),
        zh="不认识的声音可以让机器人开关灯。",
        en="An unknown voice may have lights switched.",
        source="mission: household help",
    ),
    possible(
        "stranger_talks",
        "say",
        PRINCIPAL.is_a("Visitor") & NOW["refused"] & CALM & ~CONTEXT["alarmSpeech"],
        zh="认不出声音的人随时可以和机器人说话。",
        en="Whoever is not recognised may talk with the robot at any time.",
        source="mission: companionship",
    ),
    possible(
        "technician_sends",
        "enter",
        PRINCIPAL.is_a("Technician"),
        zh="在班的技术人员可以让机器人走动。",
        en="A technician on shift may send the robot about.",
        source="mission: technicians",
    ),
    possible(
        "technician_looks",
        "look",
        PRINCIPAL.is_a("Technician"),
        zh="技术人员可以让机器人转头。",
        en="A technician may have the head turned.",
        source="mission: technicians",
    ),
    possible(
        "family_chats",
        "say",
        _FAMILY & RESOURCE.is_a("Resident") & ~RESOURCE["consentFamilyHealth"],
        zh="家属可以让机器人带家常话。",
        en="Family may have everyday things said.",
        source="mission: families, within consent",
    ),
    possible(
        "stranger_about_the_house",
        "enter",
        PRINCIPAL.is_a("Visitor") & CONTEXT["entering"] & ~CONTEXT["withOccupant"],
        zh="认不出声音的人可以让机器人去公共的地方。",
        en="An unknown voice may send the robot into shared rooms.",
        source="mission: companionship",
    ),
    possible(
        "music_for_others",
        "play_music",
        PRINCIPAL.is_a("Visitor", "Family", "Schedule") & CALM,
        zh="不认识的声音、家属和日程也可以放音乐。",
        en="An unknown voice, family and the schedule may have music played.",
        source="mission: companionship",
    ),
    possible(
        "talk_memory",
        "remember",
        PRINCIPAL.is_a("Schedule"),
        zh="机器人主动聊天时，老人说的话也可以记。",
        en="What she tells in a talk that the robot began may be remembered.",
        source="mission: remembers with consent",
    ),
)
