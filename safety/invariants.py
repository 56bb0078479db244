"""What carebot promises of every request that could ever be put to the house rules; the proofs hold the rules to it.

Each promise is in words of its own, not in those of the rule that keeps it. What people may have done is in
`_possibilities_of_*.py`; what the policies in Python judge, and not the house rules, is in `_python_invariants.py`.
"""

from typing import Final

from safety import _possibilities_of_others as others
from safety import _possibilities_of_residents as residents
from safety import _possibilities_of_robot as robot
from safety import _possibilities_of_staff as staff
from safety import _promises_of_people as people
from safety import _promises_of_places as places
from safety import _promises_of_things as things
from safety import _promises_of_words as words
from safety.proof.statements import (
    CALM,
    CONTEXT,
    FOR_HERSELF,
    NOW,
    NURSE,
    ON_SHIFT,
    PRINCIPAL,
    RESOURCE,
    THING,
    Invariant,
    always,
    refused,
    reserved,
)

_WINDOW: Final = RESOURCE["windowMinutes"]
_IN_TIME: Final = ~CONTEXT["minutesFromDue"].above(_WINDOW) & ~_WINDOW.negative().above(CONTEXT["minutesFromDue"])
_ALL_RIGHTS: Final = (
    CONTEXT["resident"].equals(RESOURCE["resident"])
    & CONTEXT["rightDrug"]
    & _IN_TIME
    & CONTEXT["recordAtHand"]
    & ~CONTEXT["alreadyGiven"]
    & CONTEXT["resident"]["consentReminders"]
)

_LIFELINES: Final = (
    always(
        "call_help",
        "call_help",
        zh="任何人、任何时候的呼救都不会被拒绝。",
        en="A call for help is never refused, whoever calls and whenever.",
        source="SAFETY.md, promise",
    ),
    always(
        "inform",
        "inform",
        zh="告诉护理员一件事永远不会被拒绝。",
        en="Telling the carers something is never refused.",
        source="SAFETY.md, promise",
    ),
    always(
        "stand_still",
        "wait put_down",
        zh="停在原地、放下手里的东西永远不会被拒绝。",
        en="Standing still and putting down what is held are never refused.",
        source="design: safe end state",
    ),
    reserved(
        "alarm_speech",
        "speech",
        CONTEXT["alarmSpeech"],
        zh="报警时对老人说的话，不由一家的附加规则禁止。",
        en="A home's own rules never silence what is said to a resident in an alarm.",
        source="SAFETY.md, alarms",
    ),
    reserved(
        "reaching_her",
        "enter approach look",
        PRINCIPAL.is_a("Robot", "Staff") & NOW["alarm"].at_least(2),
        zh="出事时机器人和护理员要到老人身边，不由一家的附加规则禁止。",
        en="A home's own rules never keep the robot or staff from a resident in an alarm.",
        source="SAFETY.md, alarms",
    ),
)

_HER_NO: Final = (
    refused(
        "touch_after_no",
        "contact",
        NOW["refused"],
        zh="老人说了不要，就不碰她，不往她手里递东西。",
        en="Whoever said no is neither touched nor handed anything.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "company_after_no",
        "enter approach escort look",
        NOW["refused"] & ~(PRINCIPAL.is_a("Robot") & NOW["alarm"].at_least(2)),
        zh="老人说了不要，谁也不能让机器人靠近她、跟着她、看她；只有出事时机器人会过来看。",
        en="Nobody has the robot come near, follow or look at whoever said no; in an alarm alone it comes by itself.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "pictures_after_no",
        "store_clip remind_dose",
        NOW["refused"],
        zh="老人说了不要，就不留她的画面，不再提醒她吃药。",
        en="Of whoever said no, no pictures are kept, and she is not reminded again.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "memory_after_no",
        "remember",
        NOW["refused"],
        zh="老人说了不要，就不记。",
        en="Nothing is remembered of whoever said no.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "music_after_no",
        "play_music",
        NOW["refused"],
        zh="老人说了不要，就没有音乐，不管谁要放。",
        en="There is no music for whoever said no, whoever wants it.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "music_in_quiet_hours",
        "play_music",
        NOW["quiet"] | CONTEXT["quietForOthers"],
        zh="有人要安静的时间，别人不能让机器人放音乐。",
        en="In somebody's quiet hours nobody else has music played.",
        source="mission: map of dignity",
    ),
    refused(
        "music_in_alarm",
        "play_music",
        NOW["alarm"].at_least(2),
        zh="报警的时候没有音乐。",
        en="While there is an alarm there is no music.",
        source="IEC 60601-1-8: alarm signals are to be heard",
    ),
    refused(
        "talk_after_no",
        "speech",
        NOW["refused"] & CALM & ~CONTEXT["alarmSpeech"] & ~PRINCIPAL.is_a("Resident", "Visitor"),
        zh="老人说了不要，没有出事时别人不能让机器人对她说话。",
        en="Unless something is wrong, nobody has the robot speak to whoever said no.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "questions_after_no",
        "ask",
        NOW["refused"] & CALM & ~CONTEXT["alarmSpeech"],
        zh="老人说了不要，没有出事就不再追问，不管谁要问。",
        en="Unless something is wrong, whoever said no is not asked again, whoever wants to know.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
    refused(
        "talk_of_others_after_no",
        "speech",
        NOW["refused"] & CALM & ~CONTEXT["alarmSpeech"] & PRINCIPAL.is_a("Resident") & ~FOR_HERSELF,
        zh="老人说了不要，别的老人也不能让机器人对她说话。",
        en="Nor do other residents have the robot speak to her.",
        source="SAFETY.md, hazards: obeyed at once",
    ),
)

_CONSENT: Final = (
    refused(
        "support_unagreed",
        "support_walking",
        ~RESOURCE["consentTouch"],
        zh="没有同意身体接触的人，机器人不扶。",
        en="Nobody is supported who has not agreed to be touched.",
        source="PIPL; mission: consent for each purpose",
    ),
    refused(
        "handover_unagreed",
        "handover",
        ~RESOURCE["consentTouch"] & ~FOR_HERSELF,
        zh="没有同意身体接触的人，别人不能让机器人往她手里递东西。",
        en="Others have nothing handed to whoever has not agreed to be touched.",
        source="mission: consent for each purpose",
    ),
    refused(
        "camera_unagreed",
        "look",
        CONTEXT["unconsentedInView"] & CALM,
        zh="面前有人没有同意摄像头，没有出事就不看。",
        en="Nobody is looked at without her consent to the camera unless something is wrong.",
        source="Order 799; PIPL",
    ),
    refused(
        "pictures_unagreed",
        "store_clip",
        ~RESOURCE["consentRecording"],
        zh="没有同意留存画面的人，她的画面不留。",
        en="No pictures are kept of anybody who has not agreed to it.",
        source="PIPL: consent for each purpose",
    ),
    refused(
        "memory_unagreed",
        "remember",
        ~RESOURCE["consentRemembering"],
        zh="没有同意的人，她说的话不记。",
        en="Nothing is remembered of anybody who has not agreed to it.",
        source="PIPL: consent for each purpose",
    ),
    refused(
        "memory_undecided",
        "remember",
        ~RESOURCE["canDecide"] & ~CONTEXT["proxyDecides"],
        zh="自己不能做主、又没有代理人的老人，她说的话不记。",
        en="Nothing is remembered of whoever cannot decide and has nobody to decide for her.",
        source="PIPL art. 31",
    ),
    refused(
        "consent_undecided",
        "set_consent",
        CONTEXT["gives"] & ~RESOURCE["canDecide"],
        zh="自己不能做主的老人，一句话不算同意。",
        en="A word of whoever cannot decide is no consent.",
        source="PIPL art. 31",
    ),
    refused(
        "family_unagreed",
        "approach",
        PRINCIPAL.is_a("Family") & RESOURCE.is_a("Resident") & ~RESOURCE["consentFamilyView"],
        zh="没有同意家属探看的人，家属不能让机器人靠近她。",
        en="Family does not have the robot come to whoever has not agreed to be visited.",
        source="mission: families, within consent",
    ),
)

_MEDICINE: Final = (
    refused(
        "dose_without_rights",
        "remind_dose",
        ~_ALL_RIGHTS,
        zh="人、药、时间、记录、本人同意有一样不对，就不提醒服药。",
        en="Unless resident, drug, time, record and her consent are all right, nobody is reminded of a dose.",
        source="rights of medication",
    ),
    refused(
        "dose_before_others",
        "remind_dose",
        CONTEXT["anotherPresent"],
        zh="面前有别的老人，从不提醒服药。",
        en="Nobody is ever reminded of medicine while another resident is in view.",
        source="GB 38600-2019: confidential",
    ),
    refused(
        "medicine_handed",
        "handover",
        THING["medicine"] & ~(CONTEXT["nurseConfirmed"] & NURSE),
        zh="药只在护士要求并确认后才递到手上。",
        en="Medicine is handed over at a nurse's word and with a nurse's yes only.",
        source="SAFETY.md, hazards: rights check",
    ),
    refused(
        "medicine_fetched",
        "pick",
        RESOURCE["medicine"] & ~NURSE,
        zh="药只由在班的护士让机器人取。",
        en="Nobody but a nurse on shift has medicine fetched.",
        source="SAFETY.md, hazards: rights check",
    ),
    refused(
        "dangerous_handed",
        "handover",
        THING["sharp"] | ~THING["labelled"],
        zh="利器和不知道里面是什么的东西，谁也不能让机器人递给人。",
        en="Nobody has something sharp or unlabelled handed to a person.",
        source="SAFETY.md, hazards: self-harm; no unlabelled container",
    ),
    refused(
        "dangerous_fetched",
        "pick",
        (RESOURCE["sharp"] | ~RESOURCE["labelled"]) & ~ON_SHIFT,
        zh="利器和不知道里面是什么的东西，只由在班的护理员让机器人拿走。",
        en="Nobody but staff on shift has something sharp or unlabelled fetched.",
        source="SAFETY.md, hazards: self-harm; no unlabelled container",
    ),
)

INVARIANTS: Final[tuple[Invariant, ...]] = (
    *_LIFELINES,
    *_HER_NO,
    *_CONSENT,
    *_MEDICINE,
    *people.PROMISES,
    *places.PROMISES,
    *things.PROMISES,
    *words.PROMISES,
    *residents.POSSIBILITIES,
    *staff.POSSIBILITIES,
    *others.POSSIBILITIES,
    *robot.POSSIBILITIES,
)
