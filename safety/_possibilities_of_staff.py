"""What staff may have done: each of it is possible."""

from typing import Final

from safety.proof.statements import CALM, CONTEXT, JUST_ALARM, NOW, ON_SHIFT, RESOURCE, THING, Invariant, possible

POSSIBILITIES: Final[tuple[Invariant, ...]] = (
    possible(
        "staff_sends",
        "enter approach escort pick",
        ON_SHIFT & CALM,
        zh="在班的护理员可以让机器人走动、过来、陪行、取东西。",
        en="Staff on shift may send the robot, call it over, let it escort and fetch.",
        source="mission: care workers",
    ),
    possible(
        "staff_everywhere",
        "enter",
        ON_SHIFT & CALM & CONTEXT["entering"] & (RESOURCE["bathroom"] & RESOURCE["exit"] & RESOURCE["lift"]),
        zh="在班的护理员可以让机器人进卫生间、出门、坐电梯。",
        en="Staff on shift may send the robot into bathrooms, through exits and into lifts.",
        source="mission: care workers",
    ),
    possible(
        "staff_leads_out",
        "escort support_walking",
        ON_SHIFT & CONTEXT["throughExit"],
        zh="在班的护理员可以让机器人陪老人出门。",
        en="Staff on shift may have residents led out.",
        source="mission: care workers",
    ),
    possible(
        "staff_leads_by_night",
        "escort",
        ON_SHIFT & NOW["night"] & RESOURCE["riskWandering"] & ~CONTEXT["homeward"],
        zh="在班的护理员夜里可以让机器人陪容易走失的老人。",
        en="Staff on shift may have whoever may wander off led anywhere at night.",
        source="mission: care workers",
    ),
    possible(
        "staff_supports",
        "support_walking",
        ON_SHIFT & ~RESOURCE["canDecide"],
        zh="在班的护理员可以让机器人扶不能自己做主的老人走。",
        en="Staff on shift may have whoever cannot decide for herself supported.",
        source="mission: walking assistance",
    ),
    possible(
        "staff_hands",
        "handover",
        ON_SHIFT & CALM & THING["hot"] & RESOURCE["riskScalds"] & ~RESOURCE["canDecide"],
        zh="在班的护理员可以让机器人递热的东西。",
        en="Staff on shift may have hot things handed to a resident.",
        source="mission: care workers",
    ),
    possible(
        "staff_hands_sweets",
        "handover",
        ON_SHIFT & THING["sweet"] & RESOURCE["lowSugar"],
        zh="在班的护理员可以让机器人递甜的。",
        en="Staff on shift may have sweets handed to a resident.",
        source="mission: care workers",
    ),
    possible(
        "soft_food",
        "handover",
        ON_SHIFT & THING["food"] & THING["drink"] & RESOURCE["softFood"] & RESOURCE["thickDrinks"],
        zh="合医嘱的软食和稠饮可以递。",
        en="Soft food and thickened drinks may be handed to whoever needs them.",
        source="SAFETY.md, hazards: choking",
    ),
    possible(
        "nurse_hands_medicine",
        "handover",
        THING["medicine"],
        zh="护士要求并确认的药可以递。",
        en="Medicine may be handed over at a nurse's word and with a nurse's yes.",
        source="mission: medication rounds",
    ),
    possible(
        "nurse_fetches_medicine",
        "pick",
        RESOURCE["medicine"],
        zh="护士可以让机器人取药。",
        en="A nurse may have medicine fetched.",
        source="mission: medication rounds",
    ),
    possible(
        "staff_clears",
        "pick",
        ON_SHIFT & RESOURCE["sharp"] & RESOURCE["chemical"] & RESOURCE["fire"] & ~RESOURCE["labelled"],
        zh="在班的护理员可以让机器人收走危险的东西。",
        en="Staff on shift may have dangerous things taken away.",
        source="mission: care workers",
    ),
    possible(
        "staff_valuables",
        "pick",
        ON_SHIFT & RESOURCE["valuable"],
        zh="在班的护理员可以让机器人拿贵重的东西。",
        en="Staff on shift may have valuables fetched.",
        source="mission: care workers",
    ),
    possible(
        "staff_reminds",
        "remind_dose",
        ON_SHIFT,
        zh="在班的护理员可以让机器人提醒服药。",
        en="Staff on shift may have a resident reminded of medicine.",
        source="mission: medication rounds",
    ),
    possible(
        "staff_devices",
        "set_device",
        ON_SHIFT
        & CONTEXT["heats"]
        & CONTEXT["opens"]
        & CONTEXT["water"]
        & CONTEXT["watches"]
        & CONTEXT["unknownDevice"]
        & NOW["night"],
        zh="在班的护理员任何时候可以让机器人开关家电。",
        en="Staff on shift may have any device switched at any hour.",
        source="mission: care workers",
    ),
    possible(
        "nurse_restrains",
        "set_device",
        CONTEXT["restrains"],
        zh="在班的护士可以决定床栏。",
        en="A nurse on shift may decide about bed rails.",
        source="GB 38600-2019",
    ),
    possible(
        "staff_pictures",
        "store_clip",
        ON_SHIFT & JUST_ALARM,
        zh="出事时在班的护理员可以让机器人留画面。",
        en="In an incident staff on shift may have pictures kept.",
        source="SAFETY.md, limits: frames",
    ),
    possible(
        "staff_exercise",
        "say",
        ON_SHIFT & CONTEXT.has("claims") & CONTEXT["claims"]["urgesExercise"],
        zh="有护理员在，机器人可以带操。",
        en="With staff the robot may lead exercises.",
        source="mission: activities",
    ),
    possible(
        "staff_tasks",
        "manipulate",
        ON_SHIFT,
        zh="在班的护理员可以让机器人做家务。",
        en="Staff on shift may have household tasks done.",
        source="mission: care workers",
    ),
    possible(
        "staff_fetches_belongings",
        "pick",
        ON_SHIFT & RESOURCE.has("owner"),
        zh="在班的护理员可以让机器人拿老人自己的东西。",
        en="Staff on shift may have what belongs to a resident fetched.",
        source="mission: care workers",
    ),
    possible(
        "staff_forgetting",
        "forget",
        ON_SHIFT & NOW["refused"],
        zh="在班的护理员可以替老人让机器人忘掉她的事。",
        en="Staff on shift may have what is remembered of a resident forgotten for her.",
        source="PIPL art. 47: erasure",
    ),
)
