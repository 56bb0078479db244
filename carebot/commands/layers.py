"""The settings of all layers, what was set on the panel included, for commands that build parts of the robot."""

import argparse

from carebot.assembly.fitting import Fitting
from carebot.changing.layers import Layers, layered
from carebot.settings import Plain, Settings, sources


def layers_from(args: argparse.Namespace, overrides: Plain | None = None, fitting: Fitting | None = None) -> Layers:
    """The settings with where they come from; raises SettingsError. What `fitting` learns on the way it keeps."""
    above = dict(overrides or {})
    if args.journal is not None:
        above["journal"] = args.journal
    return layered(sources(args.settings, above), fitting or Fitting())


def all_settings_from(args: argparse.Namespace) -> Settings:
    """The settings that a robot started so would have; raises SettingsError."""
    return layers_from(args).settings
