"""The first head nurse and the first technician of a home, named on the computer that the robot runs on.

On the panel a head nurse adds everybody; before there is one only who can read the robot's files anyway may name her.
"""

import argparse
from datetime import datetime
from typing import Final

from carebot.assembly.fitting import Fitting
from carebot.changing.book import Book
from carebot.changing.layers import Layers
from carebot.changing.row_kinds import NEW, ROWS
from carebot.commands.terminal import here
from carebot.core.errors import SettingsError
from carebot.core.language import Text
from carebot.core.people import Role

_CARERS: Final = ROWS["caregivers"]
_ROLES: Final = (Role.HEAD_NURSE, Role.TECHNICIAN)
NEWCOMER: Final = "carebot account add ID --name NAME --role head_nurse"
"""What to type for the first of them; the same for a technician but for the role."""
_NO_ROLE: Final = Text(
    zh="新人要写明 --name 和 --role（head_nurse 或 technician）。",
    en="Somebody new needs --name and --role (head_nurse or technician).",
)


def add_newcomer(parser: argparse.ArgumentParser) -> None:
    """Declare what is said of somebody whom the settings do not know."""
    parser.add_argument(
        "--name", default="", metavar="NAME", help=here(Text(zh="新人：她的姓名", en="of somebody new: her name"))
    )
    parser.add_argument(
        "--name-en",
        default="",
        metavar="NAME",
        help=here(Text(zh="新人：英文里的姓名；不写就同上", en="of somebody new: her name in English, if another")),
    )
    parser.add_argument(
        "--role",
        choices=[role.value for role in _ROLES],
        help=here(
            Text(
                zh="新人：护士长或技术人员；其他人由护士长在面板上添加",
                en="of somebody new: head nurse or technician; a head nurse adds all others on the panel",
            )
        ),
    )


def says_who(args: argparse.Namespace) -> bool:
    """Whether anything was said of somebody new."""
    return bool(args.name or args.name_en or args.role)


def admit(args: argparse.Namespace, layers: Layers, fitting: Fitting, now: datetime) -> None:
    """Keep her as the panel does, from the robot's next start on; raises SettingsError."""
    if not (args.name and args.role):
        raise SettingsError(_NO_ROLE)
    said = {"name.zh": args.name, "name.en": args.name_en, "role": args.role, "on_shift": "true"}
    raw = {f"{_CARERS.key}.{NEW}.{key}": (value,) for key, value in said.items()}
    outcome = Book(layers, fitting).add(_CARERS, raw, args.caregiver, now, args.caregiver)
    if outcome.problems:
        raise SettingsError(next(iter(outcome.problems.values())))
