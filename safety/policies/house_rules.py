"""The house rules: consent, autonomy, privacy, roles, medicine, things and words, written in Cedar.

Only a clean permission lets an action pass. A home's own file may forbid more and permits nothing; one that is broken,
unsigned or not proved leaves the rules in force as they were.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Final

from carebot.core.actions import Action
from carebot.core.errors import RulesError
from carebot.core.language import Text
from carebot.core.limits import SafetyLimits
from carebot.core.situation import House, Situation
from carebot.core.verdicts import Judgement, Verdict
from safety._cedar import KnownEntities, RuleSet
from safety._entities import entities_of
from safety._judgements import Facts, deny
from safety._requests import Asking
from safety._rooms import RoomFinder
from safety._rule_files import house_rules_text, schema_text
from safety._rules import Answer, Mention, Request, Rule, Uid
from safety._strictness import check_strictness
from safety.home_rules import Fingerprint, HomeRules, fingerprint, keep, kept_copy, load_home_rules
from safety.policies.base import Layer, Policy

_NOT_READY: Final = Text(zh="家规还没有载入，因此不做。", en="The house rules are not loaded, so this is not done.")
_UNKNOWN: Final = Text(zh="家规里没有这个人、地方或东西。", en="The house knows no such person, place or thing.")
_SAY_WHICH: Final = Text(zh="请说一个我认识的人、地方或东西。", en="Please name a person, place or thing that I know.")
_FAILED: Final = Text(
    zh="有一条家规无法判断，因此不做。请通知技术人员。",
    en="A house rule could not be judged, so this is not done. Please tell a technician.",
)
_NO_PERMISSION: Final = Text(zh="没有哪条家规允许这样做。", en="No rule of the house allows this.")
_LAST_GOOD: Final = Text(zh="此前有效的家规继续有效。", en="The last good rules of the home stay in force.")
_OWN_ALONE: Final = Text(
    zh="现在只有 carebot 自带的家规有效，这一家另加的禁令都不起作用。",
    en="Only carebot's own rules are in force now, and nothing that this home forbids besides.",
)
_NOT_KEPT: Final = Text(
    zh="新家规已经生效，但备份写不进磁盘。请检查磁盘。",
    en="The home's rules are in force, but no copy of them can be kept. Check the disk.",
)
_ASK_CARER: Final = Text(zh="我请护理员过来。", en="I can ask a carer to come.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`confirmation_life` is how long somebody's yes counts.

    home_rules: a home's own file of rules that forbid, signed with one of the `rule_keys`, which are public keys.
    keep_in: the folder where a copy of the last good file is kept, for a start that finds the file damaged.
    """

    limits: SafetyLimits = field(default_factory=SafetyLimits)
    confirmation_life: timedelta = timedelta(seconds=60)
    home_rules: Path | None = None
    rule_keys: tuple[str, ...] = ()
    keep_in: Path | None = None


_DEFAULTS: Final = Options()


class HouseRules(Policy):
    """Judges by the rules of the house; refuses everything until they are loaded."""

    layer: ClassVar[Layer] = Layer.HOUSE_RULES
    title: ClassVar[Text] = Text(zh="家规", en="House rules")

    def __init__(self, options: Options = _DEFAULTS) -> None:
        self._options = options
        self._rooms = RoomFinder()
        self._rules: RuleSet | None = None
        self._good: HomeRules | None = None
        self._seen: Fingerprint = ()
        self.fault: Text | None = None
        self._known: tuple[House, KnownEntities] | None = None

    def prepare(self) -> None:
        """Load the rules; raises SettingsError, and RulesError where carebot's own are damaged.

        A home's file that cannot be used is told in `fault`; the copy of the last good one takes its place.
        """
        check_strictness(self._options.limits)
        self.load()
        self.renew()

    def renew(self) -> None:
        """Take up the home's file as it is now. Where it cannot be used `fault` says why, and nothing changes."""
        file = self._options.home_rules
        if file is None:
            return
        self._seen = fingerprint(file)
        try:
            self.load(file)
            self.fault = None
        except RulesError as error:
            if self._good is None:
                self._recover()
            self.fault = _joined(error.text, _LAST_GOOD if self._good is not None else _OWN_ALONE)

    def keep_copy(self) -> None:
        """Keep the home's file in force for a start that finds it damaged; where it cannot be kept `fault` says so."""
        folder = self._options.keep_in
        if self._good is None or folder is None:
            return
        try:
            keep(self._good, folder)
        except OSError:
            self.fault = self.fault or _NOT_KEPT

    def is_behind(self) -> bool:
        """Whether the home's file has changed since it was last taken up."""
        file = self._options.home_rules
        return file is not None and fingerprint(file) != self._seen

    @property
    def home_rules(self) -> Path | None:
        """The home's own file, if there is one."""
        return self._options.home_rules

    def load(self, home_rules: Path | None = None) -> None:
        """Put the house's own rules and those of `home_rules` in force.

        Raises RulesError, and leaves what was in force before, where a file is missing, broken, unsigned, permits
        something, names an id twice or breaks a promise.
        """
        if home_rules is None:
            self._rules = RuleSet.parse(house_rules_text(), schema_text())
            self._good = None
            return
        self._good = load_home_rules(home_rules, self._options.rule_keys)
        self._rules = self._good.rules

    def _recover(self) -> None:
        """Put the copy of the last good file in force, if there is one that is as good as ever."""
        folder = self._options.keep_in
        # Without a good copy the fault says that carebot's own rules stand alone.
        with suppress(RulesError):
            if folder is not None and kept_copy(folder).exists():
                self.load(kept_copy(folder))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules in force, as people read them."""
        return tuple(self._rules.rules.values()) if self._rules is not None else ()

    def judge(self, action: Action, situation: Situation) -> Iterable[Judgement]:
        """A refusal in the words of each rule that forbids, or the rules by which everything is allowed."""
        rules = self._rules
        if rules is None:
            yield deny("house.not_ready", _NOT_READY, _ASK_CARER)
            return
        known = self._entities(situation.house, rules)
        asking = Asking(
            situation=situation,
            limits=self._options.limits,
            confirmation_life=self._options.confirmation_life,
            rooms=self._rooms,
        )
        requests = list(asking.requests(action))
        strangers = [uid for request in requests for uid in _named(request) if uid not in known.by_uid]
        if strangers:
            yield deny("house.unknown", _UNKNOWN, _SAY_WHICH, tuple((uid.type.lower(), uid.id) for uid in strangers))
            return
        answers = rules.ask(requests, known)
        yield from _judgements(rules, requests, answers, known)

    def _entities(self, house: House, rules: RuleSet) -> KnownEntities:
        """The entities of `house`, made once for each house; the schema is the same for every set of rules."""
        if self._known is None or self._known[0] is not house:
            self._known = (house, rules.know(list(entities_of(house))))
        return self._known[1]


def _joined(first: Text, second: Text) -> Text:
    return Text(zh=f"{first.zh}{second.zh}", en=f"{first.en} {second.en}")


def _named(request: Request) -> Iterator[Uid]:
    """Every entity that a request names."""
    yield request.principal
    yield request.resource
    for value in request.context.values():
        if isinstance(value, Uid):
            yield value


def _judgements(
    rules: RuleSet, requests: Sequence[Request], answers: Sequence[Answer], known: KnownEntities
) -> Iterator[Judgement]:
    for request, answer in zip(requests, answers, strict=True):
        decisive = [rules.rules[name] for name in answer.rules]
        if answer.errors:
            facts = (("action", request.action), ("error", "; ".join(answer.errors)))
            yield deny("house.rule_failed", _FAILED, _ASK_CARER, facts)
        elif decisive:
            yield from (_judgement(rule, request, known) for rule in decisive)
        else:
            facts = (("asked_by", request.principal.type), ("action", request.action))
            yield deny("house.no_permission", _NO_PERMISSION, _ASK_CARER, facts)


def _judgement(rule: Rule, request: Request, known: KnownEntities) -> Judgement:
    """What one decisive rule says: a permit allows, a forbid refuses or waits for the yes that lifts it."""
    forbidden = Verdict.CONFIRM if rule.confirmers else Verdict.DENY
    return Judgement(
        rule=rule.id,
        verdict=Verdict.ALLOW if rule.permits else forbidden,
        reason=rule.text,
        facts=_facts(rule, request, known),
        confirmers=rule.confirmers,
        alternative=rule.alternative,
        said=rule.said,
    )


def _facts(rule: Rule, request: Request, known: KnownEntities) -> Facts:
    """Who asked, and the value of everything that the rule looked at."""
    looked_at = ((mention[-1], _value(mention, request, known)) for mention in rule.mentions)
    return (("asked_by", request.principal.type), *((name, value) for name, value in looked_at if value))


def _value(mention: Mention, request: Request, known: KnownEntities) -> str:
    """The value of an attribute path, as a word; empty where the request has no such thing."""
    roots: dict[str, object] = {
        "principal": request.principal,
        "resource": request.resource,
        "context": request.context,
    }
    here = roots.get(mention[0])
    for name in mention[1:]:
        entity = known.by_uid.get(here) if isinstance(here, Uid) else None
        attributes = entity.attributes if entity is not None else here
        here = attributes.get(name) if isinstance(attributes, Mapping) else None
    return _word(here)


def _word(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case Uid():
            return value.id
        case _:
            return ""
