"""The one loader of plug-ins: a module in a plug-in folder is one plug-in, and its name is the module's name.

Listing names imports nothing; loading one plug-in imports its module alone.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from types import GenericAlias, NoneType
from typing import Any, Final, Generic, TypeGuard, TypeVar, get_args

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from carebot._reasons import MISSING_KEY, UNKNOWN_KEY, key_of, of_value
from carebot.core.errors import PluginError, SettingsError
from carebot.core.language import Text

T = TypeVar("T")
OptionsT = TypeVar("OptionsT")

_FORBID: Final = ConfigDict(extra="forbid", allow_inf_nan=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginFolder(Generic[T]):
    """A folder of plug-ins together with what third parties add under the entry point group `entry_points`.

    `base` is the abstract class that a plug-in derives from. It is typed as what makes a `T`, because mypy takes no
    abstract class for `type[T]`.
    """

    package: str
    base: Callable[..., T]
    entry_points: str = ""

    def names(self) -> tuple[str, ...]:
        """The names of all plug-ins in alphabetical order; imports none of them."""
        return tuple(sorted({*self._own_names(), *(entry.name for entry in self._third_party())}))

    def load(self, name: str) -> type[T]:
        """The class of the plug-in `name`; raises PluginError when there is not exactly one usable class."""
        entries = [entry for entry in self._third_party() if entry.name == name]
        modules = [entry.module for entry in entries]
        if name in self._own_names():
            modules.append(f"{self.package}.{name}")
        if not modules:
            raise PluginError(_unknown(self.package, name, self.names()))
        if len(modules) > 1:
            raise PluginError(_ambiguous(name, modules))
        return self._only_plugin(modules[0])

    def load_all(self) -> dict[str, type[T]]:
        """Every plug-in by name, in alphabetical order; raises PluginError for the first unusable one."""
        return {name: self.load(name) for name in self.names()}

    def _own_names(self) -> list[str]:
        spec = find_spec(self.package)
        if spec is None or spec.submodule_search_locations is None:
            raise PluginError(
                Text(
                    zh=f"找不到插件文件夹 {self.package}，请重新安装 carebot。",
                    en=f"The plug-in folder {self.package} is missing; install carebot again.",
                )
            )
        modules = pkgutil.iter_modules(spec.submodule_search_locations)
        return [
            item.name for item in modules if not item.ispkg and item.name != "base" and not item.name.startswith("_")
        ]

    def _third_party(self) -> tuple[EntryPoint, ...]:
        return tuple(entry_points(group=self.entry_points)) if self.entry_points else ()

    def _only_plugin(self, module_name: str) -> type[T]:
        try:
            module = importlib.import_module(module_name)
        except (ImportError, SyntaxError) as error:
            raise PluginError(
                Text(
                    zh=f"插件 {module_name} 无法导入：{error}。请修正该文件，或卸载它所属的软件包。",
                    en=f"The plug-in {module_name} cannot be imported: {error}. Mend the file or remove its package.",
                )
            ) from error
        found = [
            candidate
            for candidate in vars(module).values()
            if _is_plugin(candidate, self.base) and candidate.__module__ == module_name
        ]
        if len(found) != 1:
            raise PluginError(
                _not_one(module.__file__ or module_name, self.base.__name__, [one.__name__ for one in found])
            )
        return found[0]


def _is_plugin(candidate: object, base: Callable[..., T]) -> TypeGuard[type[T]]:
    is_subclass = isinstance(candidate, type) and isinstance(base, type) and issubclass(candidate, base)
    return is_subclass and not inspect.isabstract(candidate)


def options_of(plugin: type[object]) -> type[object] | None:
    """The dataclass that the constructor's parameter `options` is annotated with; None where it takes no options."""
    parameter = inspect.signature(plugin, eval_str=True).parameters.get("options")
    if parameter is None:
        return None
    kinds = [kind for kind in get_args(parameter.annotation) or (parameter.annotation,) if kind is not NoneType]
    if len(kinds) == 1 and isinstance(kinds[0], type) and is_dataclass(kinds[0]):
        return kinds[0]
    raise PluginError(
        Text(
            zh=f"插件 {plugin.__module__} 的构造参数 options 必须注明一个 dataclass 类型。",
            en=f"In plug-in {plugin.__module__}, the parameter `options` must be annotated with a dataclass.",
        )
    )


def build_options(options: type[OptionsT], values: Mapping[str, object], section: str = "options") -> OptionsT:
    """`options` built from the settings `values` of `section`.

    Raises SettingsError naming the first wrong key and what is allowed there: unknown keys, NaN and infinities are
    refused, at every depth.
    """
    table: Any = GenericAlias(dict, (str, options))
    adapter: TypeAdapter[dict[str, OptionsT]] = TypeAdapter(table, config=_FORBID)
    try:
        return adapter.validate_python({section: dict(values)})[section]
    except ValidationError as error:
        raise SettingsError(_wrong(error.errors()[0], options)) from error


def _wrong(error: ErrorDetails, options: type[object]) -> Text:
    key, kind = key_of(error), error["type"]
    if kind in UNKNOWN_KEY:
        allowed = ", ".join(_keys(options, error["loc"][1:-1])) or "-"
        return Text(
            zh=f"没有 {key} 这项设置。此处可用：{allowed}。", en=f"There is no setting {key}. Allowed here: {allowed}."
        )
    if kind in MISSING_KEY:
        return Text(zh=f"缺少设置 {key}，请补上。", en=f"The setting {key} is missing; please give it.")
    why = of_value(error)
    return Text(
        zh=f"设置不对：{key} 的值 {why.zh}。请改正。", en=f"The settings are wrong: {key} = {why.en}. Correct it."
    )


def _keys(options: type[object], path: tuple[int | str, ...]) -> list[str]:
    """The keys allowed at `path` inside `options`; nothing where `path` leaves the dataclasses."""
    here: object = options
    for part in path:
        annotations = inspect.get_annotations(here, eval_str=True) if isinstance(here, type) else {}
        here = annotations.get(str(part))
    return sorted(field.name for field in fields(here)) if isinstance(here, type) and is_dataclass(here) else []


def _unknown(package: str, name: str, names: tuple[str, ...]) -> Text:
    listed = ", ".join(names) or "-"
    return Text(
        zh=f"{package} 里没有名为“{name}”的插件。可用：{listed}。",
        en=f"{package} has no plug-in named '{name}'. There are: {listed}.",
    )


def _ambiguous(name: str, modules: list[str]) -> Text:
    listed = ", ".join(modules)
    return Text(
        zh=f"有多个插件都叫“{name}”：{listed}。请卸载其中的第三方软件包。",
        en=f"Several plug-ins are named '{name}': {listed}. Uninstall the third-party package that is not wanted.",
    )


def _not_one(file: str, base: str, found: list[str]) -> Text:
    listed = ", ".join(found) or "-"
    return Text(
        zh=f"{file} 必须恰好定义一个具体的 {base} 子类，现有：{listed}。不是插件的模块请以下划线开头命名。",
        en=f"{file} must define exactly one concrete subclass of {base}; it defines: {listed}. "
        "A module that is no plug-in needs a name that begins with an underscore.",
    )
