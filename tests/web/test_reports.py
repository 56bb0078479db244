"""Residents, rounds, handovers and incident reports: sentences from events, cut to the reader, signed by a person."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from carebot.clocks import SimulatedClock
from carebot.core.actions import AlarmLevel
from carebot.core.alarms import IncidentChanged, IncidentStage, NotificationSent
from carebot.core.events import FaultRaised
from carebot.core.language import Language
from carebot.core.people import Caregiver, Consent, Role
from carebot.core.reports import ReportKind, ReportSigned
from carebot.core.situation import House, Posture
from tests.safety.builders import BY_NURSE, HOUSE, LI, NOW, NURSE_ZHANG, WANG, text
from tests.web.day import day, incident, sighting, stamp
from tests.web.robot import events_of
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio


async def live_through(visit: Visit) -> None:
    for event in day():
        visit.robot.journal.append(event)
    await visit.robot.settle()


async def read(visit: Visit, path: str, status: int = 200) -> str:
    answer = await visit.client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, answer.text
    return answer.text


def family(consents: frozenset[Consent]) -> House:
    """Mrs Li's daughter is among those who are told how she is."""
    named = replace(LI, consents=consents, values=replace(LI.values, told=frozenset({"daughter"})))
    daughter = Caregiver(id="daughter", name=text("daughter"), role=Role.FAMILY)
    return replace(HOUSE, residents=(named, WANG), caregivers=(*HOUSE.caregivers, daughter))


def handover_of(words: str) -> dict[str, Any]:
    """The form by which a handover of the last twelve hours is signed, with one sentence on the fall."""
    since = NOW - timedelta(hours=12)
    return {
        "report": "handover",
        "since": since.isoformat(),
        "until": NOW.isoformat(),
        "event": ["fell0001"],
        "text": [words],
    }


def sentences(page: str) -> list[str]:
    return re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page)


async def test_a_day_is_told_in_sentences_that_lead_to_their_events(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        await live_through(visit)
        page = await read(visit, "/residents/li")
        told = (
            "Seen in the bedroom_li, sitting.",
            "Seen in the living, sitting.",
            "She talked with the robot.",
            "amlodipine: it was done.",
            "Li Xiulan may have fallen in the living: people were called.",
            "Nurse Zhang said that she was on her way.",
            "it was a real alarm.",
            "Li Xiulan no longer agreed to her mood",
        )
        for sentence in told:
            assert sentence in page, sentence
        assert "06:40–06:45" in page, "one stretch of being seen is one line"
        for event in ("seen0001", "talk0001", "dose0001", "fell0001", "fell0004"):
            assert f'href="/why/{event}"' in page
        assert "seen0002" not in page
        assert "我的秘密" not in page, "nobody's words stand in a timeline"
        assert "bathroom, sitting" not in page, "in a bathroom nobody's posture is shown"
        assert "Wang" not in page
        assert "Nothing is on record" in await read(visit, "/residents/li?day=2026-02-27")


async def test_a_posture_is_shown_with_consent_alone(tmp_path: Path) -> None:
    house = replace(HOUSE, residents=(replace(LI, consents=LI.consents - {Consent.CAMERA_POSE}), WANG))
    async with visiting(tmp_path, language=Language.EN, house=house) as visit:
        await live_through(visit)
        page = await read(visit, "/residents/li")
        assert "Seen in the living." in page
        assert "sitting" not in page


@pytest.mark.parametrize(
    ("consents", "shown", "hidden"),
    [
        (frozenset(), (), ("Seen", "fallen", "amlodipine", "talked", "no longer agreed")),
        (frozenset({Consent.FAMILY_VIEW}), ("Seen in the living.",), ("sitting", "fallen", "amlodipine", "talked")),
        (frozenset({Consent.FAMILY_HEALTH}), ("fallen", "amlodipine"), ("Seen in", "talked", "no longer agreed")),
    ],
)
async def test_family_reads_what_the_resident_agreed_to(
    tmp_path: Path, consents: frozenset[Consent], shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    async with visiting(tmp_path, caregiver="daughter", language=Language.EN, house=family(consents)) as visit:
        await live_through(visit)
        page = await read(visit, "/residents/li")
        assert [one for one in shown if one not in page] == []
        assert [one for one in hidden if one in page.partition("<ol")[2]] == []
        assert "/why/" not in page
        assert "Wang" not in await read(visit, "/residents")
        assert "Please ask a carer or nurse" in await read(visit, "/residents/wang", 403)
        assert (await visit.client.get("/residents/nobody")).status_code == 404


async def test_the_list_tells_who_is_in_an_alarm_and_looks_back_over_midnight(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        assert (await read(visit, "/residents")).count("nothing on record in the last 12 hours") == 2
        visit.robot.journal.append(sighting("late", -13 * 60, "bathroom", Posture.STANDING))
        await visit.robot.settle()
        visit.robot.clock = SimulatedClock(NOW + timedelta(hours=14.5))  # half past midnight in Beijing
        page = await read(visit, "/residents")
        assert "23:00 Seen in the bathroom." in page
        assert "alarmed" not in page
        visit.robot.alarm()
        assert "Alarms: Please go at once" in await read(visit, "/residents")
    async with visiting(tmp_path / "family", "daughter", Language.EN, house=family(frozenset())) as visit:
        visit.robot.alarm()
        assert "alarmed" not in await read(visit, "/residents")


async def test_the_handover_is_drafted_edited_and_signed(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        await live_through(visit)
        page = await read(visit, "/handover")
        drafted = sentences(page)
        assert drafted[0] == "09:55 Seen in the bathroom."
        assert "09:00 Li Xiulan may have fallen in the living: people were called." in drafted
        assert drafted[-2:] == ["09:30 Fault: the microphone is loose", ""]
        fell = "09:00 She fell beside her chair; no injury found."
        form = handover_of(fell) | {
            "event": ["seen0004", "fell0001", "mic00001", ""],
            "text": ["09:55 Seen in the bathroom.", fell, "", "Her daughter comes at four."],
        }
        signed = await visit.post("/reports", **form)
        assert signed.status_code == 200
        report = next(event for event in events_of(visit.robot) if isinstance(event, ReportSigned))
        assert (report.by, report.name, report.report) == (BY_NURSE, NURSE_ZHANG, ReportKind.HANDOVER)
        assert [(one.event, one.text, one.edited) for one in report.sentences] == [
            ("seen0004", "09:55 Seen in the bathroom.", False),
            ("fell0001", fell, True),
            ("", "Her daughter comes at four.", False),
        ]
        shown = await read(visit, f"/reports/{report.id}")
        day = NOW.date().isoformat()
        for expected in (fell, "edited", "added by hand", "Nurse Zhang", 'href="/why/fell0001"', day):
            assert expected in shown
        assert f'href="/reports/{report.id}"' in await read(visit, "/reports")
        assert len(sentences(await read(visit, "/handover"))) == 1, "the next one begins where this one ended"
        await visit.sign_in("inspector")
        assert fell in await read(visit, f"/reports/{report.id}")
        assert (await visit.post("/reports", **form)).status_code == 403


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"event": ["made-up"], "text": ["It was a quiet night."]}, 422),
        ({"event": ["fell0001", "x"], "text": ["one"]}, 422),
        ({"event": [""], "text": ["  "]}, 422),
        ({"event": [""] * 451, "text": ["x"] * 451}, 422),
        ({"event": [""] * 450, "text": ["夜里好好睡着，一直没有醒。"] * 450}, 200),
        ({"event": [""], "text": ["x" * 501]}, 422),
        ({"since": (NOW - timedelta(hours=25)).isoformat()}, 422),
        ({"since": "2026-03-01T00:00:00"}, 422),
        ({"until": (NOW - timedelta(hours=20)).isoformat()}, 422),
        ({"report": "novel"}, 422),
        ({}, 200),
    ],
)
async def test_nothing_is_signed_that_the_record_does_not_have(
    tmp_path: Path, changes: dict[str, Any], status: int
) -> None:
    async with visiting(tmp_path) as visit:
        await live_through(visit)
        assert (await visit.post("/reports", **handover_of("摔倒") | changes)).status_code == status
        assert len([one for one in events_of(visit.robot) if isinstance(one, ReportSigned)]) == (status == 200)


async def test_a_stretch_of_time_is_handed_over_once(tmp_path: Path) -> None:
    """Two have the draft open, and the second signs after the first: what she wrote is not signed twice over."""
    async with visiting(tmp_path, language=Language.EN) as visit:
        await live_through(visit)
        form = handover_of("She fell.")
        assert (await visit.post("/reports", **form)).status_code == 200
        await visit.sign_in("carer")
        again = await visit.post("/reports", **form)
        assert again.status_code == 409
        assert "Nurse Zhang has signed a handover of this time" in again.json()["text"]["en"]
        added = await visit.post(
            "/reports", **{**form, "since": NOW.isoformat(), "event": [""], "text": ["It is quiet."]}
        )
        assert added.status_code == 200


async def test_trouble_that_comes_again_and_again_is_one_sentence(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        for number in range(6):
            told = FaultRaised(
                **stamp(f"hung{number}", 40 - 4 * number), source="monitor", level=AlarmLevel.MEDIUM, text=text("hung")
            )
            risen = incident(f"rise{number}", 40 - 4 * number, IncidentStage.ESCALATED)
            for event in (told, risen, replace(risen, id=f"other{number}", incident=f"another {number}")):
                visit.robot.journal.append(event)
        await visit.robot.settle()
        drafted = sentences(await read(visit, "/handover"))
        assert [one for one in drafted if "Fault" in one] == ["09:20–09:40 Fault: hung"]
        escalated = [one for one in drafted if "more people were called" in one]
        assert len(escalated) == 1 + 6, "each of several alarms stands for itself"
        assert len([one for one in escalated if one.startswith("09:20–09:40")]) == 1


async def test_a_report_on_an_incident_has_its_steps(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        await live_through(visit)
        drafted = sentences(await read(visit, "/incidents/i1"))
        assert [one.split(" ", 1)[0] for one in drafted] == ["09:00:00", "09:01:00", "09:05:00", ""]
        assert "Nurse Zhang said that she was on her way." in drafted[1]
        form = {"report": "incident", "incident": "i1", "since": NOW.isoformat(), "until": NOW.isoformat()}
        signed = await visit.post("/reports", **form, event="fell0002", text="She came within a minute.")
        assert signed.status_code == 200
        await read(visit, "/incidents/i2", 404)
        await read(visit, "/incidents/%25", 404)
        await read(visit, "/reports/unknown", 404)


async def test_what_reached_somebody_stands_once_in_a_report_and_each_failure_for_itself(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        visit.robot.journal.append(incident("fell0001", 60, IncidentStage.ALARM))
        for minutes, outlet, delivered in (
            (59, "sms", True),
            (58, "sms", True),
            (57, "sms", False),
            (56, "mail", True),
        ):
            call = NotificationSent(
                **stamp(f"call{minutes}", minutes), outlet=outlet, incident="i1", level=AlarmLevel.HIGH,
                delivered=delivered,
            )  # fmt: skip
            visit.robot.journal.append(call)
        await visit.robot.settle()
        drafted = sentences(await read(visit, "/incidents/i1"))
        assert [one.split(" ", 1)[1] for one in drafted[1:] if one] == [
            "The call by “sms” got through.",
            "The call by “sms” did not get through.",
            "The call by “mail” got through.",
        ]


async def test_a_signed_report_is_the_last_stage_of_what_is_over(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        robot = visit.robot
        incident = robot.alarm()
        await robot.settle()
        assert "still open" in await read(visit, "/reports")
        fell = next(one for one in events_of(robot) if isinstance(one, IncidentChanged))
        form = {"report": "incident", "incident": incident, "since": NOW.isoformat(), "until": NOW.isoformat()}
        refused = await visit.post("/reports", **form, event=fell.id, text="She fell.")
        assert refused.status_code == 409
        assert "still open" in refused.json()["text"]["en"]
        robot.resolve(incident, BY_NURSE, NURSE_ZHANG, real=True, note="")
        assert (await visit.post("/reports", **form, event=fell.id, text="She fell.")).status_code == 200
        changes = [one for one in events_of(robot) if isinstance(one, IncidentChanged)]
        assert (changes[-1].stage, changes[-1].by) == (IncidentStage.REPORTED, NURSE_ZHANG)
        assert '<span class="tag">reported</span>' in await read(visit, "/reports")
        assert "reported by Nurse Zhang" in (await visit.client.get("/state")).json()["state"]["closed"][0]["how"]


async def test_rounds_say_what_is_on_record_and_no_more(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        await live_through(visit)
        row = (await read(visit, "/reports")).partition('<th scope="row">Li Xiulan</th>')[2].partition("</tr>")[0]
        cells = row.split("<td")[1:]
        assert len(cells) == 24
        on_record = ["on record" in cell.replace("nothing on record", "") for cell in cells]
        assert on_record[:5] == [False, True, False, True, True], "latest first: 10, 09, 08, 07 and 06 o'clock"
        assert sum("night" in cell for cell in cells) == 8


async def test_figures_count_what_happened_by_day_and_cause(tmp_path: Path) -> None:
    async with visiting(tmp_path, language=Language.EN) as visit:
        assert "No incidents" in await read(visit, "/figures")
        await live_through(visit)
        page = await read(visit, "/figures")
        assert "<title>03-01 · Fall: 1</title>" in page
        assert "<title>07 · Li Xiulan: 1</title>" in page
        assert "<title>06 · Li Xiulan: 2</title>" in page
        assert "Li Xiulan" in page
        await visit.sign_in("inspector")
        page = await read(visit, "/figures")
        assert "Fall: 1" in page
        assert "Li Xiulan" not in page
