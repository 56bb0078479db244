"""`carebot link`: a new link that signs one person in once at the panel of the robot that is running."""

import argparse
from typing import Final

from carebot.clocks import SystemClock
from carebot.commands.base import add_settings, say
from carebot.commands.layers import all_settings_from
from carebot.commands.terminal import here
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import CaregiverId
from carebot.settings import Settings
from web.access import new_link, new_token
from web.links import LINK_HOLDS, LinkFolder, entrance, links_of

_MINUTES: Final = int(LINK_HOLDS.total_seconds() // 60)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what `carebot link` takes."""
    parser.add_argument(
        "--caregiver",
        default="",
        metavar="ID",
        help=here(Text(zh="只给这一位护理人员；不写则由她自己选", en="for this carer alone; without it she chooses")),
    )
    add_settings(parser)


def run(args: argparse.Namespace) -> int:
    """Put the link where the running robot looks for it, and print it; raises SettingsError when there is none."""
    settings = all_settings_from(args)
    _check(args.caregiver, settings)
    links = links_of(settings.journal)
    address = links.address()
    if not address:
        raise SettingsError(_nobody_there(settings))
    link = entrance(address, _new_token(links, args.caregiver))
    say(
        Text(
            zh=f"一次性登录链接，{_MINUTES} 分钟内有效：\n{link}",
            en=f"Link that signs in once, within {_MINUTES} min:\n{link}",
        )
    )
    return 0


def _check(caregiver: CaregiverId, settings: Settings) -> None:
    known = [each.id for each in settings.caregivers]
    if caregiver and caregiver not in known:
        raise SettingsError(
            Text(
                zh=f"设置里没有护理人员“{caregiver}”，只有：{'、'.join(known)}。请改用其中一个，或去掉 --caregiver。",
                en=f"The settings know no carer '{caregiver}', only: {', '.join(known)}. Name one of them, or leave "
                "--caregiver out.",
            )
        )


def _nobody_there(settings: Settings) -> Text:
    return Text(
        zh=f"没有带面板的机器人在使用日志 {settings.journal}。请先用 carebot run 启动，"
        "或给出启动时用的 --settings 和 --journal。",
        en=f"No robot with a panel is running on the journal {settings.journal}. Start it with `carebot run`, or give "
        "the --settings and --journal that it was started with.",
    )


def _new_token(links: LinkFolder, caregiver: CaregiverId) -> str:
    token = new_token()
    try:
        links.put(token, new_link(caregiver, SystemClock().now()))
    except OSError as error:
        raise SettingsError(
            Text(
                zh=f"登录链接写不进日志旁的文件夹（{error.strerror}）。请用运行机器人的用户执行，并检查磁盘。",
                en=f"The link cannot be written beside the journal ({error.strerror}). Run this as the user who runs "
                "the robot, and check the disk.",
            )
        ) from error
    return token
