"""Somebody at a browser: a client of the panel that signs in and commands as a page does."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from carebot.changing.book import Book
from carebot.clocks import SimulatedClock
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.explaining.book import RuleBook
from tests.safety.builders import HOUSE, NOW
from tests.web.robot import RobotUnderTest, robot_at
from web.access import Access
from web.accounts import Accounts
from web.panel import create_panel
from web.visit import Look, Send, SettingInForce, Tries, no_look, no_way

HOST = "http://panel.test"
SAME_ORIGIN = {"Origin": HOST}
FILE = Text(zh="设置文件", en="the settings file")
IN_FORCE = (
    SettingInForce(section="panel", key="panel.port", value=9000, changed=True, source=FILE),
    SettingInForce(section="panel", key="panel.enabled", value=True),
    SettingInForce(section="badges", key="badges.worn", value="wang"),
    SettingInForce(section="outlets", key="outlets.pager.token", value=True, secret=True),
    SettingInForce(section="weather_url", key="weather_url", value=None, secret=True),
    SettingInForce(section="residents", key="residents.wang.name.zh", value="王奶奶"),
)


@dataclass
class Visit:
    """A browser at the panel of a robot."""

    client: httpx.AsyncClient
    robot: RobotUnderTest
    access: Access
    app: FastAPI
    clock: SimulatedClock

    async def sign_in(self, caregiver: str = "nurse") -> httpx.Response:
        return await self.client.post(
            "/enter", data={"token": self.access.new_link_token(), "caregiver": caregiver}, headers=SAME_ORIGIN
        )

    async def post(self, path: str, **form: Any) -> httpx.Response:
        return await self.client.post(path, data=form, headers=SAME_ORIGIN)


@asynccontextmanager
async def visiting(
    folder: Path,
    caregiver: str = "nurse",
    language: Language = Language.ZH,
    *,
    ready: bool = True,
    book: RuleBook | None = None,
    house: House = HOUSE,
    accounts: Accounts | None = None,
    in_force: tuple[SettingInForce, ...] = (),
    changing: Book | None = None,
    look: Look = no_look,
    send: Send = no_way,
) -> AsyncIterator[Visit]:
    """A visit to a new robot, signed in as `caregiver` (empty: not signed in); `book` answers what might be."""
    async with robot_at(folder, house, ready=ready) as robot:
        clock = SimulatedClock(NOW)
        access = Access(clock, accounts=accounts)
        app = create_panel(
            *(robot, access, language, clock),
            book=book,
            in_force=in_force,
            changing=changing,
            tries=Tries(look=look, send=send),
        )
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            visit = Visit(client=client, robot=robot, access=access, app=app, clock=clock)
            if caregiver:
                await visit.sign_in(caregiver)
            yield visit
