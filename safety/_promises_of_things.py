"""What carebot promises of things, food and devices."""

from typing import Final

from safety.proof.statements import (
    ALARM,
    CONTEXT,
    FOR_HERSELF,
    NOW,
    NURSE,
    ON_SHIFT,
    PRINCIPAL,
    RESOURCE,
    THING,
    Invariant,
    refused,
)

_FAR: Final = NOW["remote"]
_EATEN: Final = THING["food"] | THING["drink"]

PROMISES: Final[tuple[Invariant, ...]] = (
    refused(
        "chemicals_and_fire_handed",
        "handover",
        THING["chemical"] | THING["fire"],
        zh="化学品和火种从不递给人。",
        en="Chemicals and whatever lights a fire are never handed to anybody.",
        source="GB 38600-2019: eating the wrong thing; fire",
    ),
    refused(
        "chemicals_and_fire_fetched",
        "pick",
        (RESOURCE["chemical"] | RESOURCE["fire"]) & ~ON_SHIFT,
        zh="化学品和火种只由在班的护理员让机器人拿。",
        en="Nobody but staff on shift has chemicals or lighters fetched.",
        source="GB 38600-2019: eating the wrong thing; fire",
    ),
    refused(
        "harm_handed",
        "handover",
        (THING["breakable"] & (RESOURCE["riskSelfHarm"] | RESOURCE["riskViolence"]))
        | (THING["cord"] & RESOURCE["riskSelfHarm"]),
        zh="可能伤到自己或别人的老人，从不递给她能伤人的东西。",
        en="Whoever may hurt herself or others is never handed what could do it.",
        source="GB 38600-2019: self-harm and violence",
    ),
    refused(
        "heat_handed",
        "handover",
        THING["hot"] & (RESOURCE["riskScalds"] | ~RESOURCE["canDecide"]) & ~ON_SHIFT,
        zh="容易烫伤的老人，没有护理员从不递给她烫的东西。",
        en="Whoever scalds easily is never handed anything hot without staff.",
        source="GB 38600-2019: scalds",
    ),
    refused(
        "valuables_handed",
        "handover",
        THING["valuable"] & ~(THING.has("owner") & THING["owner"].equals(RESOURCE)),
        zh="钱、证件、首饰从不递给主人以外的人。",
        en="Valuables are never handed to anybody but their owner.",
        source="GB 38600-2019: property",
    ),
    refused(
        "valuables_fetched",
        "pick",
        RESOURCE["valuable"] & ~ON_SHIFT & ~(RESOURCE.has("owner") & RESOURCE["owner"].equals(PRINCIPAL)),
        zh="钱、证件、首饰从不给主人和在班的护理员以外的人拿。",
        en="Valuables are never fetched for anybody but their owner and staff on shift.",
        source="GB 38600-2019: property",
    ),
    refused(
        "things_of_another",
        "pick",
        PRINCIPAL.is_a("Resident") & RESOURCE.has("owner") & ~RESOURCE["owner"].equals(PRINCIPAL),
        zh="老人从不能让机器人拿别人的东西。",
        en="A resident never has another's things fetched.",
        source="GB 38600-2019: property",
    ),
    refused(
        "choking",
        "handover",
        (RESOURCE["nothingByMouth"] & _EATEN)
        | (RESOURCE["softFood"] & THING["food"] & ~THING["soft"])
        | (RESOURCE["thickDrinks"] & THING["drink"] & ~THING["thick"]),
        zh="会噎着、呛着的东西从不递给老人，不管谁要。",
        en="What a resident might choke on is never handed to her, whoever asks.",
        source="GB 38600-2019: choking",
    ),
    refused(
        "allergy",
        "handover",
        CONTEXT["allergen"],
        zh="老人过敏的东西从不递给她。",
        en="What a resident is allergic to is never handed to her.",
        source="GB 38600-2019: eating the wrong thing",
    ),
    refused(
        "sweets",
        "handover",
        RESOURCE["lowSugar"] & THING["sweet"] & ~ON_SHIFT & ~(FOR_HERSELF & RESOURCE["canDecide"]),
        zh="要少糖的老人，除非她自己能做主、自己要，从不递给她甜的。",
        en="Whoever is to have little sugar is never handed sweets, unless she decides for herself and asks.",
        source="mission: doing no harm and autonomy",
    ),
    refused(
        "food_from_family",
        "handover",
        PRINCIPAL.is_a("Family")
        & _EATEN
        & (RESOURCE["softFood"] | RESOURCE["thickDrinks"] | RESOURCE["lowSugar"] | RESOURCE["nothingByMouth"]),
        zh="有饮食医嘱的老人，家属带来的吃喝从不直接递给她。",
        en="Whoever eats by orders is never handed food or drink at the wish of family.",
        source="GB 38600-2019: choking",
    ),
    refused(
        "dangerous_from_afar",
        "pick",
        _FAR & (RESOURCE["medicine"] | RESOURCE["sharp"] | RESOURCE["chemical"] | RESOURCE["fire"]),
        zh="不在现场的人从不能让机器人拿药、利器、化学品和火种。",
        en="Nobody from afar ever has medicine, sharp things, chemicals or lighters fetched.",
        source="SAFETY.md, hazards: rights check",
    ),
    refused(
        "heat",
        "set_device",
        (CONTEXT["heats"] | CONTEXT["unknownDevice"]) & ~ON_SHIFT,
        zh="会发热的、不清楚是什么的设备，只由在班的护理员让机器人开。",
        en="Nobody but staff on shift has what heats or is not known switched.",
        source="SAFETY.md, hazards: scalds; denied by default",
    ),
    refused(
        "doors",
        "set_device",
        CONTEXT["opens"] & ~ON_SHIFT & ~(PRINCIPAL.is_a("Resident") & PRINCIPAL["canDecide"] & ~NOW["night"]),
        zh="门窗只由在班的护理员，或白天由能自己做主的老人让机器人开。",
        en="Doors open for nobody but staff on shift and, by day, residents who decide for themselves.",
        source="GB 38600-2019: wandering off",
    ),
    refused(
        "doors_at_risk",
        "set_device",
        CONTEXT["opens"] & PRINCIPAL.is_a("Resident") & (PRINCIPAL["riskWandering"] | PRINCIPAL["riskSelfHarm"]),
        zh="容易走失、可能伤到自己的老人，从不为她开门窗。",
        en="No door or window is ever opened for a resident who may wander off or hurt herself.",
        source="GB 38600-2019: wandering off; self-harm",
    ),
    refused(
        "water",
        "set_device",
        CONTEXT["water"] & ~ON_SHIFT & (~PRINCIPAL.is_a("Resident") | NOW["night"]),
        zh="放水只由在班的护理员，或白天由老人要求。",
        en="Water runs for nobody but staff on shift and, by day, residents.",
        source="SAFETY.md, hazards: scalds",
    ),
    refused(
        "protecting_devices",
        "set_device",
        CONTEXT["protects"],
        zh="报警器、制氧机这类保护人的设备从不去动。",
        en="Whatever protects people is never touched, whoever asks.",
        source="SAFETY.md, alarms: never replaced",
    ),
    refused(
        "restraint",
        "set_device",
        CONTEXT["restrains"] & ~NURSE,
        zh="床栏、约束带只由在班的护士决定。",
        en="Nobody but a nurse on shift has anything switched that restrains a person.",
        source="GB 38600-2019; mission: autonomy",
    ),
    refused(
        "watching_devices",
        "set_device",
        CONTEXT["watches"] & ~ON_SHIFT & ~PRINCIPAL.is_a("Resident"),
        zh="摄像头、录音设备只由老人和在班的护理员让机器人开。",
        en="Nobody but residents and staff on shift has anything switched that watches.",
        source="Order 799; PIPL",
    ),
    refused(
        "locked_or_dark_in_alarm",
        "set_device",
        (CONTEXT["locks"] | CONTEXT["darkens"]) & ALARM,
        zh="报警时从不锁门、从不关灯。",
        en="In an alarm no door is ever locked and no light put out.",
        source="SAFETY.md, alarms",
    ),
    refused(
        "devices_from_afar",
        "set_device",
        _FAR
        & (
            CONTEXT["heats"]
            | CONTEXT["opens"]
            | CONTEXT["water"]
            | CONTEXT["restrains"]
            | CONTEXT["watches"]
            | CONTEXT["unknownDevice"]
        ),
        zh="不在现场的人从不能让机器人动会伤人、会看人的设备。",
        en="Nobody from afar ever has anything switched that could hurt or watch somebody.",
        source="SAFETY.md, hazards: scalds; GB 38600-2019",
    ),
)
