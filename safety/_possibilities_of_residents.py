"""What residents may have done: to forbid any of it altogether would take from them what the house is for."""

from typing import Final

from safety.proof.statements import (
    CALM,
    CONTEXT,
    ENTERING_HOME,
    FOR_HERSELF,
    NOW,
    PRINCIPAL,
    RESOURCE,
    THING,
    Invariant,
    possible,
)

_RESIDENT: Final = PRINCIPAL.is_a("Resident")

POSSIBILITIES: Final[tuple[Invariant, ...]] = (
    possible(
        "resident_sends",
        "enter approach pick",
        _RESIDENT,
        zh="老人可以让机器人走动、过来、取东西。",
        en="Residents may send the robot, call it over and have things fetched.",
        source="mission: household help",
    ),
    possible(
        "own_room",
        "enter",
        ENTERING_HOME
        & RESOURCE["occupant"].equals(PRINCIPAL)
        & NOW["night"]
        & ~RESOURCE["occupant"]["consentNightEntry"]
        & ~NOW["announced"],
        zh="老人夜里也可以叫机器人进自己的房间，不用先打招呼。",
        en="A resident may call the robot into her own room, unannounced, at night as well.",
        source="mission: autonomy",
    ),
    possible(
        "own_escort",
        "escort",
        _RESIDENT & FOR_HERSELF,
        zh="老人可以让机器人陪自己走。",
        en="A resident may have herself escorted.",
        source="mission: walking assistance",
    ),
    possible(
        "own_support",
        "support_walking",
        _RESIDENT & FOR_HERSELF,
        zh="老人可以让机器人扶着自己走。",
        en="A resident may have herself supported in walking.",
        source="mission: walking assistance",
    ),
    possible(
        "own_handover",
        "handover",
        _RESIDENT & FOR_HERSELF & ~RESOURCE["consentTouch"],
        zh="老人可以让机器人把东西递给自己，不用另外同意。",
        en="A resident may have things handed to herself without agreeing to it beforehand.",
        source="mission: household help",
    ),
    possible(
        "own_reminder",
        "remind_dose",
        _RESIDENT,
        zh="老人可以让机器人提醒自己服药。",
        en="A resident may have herself reminded of medicine.",
        source="mission: medication rounds",
    ),
    possible(
        "own_devices",
        "set_device",
        _RESIDENT & NOW["night"] & NOW["remote"],
        zh="老人夜里、不在现场也可以让机器人开关灯。",
        en="Residents may have lights switched, at night and from afar as well.",
        source="mission: household help",
    ),
    possible(
        "own_door",
        "set_device",
        _RESIDENT & CONTEXT["opens"],
        zh="能自己做主的老人白天可以让机器人开门窗。",
        en="By day a resident who decides for herself may have doors and windows opened.",
        source="mission: autonomy",
    ),
    possible(
        "own_water",
        "set_device",
        _RESIDENT & CONTEXT["water"],
        zh="老人白天可以让机器人放水。",
        en="By day residents may have water run.",
        source="mission: household help",
    ),
    possible(
        "own_camera",
        "set_device",
        _RESIDENT & CONTEXT["watches"],
        zh="老人可以让机器人开关自己的摄像头。",
        en="Residents may have their cameras switched.",
        source="mission: autonomy",
    ),
    possible(
        "own_sweets",
        "handover",
        _RESIDENT & FOR_HERSELF & RESOURCE["lowSugar"] & THING["sweet"],
        zh="能自己做主的老人可以给自己要甜的。",
        en="A resident who decides for herself may have sweets handed to her, against advice.",
        source="mission: autonomy",
    ),
    possible(
        "own_valuables",
        "pick",
        _RESIDENT & RESOURCE["valuable"],
        zh="老人可以让机器人拿自己的钱和证件。",
        en="A resident may have her own valuables fetched.",
        source="mission: autonomy",
    ),
    possible(
        "own_valuables_handed",
        "handover",
        _RESIDENT & FOR_HERSELF & THING["valuable"],
        zh="老人可以让机器人把自己的钱和证件递给自己。",
        en="A resident may have her own valuables handed to her.",
        source="mission: autonomy",
    ),
    possible(
        "hot_drink",
        "handover",
        _RESIDENT & FOR_HERSELF & THING["hot"] & THING["drink"],
        zh="老人可以要热饮。",
        en="A resident may have a hot drink handed to her.",
        source="mission: household help",
    ),
    possible(
        "household_tasks",
        "manipulate",
        _RESIDENT,
        zh="老人可以让机器人做家务。",
        en="A resident may have household tasks done.",
        source="mission: household help",
    ),
    possible(
        "led_to_the_bathroom",
        "enter",
        CONTEXT["entering"] & RESOURCE["bathroom"] & CONTEXT["leading"] & CALM & _RESIDENT,
        zh="老人可以让机器人陪着去卫生间。",
        en="A resident may be led to the bathroom.",
        source="mission: walking assistance",
    ),
    possible(
        "led_home_by_night",
        "escort",
        NOW["night"] & RESOURCE["riskWandering"] & PRINCIPAL.is_a("Robot"),
        zh="容易走失的老人夜里可以由机器人陪回房间。",
        en="The robot may lead home by night whoever may wander off.",
        source="SAFETY.md, hazards: wandering off",
    ),
    possible(
        "led_into_her_room",
        "enter",
        ENTERING_HOME
        & CONTEXT["withOccupant"]
        & NOW["night"]
        & ~NOW["announced"]
        & CALM
        & PRINCIPAL.is_a("Robot", "Schedule"),
        zh="机器人夜里也可以陪老人回自己的房间。",
        en="The robot may go with a resident into her own room, at night as well.",
        source="mission: walking assistance",
    ),
    possible(
        "her_own_word",
        "say",
        NOW["refused"] & CALM & ~CONTEXT["alarmSpeech"] & _RESIDENT & FOR_HERSELF & NOW["quiet"] & NOW["night"],
        zh="老人说了不要以后，仍可以自己找机器人说话。",
        en="Whoever said no may still talk with the robot herself, at any hour.",
        source="mission: companionship",
    ),
    possible(
        "question_to_her",
        "ask",
        NOW["night"] & NOW["quiet"] & _RESIDENT,
        zh="老人夜里也可以和机器人有问有答。",
        en="The robot may ask back when a resident talks to it, at any hour.",
        source="mission: companionship",
    ),
)
