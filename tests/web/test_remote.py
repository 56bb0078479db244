"""From afar: whoever is not in the house is recorded as such, and releases no stop that she cannot see."""

from pathlib import Path

import httpx
import pytest

from carebot.core.events import GoalRequested
from carebot.core.people import Requester, RequesterKind
from carebot.core.record import AnyEvent
from tests.safety.builders import BY_NURSE
from tests.web.visitor import HOST, SAME_ORIGIN, Visit, visiting

pytestmark = pytest.mark.anyio

OUTSIDE = "8.8.4.4"
AFAR = Requester(kind=RequesterKind.CAREGIVER, id="nurse", remote=True)


async def who_asks(visit: Visit, client: httpx.AsyncClient, forwarded: str = "") -> Requester:
    """Whose wish a goal is that is asked for with this header."""
    wished: list[AnyEvent] = []
    visit.robot.bus.subscribe(GoalRequested, wished.append)
    headers = {**SAME_ORIGIN, **({"X-Forwarded-For": forwarded} if forwarded else {})}
    answer = await client.post("/goals/patrol_rooms", data={}, headers=headers)
    assert answer.status_code == 200
    (event,) = wished
    assert isinstance(event, GoalRequested)
    return event.by


@pytest.mark.parametrize(
    ("forwarded", "who"),
    [
        ("", BY_NURSE),
        ("192.168.1.20", BY_NURSE),
        ("10.0.0.3, 192.168.1.1", BY_NURSE),
        (OUTSIDE, AFAR),
        (f"192.168.1.20, {OUTSIDE}", AFAR),
        ("unknown", AFAR),
        ("2001:4860::1", AFAR),
        ("fd00::1", BY_NURSE),
    ],
)
async def test_where_a_wish_comes_from_is_recorded(tmp_path: Path, forwarded: str, who: Requester) -> None:
    async with visiting(tmp_path) as visit:
        assert await who_asks(visit, visit.client, forwarded) == who


async def test_a_peer_outside_is_afar_whatever_it_says(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        cookies = visit.client.cookies
        transport = httpx.ASGITransport(visit.app, client=(OUTSIDE, 5))
        async with httpx.AsyncClient(transport=transport, base_url=HOST, cookies=cookies) as client:
            assert await who_asks(visit, client, "127.0.0.1") == AFAR


async def test_nobody_releases_a_stop_from_afar(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/control/stop")).status_code == 200
        afar = {**SAME_ORIGIN, "X-Forwarded-For": OUTSIDE}
        refused = await visit.client.post("/control/release", headers=afar)
        assert refused.status_code == 403
        assert "on the spot" in refused.json()["text"]["en"]
        assert (await visit.client.post("/control/stop", headers=afar)).status_code == 200
        assert (await visit.post("/control/release")).status_code == 200
