"""Notices to a web address: the nurse-call system, a text message or voice gateway, or any other that takes JSON."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

import httpx

from carebot.core.language import Text
from carebot.outlets.base import Delivery, Notice, Outlet


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where to post. An empty `url` switches the outlet off; `token` is sent as a bearer token."""

    url: str = ""
    token: str = ""
    timeout: timedelta = timedelta(seconds=3)


class Webhook(Outlet):
    """Posts each notice as JSON; anything but a 2xx answer is not delivered."""

    title: ClassVar[Text] = Text(zh="网络回调（护士呼叫、短信网关）", en="Webhook (nurse call, message gateway)")

    def __init__(self, options: Options = Options()) -> None:
        self._options = options

    async def deliver(self, notice: Notice) -> Delivery:
        """Post the notice once."""
        if not self._options.url:
            return Delivery(delivered=False, detail=Text(zh="没有设置网址。", en="No address is set."))
        headers = {"authorization": f"Bearer {self._options.token}"} if self._options.token else {}
        try:
            async with httpx.AsyncClient(timeout=self._options.timeout.total_seconds()) as client:
                answer = await client.post(self._options.url, json=_body(notice), headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Delivery(delivered=False, detail=_no_answer(error))
        if answer.is_success:
            return Delivery(delivered=True)
        status = answer.status_code
        return Delivery(
            delivered=False,
            detail=Text(
                zh=f"对方拒绝了（{status}），请检查设置。", en=f"It was refused ({status}); check the settings."
            ),
        )


def _body(notice: Notice) -> dict[str, object]:
    return {
        "id": notice.id,
        "text": {"zh": notice.text.zh, "en": notice.text.en},
        "level": notice.level.name.lower(),
        "incident": notice.incident,
        "chain_step": notice.chain_step,
        "sent_at": notice.sent_at.isoformat(),
    }


def _no_answer(error: Exception) -> Text:
    return Text(
        zh=f"对方没有应答（{error}），请检查网址和网络。", en=f"No answer ({error}); check address and network."
    )
