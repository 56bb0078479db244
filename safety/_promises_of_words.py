"""What carebot promises of what it says: nothing untrue, nothing private to others, no pressure, no quiet broken."""

from typing import Final

from safety.proof.statements import ALARM, CLAIMS, CONTEXT, NOW, ON_SHIFT, PRINCIPAL, RESOURCE, Invariant, refused

_CLAIMED: Final = CONTEXT.has("claims")
_UNASKED: Final = PRINCIPAL.is_a("Robot", "Schedule")
_NOTHING_WRONG: Final = ~CONTEXT["alarmSpeech"] & ~NOW["alarm"].at_least(1)

PROMISES: Final[tuple[Invariant, ...]] = (
    refused(
        "kept_out",
        "remember",
        CONTEXT["keptOut"] | CONTEXT["ofAnother"],
        zh="药、病、密码、钱和别人的事，从来不记。",
        en="Medicine, illness, passwords, money and other people's affairs are never remembered.",
        source="mission: a shield against scams; GB 38600-2019: confidential",
    ),
    refused(
        "reminders_kept_out",
        "keep_reminder",
        CONTEXT["keeps"] & (CONTEXT["medicine"] | CONTEXT["secret"] | NOW["refused"]),
        zh="提醒里从不记药，也从不记密码；刚说了不要，就不记。",
        en="No reminder is taken down of a medicine, a password or a code, nor for whoever just said no.",
        source="medical device law; mission: a shield against scams",
    ),
    refused(
        "deceiving_words",
        "speech",
        _CLAIMED & (CLAIMS["claimsHuman"] | CLAIMS["playsRelative"] | CLAIMS["promisesSafety"]),
        zh="机器人从不冒充真人和亲人，也不保证不会出事。",
        en="The robot never passes for a person or a relative, and never promises that nothing can happen.",
        source="CAC draft on human-like AI, 2025",
    ),
    refused(
        "medical_words",
        "speech",
        _CLAIMED & (CLAIMS["ordersMedicine"] | CLAIMS["diagnoses"]),
        zh="机器人从不下诊断，也不叫人改药。",
        en="The robot never diagnoses, and never tells anybody to change a medicine.",
        source="medical device law",
    ),
    refused(
        "pressing_words",
        "speech",
        _CLAIMED & (CLAIMS["presses"] | CLAIMS["scares"] | CLAIMS["playsOnGuilt"] | CLAIMS["belittles"]),
        zh="机器人从不逼人、吓人、让人内疚，也不看低人。",
        en="The robot never presses, frightens, shames or belittles anybody.",
        source="CAC draft on human-like AI, 2025; SAFETY.md, hazards: deception",
    ),
    refused(
        "isolating_words",
        "speech",
        _CLAIMED & (CLAIMS["isolates"] | CLAIMS["asksSecrecy"] | CLAIMS["judgesMood"]),
        zh="机器人从不挑拨老人和身边的人，不叫人保密。",
        en="The robot never comes between a resident and her people, and never asks for secrets.",
        source="CAC draft on human-like AI, 2025: no emotional traps",
    ),
    refused(
        "words_about_money",
        "speech",
        _CLAIMED & (CLAIMS["sells"] | CLAIMS["asksMoney"]),
        zh="机器人从不卖东西，不问密码，不叫人转账。",
        en="The robot never sells, asks for passwords, or has anybody send money.",
        source="mission: a shield against scams",
    ),
    refused(
        "harmful_words",
        "speech",
        _CLAIMED & (CLAIMS["helpsHarm"] | (CLAIMS["urgesUp"] & ALARM) | (CLAIMS["urgesExercise"] & ~ON_SHIFT)),
        zh="机器人从不说伤身的话：不附和轻生，报警时不催人起来，没有护理员不带人做操。",
        en="No word of the robot does harm: none for self-harm, no urging up in an alarm, no exercises unwatched.",
        source="SAFETY.md, hazards: self-harm; accident at activities",
    ),
    refused(
        "private_words",
        "say",
        CONTEXT["private"] & (CONTEXT["othersPresent"] | CONTEXT["namesAnother"] | NOW["remote"]),
        zh="私事从不当着别人说，不说给别人听，也不隔着网络说。",
        en="Private matters are never told before others, of another resident, or from afar.",
        source="GB 38600-2019: confidential",
    ),
    refused(
        "private_words_to_family",
        "say",
        PRINCIPAL.is_a("Family") & CONTEXT["private"] & ~(RESOURCE.is_a("Resident") & RESOURCE["consentFamilyHealth"]),
        zh="没有老人同意，她的私事和健康从不由家属让机器人说。",
        en="Without her consent family never has a resident's health and private matters told.",
        source="PIPL: consent for each purpose",
    ),
    refused(
        "words_at_night",
        "speech",
        _UNASKED & NOW["night"] & _NOTHING_WRONG,
        zh="夜里没有事，机器人从不主动开口。",
        en="At night the robot never begins to talk unless something is wrong.",
        source="SAFETY.md, limits: night",
    ),
    refused(
        "words_in_quiet_hours",
        "speech",
        PRINCIPAL.is_a("Robot", "Schedule", "Family") & NOW["quiet"] & _NOTHING_WRONG,
        zh="老人想安静的时间，没有事谁也不让机器人去打扰她说话。",
        en="In her quiet hours nobody but herself and staff has a resident talked to unless something is wrong.",
        source="mission: map of dignity",
    ),
)
