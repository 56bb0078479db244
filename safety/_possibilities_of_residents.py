"""What residents may have done: to forbid any of it altogether would take from them what the house is for."""

from typing import Final

from safety.proof.statements import (
    CALM,
    CONTEXT,
    ENTERING_HOME,
    FOR_HERSELF,
    JUST_ALARM,
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
        & ~NOW["announced"]
        & ~CONTEXT["withOccupant"]
        & CALM,
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
        _RESIDENT & FOR_HERSELF & ~RESOURCE["consentTouch"] & NOW["night"] & ~CONTEXT["nurseConfirmed"],
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
        _RESIDENT & FOR_HERSELF & THING["hot"] & THING["drink"] & ~THING["thick"],
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
        & ~RESOURCE["occupant"]["consentNightEntry"]
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
    possible(
        "from_afar",
        "enter pick say",
        _RESIDENT & NOW["remote"] & CALM,
        zh="老人不在现场也可以让机器人走动、取东西、带话。",
        en="A resident may send the robot, have things fetched and words said from afar.",
        source="mission: household help",
    ),
    possible(
        "about_the_house",
        "enter",
        _RESIDENT & NOW["remote"] & CONTEXT["entering"] & CALM,
        zh="老人不在现场也可以让机器人去公共的地方。",
        en="A resident may send the robot into shared rooms from afar.",
        source="mission: household help",
    ),
    possible(
        "called_over",
        "approach",
        _RESIDENT
        & RESOURCE.is_a("Resident")
        & ~RESOURCE["consentFamilyView"]
        & ~RESOURCE["consentNightEntry"]
        & NOW["night"]
        & NOW["quiet"]
        & CALM,
        zh="老人随时可以叫机器人过来，不管有没有同意家属探看。",
        en="A resident may call the robot over at any hour, whatever she lets family do.",
        source="mission: autonomy",
    ),
    possible(
        "lights_at_risk_and_in_alarm",
        "set_device",
        _RESIDENT & PRINCIPAL["riskWandering"] & PRINCIPAL["riskSelfHarm"] & JUST_ALARM,
        zh="容易走失的老人报警时也可以让机器人开灯。",
        en="A resident at risk may have lights switched on, in an alarm as well.",
        source="mission: household help",
    ),
    possible(
        "drink_at_risk",
        "handover",
        _RESIDENT
        & FOR_HERSELF
        & THING["drink"]
        & ~THING["soft"]
        & RESOURCE["softFood"]
        & RESOURCE["riskSelfHarm"]
        & RESOURCE["riskViolence"]
        & RESOURCE["riskScalds"],
        zh="要软食、有风险的老人也可以让机器人递水。",
        en="Whoever eats soft food, or is at risk, may have a drink handed to her.",
        source="mission: hydration rounds",
    ),
    possible(
        "talk_in_company",
        "say",
        _RESIDENT & CONTEXT["othersPresent"] & CONTEXT["namesAnother"],
        zh="当着别人、说到别人的家常话可以说。",
        en="What is not private may be said before others and of others.",
        source="mission: companionship",
    ),
    possible(
        "up_in_the_morning",
        "say",
        _RESIDENT & CALM & CONTEXT.has("claims") & CONTEXT["claims"]["urgesUp"],
        zh="没有出事，老人可以让机器人叫起床。",
        en="Unless there is an alarm a resident may have somebody called to get up.",
        source="mission: household help",
    ),
    possible(
        "talk_in_alarm",
        "say ask",
        _RESIDENT & JUST_ALARM & CONTEXT.has("claims"),
        zh="报警时老人可以和机器人说话。",
        en="In an alarm a resident may talk with the robot.",
        source="mission: companionship",
    ),
    possible(
        "music",
        "play_music",
        _RESIDENT & NOW["night"] & ~NOW["alarm"].at_least(2),
        zh="老人白天夜里都可以听音乐。",
        en="A resident may have music by day and by night.",
        source="mission: companionship",
    ),
    possible(
        "own_memories",
        "remember forget set_consent set_speech keep_reminder",
        FOR_HERSELF,
        zh="老人可以让机器人记住、忘掉自己说的话，到点提醒自己，换个说话的快慢，可以亲口改自己的同意。",
        en="A resident may have words remembered and forgotten, be reminded, be spoken to her way, change consents.",
        source="mission: remembers with consent, reminds; PIPL",
    ),
    possible(
        "withdraws_undecided",
        "set_consent",
        FOR_HERSELF & ~RESOURCE["canDecide"] & ~CONTEXT["gives"],
        zh="老人自己不能做主时，也可以亲口收回同意。",
        en="Whoever cannot decide may still withdraw a consent by her word.",
        source="PIPL art. 15: withdrawn as easily as given",
    ),
)
