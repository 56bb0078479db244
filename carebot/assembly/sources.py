"""Where the settings come from, in words: the settings file, what was set on the panel, the environment."""

import os
from collections.abc import Iterator
from typing import Final

from carebot._wrong_settings import OTHER_VARIABLES, PREFIX
from carebot.assembly.checkup import Finding
from carebot.changing.layers import Layers
from carebot.changing.telling import left_out_in_words
from carebot.core.language import Text

_FILE: Final = Text(zh="设置文件", en="settings file")
_PANEL: Final = Text(zh="面板上的设置", en="settings on the panel")
_ENVIRONMENT: Final = Text(zh="环境变量", en="environment")


def check_sources(layers: Layers) -> Iterator[Finding]:
    """Each place that settings come from, the weakest first, and what of it does not count."""
    path = layers.sources.path
    there = (
        Text(zh=f"读自 {path}", en=f"read from {path}")
        if layers.sources.file
        else Text(zh=f"{path} 没有或是空的，用默认值", en=f"{path} is not there or empty; the defaults hold")
    )
    yield Finding(part="settings file", title=_FILE, ready=True, detail=there)
    left_out = left_out_in_words(layers.left_out)
    number, own = len(layers.entries), layers.file.path
    detail = left_out or Text(zh=f"{own} 里有 {number} 项", en=f"{number} of them in {own}")
    yield Finding(part="settings on the panel", title=_PANEL, ready=left_out is None, detail=detail)
    named = ", ".join(sorted(one for one in os.environ if one.startswith(PREFIX) and one not in OTHER_VARIABLES))
    if named:
        yield Finding(
            part="environment", title=_ENVIRONMENT, ready=True, detail=Text(zh=f"设了 {named}", en=f"{named} are set")
        )
