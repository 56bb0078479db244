"""Devices: what a browser says of itself, as short as somebody can tell her devices apart."""

import re
from typing import Final

_DEVICES: Final = ("iPad", "iPhone", "Android", "Windows", "Mac OS", "CrOS", "Linux")
_BROWSERS: Final = ("Edg", "MicroMessenger", "Firefox", "Chrome", "Safari")


def device_in_words(agent: str) -> str:
    """The device and browser of a User-Agent (RFC 9110, section 10.1.5)."""
    device = next((one for one in _DEVICES if one in agent), "")
    browser = next((one for one in _BROWSERS if re.search(rf"\b{one}\w*/", agent)), "")
    return " · ".join(one for one in (device, "Edge" if browser == "Edg" else browser) if one) or "?"
