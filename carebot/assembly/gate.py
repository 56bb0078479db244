"""The gate of this robot, with the key that signs its permits, and the rules that a home may change while it runs.

The key lives as long as the process.
"""

import secrets
from datetime import timedelta
from typing import Final

from carebot.assembly.plugins import build_policies
from carebot.core.permits import PermitLedger
from carebot.settings import Settings
from safety.gate import Gate
from safety.policies.house_rules import HouseRules

# A permit is presented at once; what it permits is watched for as long as it lasts.
PERMIT_LIFE: Final = timedelta(seconds=5)
_KEY_BYTES: Final = 32


class Sealed:
    """A gate and the ledgers that accept its permits; each actuator gets a ledger of its own."""

    def __init__(self, settings: Settings) -> None:
        self._key = secrets.token_bytes(_KEY_BYTES)
        policies = build_policies(settings)
        self.gate = Gate(policies, self._key, PERMIT_LIFE)
        self.house_rules = next((policy for _, policy in policies if isinstance(policy, HouseRules)), None)

    def ledger(self) -> PermitLedger:
        """A ledger for one actuator."""
        return PermitLedger(self._key)
