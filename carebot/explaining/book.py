"""The rule book as explanations need it: a gate that is only asked, and the source of every house rule.

What is asked here is never acted on: this gate makes no permits that a body would take.
"""

import threading
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from carebot.core.actions import Action
from carebot.core.ids import derived_id
from carebot.core.permits import action_digest
from carebot.core.situation import Situation
from carebot.core.verdicts import Decision
from safety.gate import Gate
from safety.policies.base import Policy
from safety.policies.house_rules import HouseRules
from safety.rule_book import Chapter, rule_book

_KEY: Final = b"what is supposed gets no permit"
_NOT_FOR_USE: Final = timedelta()


class RuleBook:
    """The rules in force, to be asked about supposed moments from any thread. Its own policies: none acts by them."""

    def __init__(self, policies: Sequence[tuple[str, Policy]]) -> None:
        self._gate = Gate(policies, _KEY, _NOT_FOR_USE)
        self._lock = threading.Lock()
        self._house_rules = [policy for _, policy in policies if isinstance(policy, HouseRules)]

    @property
    def sources(self) -> Mapping[str, str]:
        """The source of every house rule in force, by its id."""
        return {rule.id: rule.source for policy in self._house_rules for rule in policy.rules}

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every rule and limit in force as people read it."""
        return tuple(chapter for policy in self._house_rules for chapter in rule_book(policy))

    def renew(self) -> None:
        """Take up a home's own rules where their file has changed; a second or two where it has."""
        with self._lock:
            for policy in self._house_rules:
                if policy.is_behind():
                    policy.renew()

    def judge(self, action: Action, situation: Situation) -> Decision:
        """What the gate says of `action` in a situation, real or supposed."""
        with self._lock:
            return self._gate.judge(action, situation, derived_id("supposed", action_digest(action)))
