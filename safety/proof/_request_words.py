"""Requests in words: who asks for what, as a person would say it."""

from collections.abc import Mapping
from typing import Final

from carebot.core.language import Text

_WHO: Final[Mapping[str, tuple[str, str]]] = {
    "Resident": ("一位老人", "A resident"),
    "Staff": ("一位护理员", "One of the staff"),
    "Technician": ("一位技术人员", "A technician"),
    "Inspector": ("一位检查人员", "An inspector"),
    "Family": ("家属", "Family"),
    "Visitor": ("一个不认识的声音", "An unknown voice"),
    "Schedule": ("日程", "The schedule"),
    "Robot": ("机器人自己", "The robot itself"),
}
_WHAT: Final[Mapping[str, tuple[str, str]]] = {
    "approach": ("靠近一个人", "come near somebody"),
    "ask": ("问一个人话", "ask somebody something"),
    "call_help": ("呼救", "call for help"),
    "enter": ("进一个房间", "enter a room"),
    "escort": ("陪一位老人走", "escort a resident"),
    "handover": ("把东西递给一位老人", "hand a thing to a resident"),
    "inform": ("告诉护理员一件事", "tell the carers something"),
    "look": ("转头看", "look around"),
    "manipulate": ("摆弄一样东西", "handle a thing"),
    "pick": ("拿一样东西", "pick a thing up"),
    "put_down": ("放下手里的东西", "put down what it holds"),
    "remind_dose": ("提醒一次服药", "remind somebody of a dose"),
    "say": ("对一个人说话", "say something to somebody"),
    "set_device": ("开关一样家电", "switch a device"),
    "store_clip": ("留存一位老人的画面", "keep pictures of a resident"),
    "support_walking": ("扶一位老人走", "support a resident in walking"),
    "play_music": ("放音乐", "play music"),
    "remember": ("记住一位老人说的话", "remember what a resident told"),
    "forget": ("忘掉一位老人的事", "forget what is remembered of a resident"),
    "set_consent": ("记下一位老人的同意", "take down a resident's consent"),
    "keep_reminder": ("记下一个提醒", "take down a reminder"),
    "set_speech": ("以后换个说话的快慢和响度", "speak otherwise to a resident from now on"),
    "wait": ("原地等候", "wait where it is"),
}


def request_in_words(principal: str, action: str) -> Text:
    """Who asks for what; a kind or an action without words stands as it is written."""
    who_zh, who_en = _WHO.get(principal, (principal, principal))
    what = action_in_words(action)
    return Text(zh=f"{who_zh}要机器人{what.zh}", en=f"{who_en} wants the robot to {what.en}")


def action_in_words(action: str) -> Text:
    """What is asked for."""
    zh, en = _WHAT.get(action, (action, action))
    return Text(zh=zh, en=en)


def words_for() -> frozenset[str]:
    """Every kind of requester and every action that has words."""
    return frozenset({*_WHO, *_WHAT})
