"""What a resident told, kept in her own words for as long as she wishes, and the events that prove keeping and erasing.

The events carry digests and never the words: whoever reads them learns that something was kept or erased, and not what.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from carebot.core.events import Event
from carebot.core.ids import Id
from carebot.core.language import Language
from carebot.core.people import ResidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """One thing that she told. `source` is the event in which the words were heard."""

    id: Id
    about: ResidentId
    words: str
    language: Language
    told_at: datetime
    source: Id = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryKept(Event):
    """Something was remembered. `digest` is an HMAC of the words under a key that is erased with them."""

    kind: Literal["memory_kept"] = "memory_kept"
    about: ResidentId
    memory: Id
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoriesErased(Event):
    """Memories were erased from the file, each by its id and the digest that it was kept under.

    `illegible` is how many events of the record held the words, which nobody can read any more.
    """

    kind: Literal["memories_erased"] = "memories_erased"
    about: ResidentId
    memories: tuple[Id, ...]
    digests: tuple[str, ...]
    illegible: int = 0
