"""The page that tells how often the alarms were right, and the one touch by which carers say so."""

from pathlib import Path

import pytest

from carebot.core.alarms import AlarmMarked, AlarmMissed
from carebot.core.concerns import Concern
from tests.safety.builders import BY_NURSE, NOW
from tests.web.robot import events_of
from tests.web.visitor import visiting

pytestmark = pytest.mark.anyio


async def test_one_touch_judges_an_alarm_and_the_page_counts_it(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        assert (await visit.post(f"/alarms/{incident}/mark", right="no")).json()["state"] == "no"
        await visit.post(f"/alarms/{incident}/resolve", real="yes")
        await visit.post(f"/alarms/{incident}/mark", right="no")
        marks = [event for event in events_of(visit.robot) if isinstance(event, AlarmMarked)]
        assert [(event.incident, event.right, event.by) for event in marks] == [(incident, False, BY_NURSE)] * 2
        closed = (await visit.client.get("/state?language=en")).json()["state"]["closed"]
        assert (closed[0]["how"], closed[0]["right"]) == ("Resolved by Nurse Zhang", "no")
        page = (await visit.client.get("/honesty?language=en")).text
        assert "0/1 (0%–79%)" in page
        assert "Fall" in page


async def test_an_alarm_that_never_was_is_not_judged(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        assert (await visit.post("/alarms/none/mark", right="yes")).status_code == 404
        assert (await visit.post("/alarms/none/mark", right="perhaps")).status_code == 422


async def test_what_was_missed_is_noted_and_counted(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        said = {"concern": "fall", "about": "li", "happened_at": "2026-03-01T09:30", "note": "在走廊"}
        answer = await visit.post("/honesty/missed", **said)
        assert (answer.status_code, answer.headers["location"]) == (303, "/honesty")
        [noted] = [event for event in events_of(visit.robot) if isinstance(event, AlarmMissed)]
        assert (noted.concern, noted.about, noted.by, noted.note) == (Concern.FALL, "li", BY_NURSE, "在走廊")
        assert noted.happened_at.isoformat() == "2026-03-01T09:30:00+08:00"
        assert noted.happened_at < NOW
        assert "0/1 (0%–79%)" in (await visit.client.get("/honesty")).text


@pytest.mark.parametrize(
    "wrong",
    [{"happened_at": "2026-03-01T10:30"}, {"about": "nobody"}, {"concern": "boredom"}, {"happened_at": "yesterday"}],
)
async def test_what_cannot_have_been_is_refused(tmp_path: Path, wrong: dict[str, str]) -> None:
    async with visiting(tmp_path) as visit:
        said = {"concern": "fall", "about": "li", "happened_at": "2026-03-01T09:30"} | wrong
        assert (await visit.post("/honesty/missed", **said)).status_code == 422
        assert not [event for event in events_of(visit.robot) if isinstance(event, AlarmMissed)]


async def test_without_cases_nothing_is_claimed(tmp_path: Path) -> None:
    async with visiting(tmp_path) as visit:
        page = (await visit.client.get("/honesty?days=7")).text
        assert "%–" not in page
        assert (await visit.client.get("/honesty?days=0")).status_code == 422


async def test_who_may_not_see_figures_is_told_so(tmp_path: Path) -> None:
    async with visiting(tmp_path, "technician") as visit:
        assert (await visit.client.get("/honesty")).status_code == 403
