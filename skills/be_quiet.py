"""Be quiet: obeys at once when sent away, and says no more than one sentence.

It comes before all company, so that a story breaks off in the middle of a word. The record keeps that she said so, and
nothing is begun unasked for hours (`carebot/inviting.py`).
"""

from datetime import timedelta
from typing import ClassVar, Final

from carebot.core.goals import Goal, Plan, Priority, Resource, SafeEnd
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Text
from skills._talking import asked_aloud
from skills.base import DONE, QUIET, Finding, Knowledge, Skill, conclude, conclude_from, ends_when_stopped

_QUIET: Final = Text(zh="好的，我不说了。", en="All right, I will be quiet.")


class BeQuiet(Skill):
    """Falls silent. It does not argue, ask why, or come back to it."""

    title: ClassVar[Text] = Text(zh="安静", en="Be quiet")
    description: ClassVar[Text] = Text(
        zh="让它安静、让它走开，它马上照办，几个小时不主动说话。",
        en="Falls silent at once when sent away, and begins nothing unasked for hours.",
    )
    priority: ClassVar[Priority] = Priority.REQUEST
    holds: ClassVar[frozenset[Resource]] = frozenset({Resource.TALK})
    stale_after: ClassVar[timedelta] = timedelta()
    safe_end: ClassVar[SafeEnd] = SafeEnd.SILENT
    forms: ClassVar[tuple[Form, ...]] = (
        Form(
            intent=QUIET,
            zh=(
                "[你]让我[一个人](静|静静|清静|待|呆|歇|安静|清净)[一](会儿|下|静)",
                "我[想|要]一个人(待|呆|静|坐)[着|会儿|一会儿]",
            ),
            en=(
                "(i want|i would like|i'd like|i need|let me) [to] be (by myself|on my own|alone|left alone|left in"
                " peace)"
                " [for {anything}|now|today]",
                "(don't|do not|stop) (hover|hovering|fuss|fussing|hang|hanging) (over|round|around|about) [me]",
                "(don't|do not|stop) (follow|following) me [about|around|round|everywhere]",
            ),
        ),
    )
    phrasings: ClassVar[tuple[Phrasing, ...]] = (
        Phrasing(
            intent=QUIET,
            zh=(
                "[你](别|不要)(说了|说话了|说话|吵了|吵|吵我|烦我|来烦我|唠叨了|聊了|打扰我|理我|管我)",
                "[你](安静|安静点|安静点儿|安静一会儿|闭嘴|别出声|小点声儿别说了)[吧]",
                "让我(静一静|静静|安静一会儿|一个人待会儿|一个人待着|歇会儿|清静一下|清静清静)[吧]",
                "我(想|要)(静一静|静静|清静一下|一个人待着|一个人待会儿)",
                "我(不想|不要|不想再)(说话了|说话|聊了|聊天|聊天了|听了|理你)",
                "[你](忙你的去吧|去忙你的吧)",
                "烦死了",
                "[你](别|不要)(啰嗦|啰嗦了|叨叨了|叨叨|废话|贫了|磨叨了)",
                "[行了|好了]你(歇着吧|歇着去吧|一边歇着吧|下去吧|忙去吧)",
            ),
            en=(
                "[please] (be|keep) quiet [please]",
                "(shut up|hush|stop talking|don't talk|do not talk|no more talking|enough talking)",
                "[please] (leave me in peace|leave me alone|leave me be|let me be|don't disturb me|do not disturb me)",
                "[please|just] (stop bothering me|stop pestering me|don't bother me|do not bother me) [please]",
                "i (want|would like|just want) (to be alone|to be left alone|some peace and quiet|some quiet)",
                "i (don't|do not) (want|feel like) (to talk|talking|to chat|chatting)",
                "[now] (off you go|run along|away with you|off with you) [now]",
                "(you talk too much|you never stop talking|do you ever stop talking)",
                "(you can go now|you may go now|that will be all|that'll be all)",
                "(no more nagging|enough of your chatter|enough of your nagging)",
            ),
        ),
    )

    @ends_when_stopped
    def plan(self, goal: Goal, knowledge: Knowledge) -> Plan:
        """One sentence to whoever said it, and nothing after it."""
        if not asked_aloud(goal):
            return conclude(DONE, "安静下来了。", "It fell silent.", Finding.REFUSED)
        words = knowledge.say(_QUIET)
        said = yield words
        if not said.succeeded:
            return conclude_from(said, words)
        return conclude(DONE, "按要求安静下来了。", "It fell silent as it was told.", Finding.REFUSED)
