"""Settings of badge readers: the broker that tells of them, where each hangs, and who wears which badge."""

from pathlib import Path

from pydantic import Field

from carebot._people_settings import Section


class ReaderSettings(Section):
    """Where a reader hangs, metres on the map, and how near to it somebody stands whose badge it reads."""

    x_m: float
    y_m: float
    reach_m: float = Field(default=1.0, gt=0, le=3)


class BadgeSettings(Section):
    """Badges by MQTT; without a `host` there are none.

    A message under `topic` (which may hold + and #) is a JSON object; `reader` and `badge` say where in it the reader
    and the badge stand, a path with dots. `worn` has the id of a resident or carer by badge.
    """

    host: str = ""
    port: int = Field(default=0, ge=0, le=65535)
    topic: str = "badges/read"
    user: str = ""
    password: str = Field(default="", repr=False)
    tls: bool = True
    ca_file: Path | None = None
    reader: str = "reader"
    badge: str = "badge"
    readers: dict[str, ReaderSettings] = Field(default_factory=dict)
    worn: dict[str, str] = Field(default_factory=dict)
