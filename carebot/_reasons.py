"""Why a value or a file cannot be used, in words for the person who gave it."""

import errno
import reprlib
from collections.abc import Mapping
from typing import Final

from pydantic_core import ErrorDetails

from carebot.core.language import Text

_KINDS: Final[Mapping[str, Text]] = {
    "float": Text(zh="数字", en="a number"),
    "finite_number": Text(zh="有限的数字", en="a finite number"),
    "int": Text(zh="整数", en="a whole number"),
    "bool": Text(zh="true 或 false", en="true or false"),
    "string": Text(zh="文字", en="text"),
    "time_delta": Text(zh="时长（秒数，或 ISO 8601，如 PT5M）", en="a duration (seconds, or ISO 8601 such as PT5M)"),
    "datetime": Text(zh="带时区的时间（ISO 8601）", en="an instant with its time zone (ISO 8601)"),
    "timezone_aware": Text(zh="带时区的时间（ISO 8601）", en="an instant with its time zone (ISO 8601)"),
    "time": Text(zh="时刻，如 07:30", en="a time of day such as 07:30"),
    "path": Text(zh="文件或文件夹的路径", en="a path of a file or folder"),
    "tuple": Text(zh="列表", en="a list"),
    "list": Text(zh="列表", en="a list"),
    "frozen_set": Text(zh="列表", en="a list"),
    "dict": Text(zh="一组键和值", en="a table of keys and values"),
    "mapping": Text(zh="一组键和值", en="a table of keys and values"),
    "model": Text(zh="一组键和值", en="a table of keys and values"),
    "dataclass": Text(zh="一组键和值", en="a table of keys and values"),
}
_BOUNDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "greater_than_equal": ("ge", "不小于", "at least"),
    "greater_than": ("gt", "大于", "more than"),
    "less_than_equal": ("le", "不大于", "at most"),
    "less_than": ("lt", "小于", "less than"),
}
_CHOICES: Final = frozenset({"enum", "literal_error"})
UNKNOWN_KEY: Final = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
MISSING_KEY: Final = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
_FILES: Final[Mapping[int, Text]] = {
    errno.ENOENT: Text(zh="没有这个文件", en="there is no such file"),
    errno.ENOTDIR: Text(zh="路径里有一段不是文件夹", en="part of the path is no folder"),
    errno.EISDIR: Text(zh="这是一个文件夹", en="it is a folder"),
    errno.EACCES: Text(zh="没有权限", en="access is not allowed"),
    errno.EPERM: Text(zh="没有权限", en="access is not allowed"),
    errno.EROFS: Text(zh="磁盘是只读的", en="the disk is read-only"),
    errno.ENOSPC: Text(zh="磁盘已满", en="the disk is full"),
    errno.EDQUOT: Text(zh="磁盘配额已满", en="the disk quota is used up"),
    errno.EFBIG: Text(zh="文件超过允许的大小", en="the file grows beyond what is allowed"),
}


def of_value(error: ErrorDetails) -> Text:
    """Why the value that `error` tells of is refused: what was given, and what it must be."""
    given = reprlib.repr(error["input"])
    expected = _expected(error)
    return Text(zh=f"{given} 不对，应为{expected.zh}", en=f"{given} is wrong, it must be {expected.en}")


def of_file(error: OSError | UnicodeDecodeError) -> Text:
    """Why a file cannot be read or written."""
    if isinstance(error, UnicodeDecodeError):
        return Text(zh="不是 UTF-8 文本", en="it is no UTF-8 text")
    return _FILES.get(error.errno or 0, Text(zh=error.strerror or str(error), en=error.strerror or str(error)))


def key_of(error: ErrorDetails) -> str:
    """The key that `error` tells of, as it is written in a file."""
    return ".".join(str(part) for part in error["loc"])


def _expected(error: ErrorDetails) -> Text:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _CHOICES:
        choices = str(context.get("expected", ""))
        return Text(zh=choices.replace(" or ", " 或 "), en=choices)
    if kind in _BOUNDS:
        name, chinese, english = _BOUNDS[kind]
        return Text(zh=f"{chinese} {context[name]}", en=f"{english} {context[name]}")
    named = (_KINDS[name] for name in _KINDS if kind == name or kind.startswith(f"{name}_"))
    return next(named, Text(zh=f"另一种值（{error['msg']}）", en=f"another one ({error['msg']})"))
