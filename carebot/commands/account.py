"""`carebot account`: who signs in at the panel with a password. A change holds at once, also while carebot runs."""

import argparse
import getpass
import sys
from collections.abc import Collection
from typing import Final

from carebot.assembly.fitting import Fitting
from carebot.changing.layers import Layers
from carebot.clocks import SystemClock
from carebot.commands.admitting import NEWCOMER, add_newcomer, admit, says_who
from carebot.commands.base import add_settings, say
from carebot.commands.layers import layers_from
from carebot.commands.terminal import here
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId
from carebot.explaining.names import ROLES
from carebot.settings import Settings
from web.accounts import Accounts, accounts_of, refuse_weak

_FROM_NEXT_START: Final = Text(
    zh="密码已设好。机器人下次启动起，她可以登录：正在运行的话，请在有人照看老人时重新启动。",
    en="The password is set. She can sign in from the robot's next start on; if it is running, start it again while "
    "somebody is with the residents.",
)
_DIFFERENT: Final = Text(zh="两次输入不一样，密码没有改变。", en="The two differ; no password was changed.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot account` takes."""
    parser.add_argument(
        "do", choices=("add", "password", "remove", "list"), help=here(Text(zh="要做什么", en="what to do"))
    )
    parser.add_argument(
        "caregiver",
        nargs="?",
        default="",
        metavar="ID",
        help=here(Text(zh="谁的帐号，用设置里的 id", en="whose, by her id in the settings")),
    )
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help=here(Text(zh="从标准输入读密码", en="take the password from standard input")),
    )
    add_newcomer(parser)
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Carry it out; raises SettingsError with what to do."""
    fitting = Fitting()
    layers = layers_from(args, fitting=fitting)
    accounts = accounts_of(layers.settings.journal)
    if args.do == "list":
        _list(accounts, layers.settings)
        return 0
    is_new = args.do == "add" and args.caregiver not in ("", *_known(layers.settings)) and says_who(args)
    if not is_new:
        _check(args, accounts, layers.settings)
    try:
        _change(args, accounts, (layers, fitting) if is_new else None)
    except OSError as error:
        raise SettingsError(
            Text(
                zh=f"帐号写不进日志旁的文件（{error.strerror}）。请用运行机器人的用户执行，并检查磁盘。",
                en=f"The accounts cannot be written beside the journal ({error.strerror}). Run this as the user who "
                "runs the robot, and check the disk.",
            )
        ) from error
    return 0


def _change(args: argparse.Namespace, accounts: Accounts, newcomer_in: tuple[Layers, Fitting] | None) -> None:
    """Change an account; of somebody new, who is put into these settings first."""
    who, now = args.caregiver, SystemClock().now()
    if args.do == "remove":
        accounts.remove(who, now)
        say(Text(zh=f"“{who}”的帐号已删除，她的登录都已失效。", en=f"'{who}' has no account now; her sessions end."))
        return
    password = _password(from_standard_input=args.password_stdin)
    if newcomer_in:
        refuse_weak(password)
        admit(args, *newcomer_in, now)
    accounts.set_password(who, password, now)
    if newcomer_in:
        say(_FROM_NEXT_START)
        return
    say(
        Text(
            zh=f"“{who}”的密码已设好，以前的登录都已失效。",
            en=f"The password of '{who}' is set; earlier sessions end.",
        )
    )


def _password(*, from_standard_input: bool) -> str:
    if from_standard_input:
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass("密码 / Password: ")
    if getpass.getpass("再输一遍 / Again: ") != password:
        raise SettingsError(_DIFFERENT)
    return password


def _list(accounts: Accounts, settings: Settings) -> None:
    for caregiver in (one.caregiver() for one in settings.caregivers):
        zh, en = ("有密码", "has a password") if accounts.has(caregiver.id) else ("没有密码", "has no password")
        role, name = ROLES[caregiver.role], caregiver.name
        say(Text(zh=f"{caregiver.id} {name.zh} {role.zh} {zh}", en=f"{caregiver.id} {name.en}, {role.en}, {en}"))
    for stranger in sorted(set(accounts.names()) - {one.id for one in settings.caregivers}):
        say(Text(zh=f"{stranger} 不在设置里", en=f"{stranger} is not in the settings"))


def _known(settings: Settings) -> list[CaregiverId]:
    return [each.id for each in settings.caregivers]


def _check(args: argparse.Namespace, accounts: Accounts, settings: Settings) -> None:
    """Raise SettingsError where this cannot be done for whom it is asked."""
    do, who, known = args.do, args.caregiver, _known(settings)
    if do == "remove" and accounts.has(who):
        return
    if who not in known:
        raise SettingsError(_stranger_among(known))
    if says_who(args):
        raise SettingsError(
            Text(
                zh=f"设置里已经有“{who}”。请去掉 --name 和 --role；姓名和角色由护士长在面板上改。",
                en=f"The settings know '{who}' already. Leave --name and --role out; a head nurse changes both on the "
                "panel.",
            )
        )
    if do == "add" and accounts.has(who):
        raise SettingsError(
            Text(
                zh=f"“{who}”已有帐号。要换密码请用 carebot account password {who}。",
                en=f"'{who}' has an account. To change its password: carebot account password {who}",
            )
        )
    if do != "add" and not accounts.has(who):
        raise SettingsError(
            Text(zh=f"“{who}”还没有帐号。请先用 carebot account add {who}。", en=f"'{who}' has no account; add one.")
        )


def _stranger_among(known: Collection[CaregiverId]) -> Text:
    return Text(
        zh=f"请写明是谁的帐号，设置里有：{'、'.join(known)}。新的护士长或技术人员：{NEWCOMER}",
        en=f"Say whose account it is; the settings know: {', '.join(known)}. A new head nurse or technician: "
        f"{NEWCOMER}",
    )
