"""What is to be said of who came in at the panel or was refused, and of sessions, accounts and settings."""

from collections.abc import Mapping
from typing import Final, assert_never

from carebot.changing.section_names import TITLES
from carebot.changing.table import name_of, whole
from carebot.core.entries import (
    AccountChange,
    AccountChanged,
    Means,
    OutletTried,
    SessionEnded,
    SettingsChanged,
    SignedIn,
    SignInRefused,
)
from carebot.core.language import Text
from carebot.explaining.case import Case, Said

_MEANS: Final[Mapping[Means, Text]] = {
    Means.PASSWORD: Text(zh="密码", en="password"),
    Means.PIN: Text(zh="PIN", en="PIN"),
    Means.LINK: Text(zh="一次性链接", en="one-time link"),
}
_CHANGES: Final[Mapping[AccountChange, Text]] = {
    AccountChange.PASSWORD: Text(zh="密码换了", en="has a new password"),
    AccountChange.PIN: Text(zh="PIN 换了", en="has a new PIN"),
    AccountChange.REMOVED: Text(zh="帐号删除了", en="has no account any more"),
}
_NOBODY: Final = Text(zh="不认识的名字", en="a name that nobody has")
_AT_THE_COMPUTER: Final = Text(
    zh="在运行 carebot 的电脑上改的。", en="It was changed on the computer that runs carebot."
)
_OUTSIDE: Final = Text(zh="请求来自院外。", en="The request came from outside the house.")
_TOLD: Final = Text(zh="工作人员用了护理面板。", en="Staff used the care panel.")

Entry = SignedIn | SignInRefused | SessionEnded | AccountChanged | SettingsChanged | OutletTried


def of_entry(case: Case, event: Entry) -> Said:
    """Who came in or did not, and by what."""
    match event:
        case SignedIn(means=means, device=device):
            who, by = case.person(event.caregiver), _MEANS[means]
            what = Text(
                zh=f"{who.zh}登录了（{by.zh}{_after('，', device)}）。",
                en=f"{who.en} signed in ({by.en}{_after(', ', device)}).",
            )
            return Said(what=what, told=_TOLD, why=_from_outside(remote=event.remote))
        case SignInRefused():
            return Said(what=_refused(case, event), told=_TOLD, why=_from_outside(remote=event.remote))
        case SessionEnded(device=device):
            return Said(what=_ended(case, event), told=_TOLD)
        case AccountChanged(change=change, by=changed_by):
            who, how = case.person(event.caregiver), _CHANGES[change]
            name = case.person(changed_by)
            why = Text(zh=f"由{name.zh}修改。", en=f"Changed by {name.en}.") if changed_by else _AT_THE_COMPUTER
            return Said(what=Text(zh=f"{who.zh}：{how.zh}。", en=f"{who.en} {how.en}."), told=_TOLD, why=(why,))
        case SettingsChanged(by=by):
            return _set_on_the_panel(case, event) if by else _begun_with(event)
        case OutletTried():
            return Said(what=_tried(case, event), told=_TOLD)
        case _:
            assert_never(event)


def _begun_with(event: SettingsChanged) -> Said:
    if len(event.sections) == len(event.digests):
        what = Text(zh="设置第一次记录在案。", en="The settings went on record for the first time.")
        return Said(what=what, told=Text(zh="我记下了自己的设置。", en="I noted my settings."))
    names = [TITLES.get(one, Text(zh=one, en=one)) for one in event.sections]
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    what = Text(
        zh=f"设置改过，启动时生效：{zh}。",
        en=f"Settings were changed, in force from this start on: {en}.",
    )
    return Said(what=what, told=Text(zh="机器人的设置改过。", en="The robot's settings were changed."))


def _set_on_the_panel(case: Case, event: SettingsChanged) -> Said:
    who, names = case.person(event.by), [name_of(key) for key in event.keys]
    listed = Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))
    if event.taken_back:
        what = Text(
            zh=f"{who.zh}在面板上把设置还给设置文件，下次启动起作用：{listed.zh}。",
            en=f"{who.en} left settings to the settings file again, from the next start on: {listed.en}.",
        )
    elif event.removed:
        what = Text(
            zh=f"{who.zh}在面板上移出了，下次启动起作用：{listed.zh}。",
            en=f"{who.en} removed on the panel, from the next start on: {listed.en}.",
        )
    elif all(whole(key) for key in event.keys):
        what = Text(
            zh=f"{who.zh}在面板上添加了，下次启动起作用：{listed.zh}。",
            en=f"{who.en} added on the panel, from the next start on: {listed.en}.",
        )
    else:
        what = Text(
            zh=f"{who.zh}在面板上改了设置，下次启动起作用：{listed.zh}。",
            en=f"{who.en} changed settings on the panel, from the next start on: {listed.en}.",
        )
    return Said(what=what, told=Text(zh="工作人员改了我的设置。", en="Staff changed my settings."))


def _tried(case: Case, event: OutletTried) -> Text:
    who, outlet = case.person(event.by), event.outlet
    came = Text(zh="送到了", en="it was delivered")
    if not event.delivered:
        came = Text(zh="没有送到", en="it was not delivered")
    return Text(
        zh=f"{who.zh}用报警出口“{outlet}”发了一条试验消息：{came.zh}。",
        en=f"{who.en} sent a test message by the way out '{outlet}': {came.en}.",
    )


def _refused(case: Case, event: SignInRefused) -> Text:
    who, by = (case.person(event.caregiver) if event.caregiver else _NOBODY), _MEANS[event.means]
    zh, en = (f"，{event.times} 次", f", {event.times} times") if event.times > 1 else ("", "")
    return Text(
        zh=f"没有登录成功：{who.zh}（{by.zh}{_after('，', event.device)}{zh}）。",
        en=f"A sign-in was refused: {who.en} ({by.en}{_after(', ', event.device)}{en}).",
    )


def _ended(case: Case, event: SessionEnded) -> Text:
    who, by = case.person(event.caregiver), case.person(event.by)
    if event.caregiver == event.by:
        return Text(
            zh=f"{who.zh}退出了登录{_in_brackets(event.device, '（', '）')}。",
            en=f"{who.en} signed out{_in_brackets(event.device, ' (', ')')}.",
        )
    return Text(
        zh=f"{by.zh}结束了{who.zh}的登录{_in_brackets(event.device, '（', '）')}。",
        en=f"{by.en} ended a session of {who.en}{_in_brackets(event.device, ' (', ')')}.",
    )


def _from_outside(*, remote: bool) -> tuple[Text, ...]:
    return (_OUTSIDE,) if remote else ()


def _after(comma: str, words: str) -> str:
    return f"{comma}{words}" if words else ""


def _in_brackets(words: str, left: str, right: str) -> str:
    return f"{left}{words}{right}" if words else ""
