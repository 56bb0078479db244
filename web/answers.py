"""Answers to commands: one sentence in both languages, and a status. Nobody ever meets a traceback."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from carebot.core.errors import CarebotError
from carebot.core.language import Text

_BY_STATUS: Final = {
    404: Text(zh="没有这个页面。", en="There is no such page."),
    405: Text(zh="这个地址不接受这种请求。", en="This address does not take that kind of request."),
    413: Text(zh="内容太大。", en="That is too much at once."),
}
_ODD: Final = Text(zh="请求不对，请刷新页面再试。", en="The request is not right; reload the page and try again.")
_FAILED: Final = Text(
    zh="面板出错了，命令可能没有执行。请刷新页面；若再出现请通知技术人员。",
    en="The panel failed, and the command may not have been carried out. Reload; if it recurs, tell a technician.",
)


_FIELDS: Final[Mapping[str, Text]] = {
    "about": Text(zh="老人", en="resident"),
    "caregiver": Text(zh="姓名", en="name"),
    "concern": Text(zh="原因", en="cause"),
    "day": Text(zh="日期", en="day"),
    "days": Text(zh="天数", en="days"),
    "happened_at": Text(zh="时间", en="time"),
    "name": Text(zh="姓名或帐号", en="name"),
    "note": Text(zh="备注", en="note"),
    "password": Text(zh="密码", en="password"),
    "secret": Text(zh="PIN 或密码", en="PIN or password"),
    "text": Text(zh="文字", en="text"),
}
"""What people call the fields that they fill in; another stands as a program calls it."""


class RefusedError(CarebotError):
    """A command that the panel does not pass on. `status` is the HTTP status."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text)
        self.status = status


def answer(text: Text, status: int = 200, **more: Any) -> JSONResponse:
    """A sentence in both languages, with whatever else belongs to it."""
    return JSONResponse({"ok": status < 400, "text": {"zh": text.zh, "en": text.en}, **more}, status)


def wants_page(request: Request) -> bool:
    """Whether a browser goes to this address itself, and shows what it is given; scripts take JSON."""
    return "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers


def answer_errors(app: FastAPI, page: Callable[[Request, Text, int], Response]) -> None:
    """Turn every error of `app` into an answer, or into a `page` with the sentence and the status."""

    async def told(request: Request, error: Exception) -> Response:
        text, status = _sentence(error)
        response = page(request, text, status) if wants_page(request) else answer(text, status)
        if isinstance(error, HTTPException):
            response.headers.update(error.headers or {})
        return response

    for kind in (RequestValidationError, HTTPException, CarebotError, 500):
        app.add_exception_handler(kind, told)


def _sentence(error: Exception) -> tuple[Text, int]:
    """What to say of `error`, and the HTTP status."""
    match error:
        case RefusedError(text=text, status=status):
            return text, status
        case CarebotError(text=text):
            return text, 503
        case RequestValidationError():
            first = error.errors()[0]
            return _complaint(str(first["type"]), str(first["loc"][-1]), first.get("ctx", {})), 422
        case HTTPException(status_code=status):
            return _BY_STATUS.get(status, _ODD), status
        case _:
            return _FAILED, 500


def _complaint(kind: str, name: str, context: dict[str, Any]) -> Text:
    field = _FIELDS.get(name, Text(zh=name, en=name))
    match kind:
        case "string_too_long":
            most = context["max_length"]
            return Text(
                zh=f"“{field.zh}”太长，最多 {most} 个字。", en=f"'{field.en}' is too long: {most} characters at most."
            )
        case "string_too_short":
            return Text(zh=f"“{field.zh}”不能为空。", en=f"'{field.en}' must not be empty.")
        case "missing":
            return Text(zh=f"缺少“{field.zh}”。", en=f"'{field.en}' is missing.")
        case "extra_forbidden":
            return Text(zh=f"不认识“{field.zh}”。", en=f"There is nothing called '{field.en}' here.")
        case "enum" | "literal_error":
            choices = str(context.get("expected", ""))
            return Text(
                zh=f"“{field.zh}”不对，应为 {choices.replace(' or ', ' 或 ')}。",
                en=f"'{field.en}' is wrong: it must be {choices}.",
            )
        case _:
            return Text(zh=f"“{field.zh}”不对。", en=f"'{field.en}' is not right.")
