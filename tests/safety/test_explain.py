"""Decisions in words, for the resident and for carers."""

from datetime import timedelta
from typing import Any

from carebot.core.actions import Action, Handover, MoveTo, Say, StoreClip, SupportWalking
from carebot.core.language import Language
from carebot.core.people import Consent
from carebot.core.situation import Situation
from carebot.core.verdicts import Confirmer, Decision, Judgement, Verdict
from safety._fact_words import fact_in_words, known_facts
from safety.explain import explain
from safety.gate import Gate
from safety.policies.confirmation import AskedAndAnswered
from safety.policies.driving import SafeDriving
from safety.policies.form import Form
from safety.policies.house_rules import HouseRules
from safety.policies.physical import Physical
from tests.safety import builders as b
from tests.safety.rules.moments import house_rules


def decide(action: Action, situation: Situation) -> Decision:
    """The decision of the whole gate."""
    policies: list[tuple[str, Any]] = [
        ("form", Form()),
        ("driving", SafeDriving()),
        ("physical", Physical()),
        ("house_rules", house_rules()),
        ("confirmation", AskedAndAnswered()),
    ]
    return Gate(policies, b"key", timedelta(seconds=1)).judge(action, situation, "d")


def test_a_refusal_says_why_and_what_instead() -> None:
    explanation = explain(decide(Handover(object="knife", to="li"), b.situation(announced=True)))
    assert explanation.to_resident.en == (
        "I must not do that. Nothing sharp is handed over. I will ask a carer to bring it."
    )
    assert explanation.to_resident.zh == "这个我不能做。刀剪这类利器不递给人。我请护理员来拿。"
    assert explanation.headline.en == "refused: Nothing sharp is handed over."
    assert explanation.alternative.zh == "我请护理员来拿。"
    first = explanation.reasons[0]
    assert (first.rule, first.verdict.en) == ("house.sharp_handover", "refused")
    assert [fact.en for fact in first.facts] == ["asked by: a resident", "sharp: yes"]
    assert [fact.zh for fact in first.facts] == ["要求者：老人", "是利器：是"]


def test_a_limit_says_so_and_names_every_cap() -> None:
    explanation = explain(decide(MoveTo(place="kitchen", speed_mps=2.0), b.situation(local_minute=0)))
    assert explanation.to_resident.en == "All right, but carefully. I cannot go as fast as that."
    assert explanation.headline.zh == "限制后允许：我走不了这么快。"
    rules = [reason.rule for reason in explanation.reasons]
    assert rules[:3] == ["driving.body", "driving.room", "driving.night"]
    assert explanation.reasons[-1].verdict.en == "allowed"


def test_what_waits_says_for_whom() -> None:
    hold = SupportWalking(person="li", place="kitchen", force_n=50.0, speed_mps=0.1)
    explanation = explain(decide(hold, b.situation()))
    assert explanation.to_resident.en.startswith("Somebody has to say yes to this first.")
    assert explanation.to_resident.en.endswith(
        "It needs you and a carer to agree. I can lead the way slowly without touching you."
    )
    assert explanation.to_resident.zh.endswith("需要您和护理员同意。我可以不碰您，在前面慢慢带路。")


def test_what_is_allowed_is_told_by_its_rule() -> None:
    explanation = explain(decide(Say(text=b.text("hi"), language=Language.ZH, volume_db=40.0), b.situation()))
    assert explanation.to_resident.zh == "好的。"
    assert explanation.headline.en == "allowed: Talking is allowed."
    assert explanation.alternative.zh == ""


def test_without_any_rule_there_is_still_a_sentence() -> None:
    decision = Gate([("form", Form())], b"key", timedelta(seconds=1)).judge(MoveTo(place="kitchen"), b.situation(), "d")
    assert explain(decision).headline.en == "allowed: No rule is against it."


def test_an_alternative_to_a_lesser_objection_is_not_offered_as_one_to_the_decisive() -> None:
    limited = Judgement(rule="limit", verdict=Verdict.LIMIT, reason=b.text("slow"), alternative=b.text("wait"))
    decision = decide(MoveTo(place="kitchen"), b.situation())
    assert explain(replace_judgements(decision, limited)).alternative.en == ""
    refused = Judgement(rule="deny", verdict=Verdict.DENY, reason=b.text("no"), alternative=b.text("other"))
    assert explain(replace_judgements(decision, limited, refused)).alternative.en == "other"
    silent = Judgement(rule="first", verdict=Verdict.DENY, reason=b.text("no"))
    assert explain(replace_judgements(decision, silent, refused)).alternative.en == "other"


def replace_judgements(decision: Decision, *judgements: Judgement) -> Decision:
    verdict = max(judgement.verdict for judgement in judgements)
    return Decision(
        id=decision.id,
        decided_at=decision.decided_at,
        requested=decision.requested,
        considered=decision.considered,
        granted=None,
        verdict=verdict,
        judgements=judgements,
        limits=decision.limits,
    )


def test_every_fact_of_a_house_rule_has_words() -> None:
    mentioned = {mention[-1] for rule in house_rules().rules for mention in rule.mentions}
    assert mentioned - known_facts() == set()
    assert {consent.value for consent in Consent}
    assert isinstance(house_rules(), HouseRules)


def test_a_fact_without_words_stands_as_it_is() -> None:
    assert fact_in_words("newness", "3").en == "newness: 3"
    assert fact_in_words("night", "yes").zh == "夜间：是"


def test_both_confirmers_have_names() -> None:
    clip = StoreClip(about="li", incident="i", retention=timedelta(hours=1))
    decision = replace_judgements(
        decide(clip, b.situation()),
        Judgement(rule="c", verdict=Verdict.CONFIRM, reason=b.text("c"), confirmers=frozenset({Confirmer.STAFF})),
    )
    assert explain(decision).to_resident.en.endswith("It needs a carer to agree.")
