"""Answers to commands: one sentence in both languages, and a status. Nobody ever meets a traceback."""

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


class RefusedError(CarebotError):
    """A command that the panel does not pass on. `status` is the HTTP status."""

    def __init__(self, status: int, text: Text) -> None:
        super().__init__(text)
        self.status = status


def answer(text: Text, status: int = 200, **more: Any) -> JSONResponse:
    """A sentence in both languages, with whatever else belongs to it."""
    return JSONResponse({"ok": status < 400, "text": {"zh": text.zh, "en": text.en}, **more}, status)


def answer_errors(app: FastAPI) -> None:
    """Turn every error of `app` into an answer."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(CarebotError, _carebot)
    app.add_exception_handler(500, _failed)


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedError)
    return answer(error.text, error.status)


async def _carebot(_: Request, error: Exception) -> Response:
    assert isinstance(error, CarebotError)
    return answer(error.text, 503)


async def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = answer(_BY_STATUS.get(error.status_code, _ODD), error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _failed(_: Request, __: Exception) -> Response:
    return answer(_FAILED, 500)


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return answer(_complaint(str(first["type"]), str(first["loc"][-1]), first.get("ctx", {})), 422)


def _complaint(kind: str, field: str, context: dict[str, Any]) -> Text:
    match kind:
        case "string_too_long":
            most = context["max_length"]
            return Text(
                zh=f"“{field}”太长，最多 {most} 个字。", en=f"'{field}' is too long: {most} characters at most."
            )
        case "string_too_short":
            return Text(zh=f"“{field}”不能为空。", en=f"'{field}' must not be empty.")
        case "missing":
            return Text(zh=f"缺少“{field}”。", en=f"'{field}' is missing.")
        case "extra_forbidden":
            return Text(zh=f"不认识“{field}”。", en=f"There is nothing called '{field}' here.")
        case "enum" | "literal_error":
            choices = str(context.get("expected", ""))
            return Text(
                zh=f"“{field}”不对，应为 {choices.replace(' or ', ' 或 ')}。",
                en=f"'{field}' is wrong: it must be {choices}.",
            )
        case _:
            return Text(zh=f"“{field}”不对。", en=f"'{field}' is not right.")
