"""Names of people: whoever reads English meets none in Chinese characters, and whoever reads Mandarin none in Latin."""

import re
from pathlib import Path

import pytest

from carebot.core.language import Language, Text
from tests.safety.builders import BY_NURSE, CAREGIVERS, NURSE_ZHANG, RESIDENTS
from tests.web.visitor import Visit, visiting

pytestmark = pytest.mark.anyio

HAN = re.compile(r"[\u3400-\u9fff]")
OTHER_LANGUAGE = re.compile(r"<a [^>]*hreflang[^>]*>[^<]*</a>")
NAMES = (*(one.name for one in RESIDENTS), *(one.name for one in CAREGIVERS))


async def what_she_reads(visit: Visit, path: str, **query: str) -> str:
    """The page without its link to the other language, which stands in that language."""
    answer = await visit.client.get(path, params=query)
    assert answer.status_code == 200
    return OTHER_LANGUAGE.sub("", answer.text)


def named(page: str, language: Language) -> set[Text]:
    """Whose names stand on `page`, which has none in the other language."""
    other = Language.EN if language is Language.ZH else Language.ZH
    assert [name for name in NAMES if name.in_(other) in page] == []
    return {name for name in NAMES if name.in_(language) in page}


@pytest.mark.parametrize("language", Language)
async def test_she_finds_her_name_when_she_signs_in(tmp_path: Path, language: Language) -> None:
    async with visiting(tmp_path, caregiver="") as visit:
        token = visit.access.new_link_token()
        page = await what_she_reads(visit, "/enter", token=token, language=language.value)
        assert named(page, language) == {carer.name for carer in CAREGIVERS}
        assert (HAN.search(page) is None) is (language is Language.EN)


@pytest.mark.parametrize("language", Language)
async def test_an_alarm_names_people_from_first_to_last(tmp_path: Path, language: Language) -> None:
    async with visiting(tmp_path) as visit:
        incident = visit.robot.alarm()
        await visit.post(f"/alarms/{incident}/acknowledge")
        visit.robot.request("go_to_place", {"place": "kitchen"}, BY_NURSE)
        answered = await what_she_reads(visit, "/", language=language.value)
        await visit.post(f"/alarms/{incident}/resolve", real="yes")
        ended = await what_she_reads(visit, "/", language=language.value)
        for page in (answered, ended):
            assert named(page, language) >= {NURSE_ZHANG, *(resident.name for resident in RESIDENTS)}
            assert (HAN.search(page) is None) is (language is Language.EN)
