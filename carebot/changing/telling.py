"""Telling what was set on the panel and does not count, with the reasons or without."""

from collections.abc import Mapping

from carebot.core.language import Text


def left_out_in_words(left_out: Mapping[str, Text]) -> Text | None:
    """What was set on the panel and does not count, with the reasons; None where all of it counts."""
    if not left_out:
        return None
    if "" in left_out:
        return left_out[""]
    zh = "；".join(f"{key}（{why.zh.rstrip('。')}）" for key, why in left_out.items())
    en = "; ".join(f"{key} ({why.en.rstrip('.')})" for key, why in left_out.items())
    return Text(
        zh=f"面板上设的这些不再起作用：{zh}。请在面板的设置里重新设，或还给设置文件。",
        en=f"These were set on the panel and do not count any more: {en}. Set them again there, or leave them to the "
        "settings file.",
    )


def left_out_in_short(left_out: Mapping[str, Text]) -> Text | None:
    """The same for everybody who sees faults: neither settings nor people by name."""
    if not left_out or "" in left_out:
        return left_out.get("")
    number = len(left_out)
    return Text(
        zh=f"面板上设的 {number} 项设置不再起作用，先按设置文件运行。请护士长或技术人员看“设置”页。",
        en=f"{number} of the settings made on the panel do not count any more; the settings file holds for them. "
        "A head nurse or technician finds them under Settings.",
    )
