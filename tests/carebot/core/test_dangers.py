"""Which number of the place reaches which service."""

import pytest

from carebot.core.dangers import EmergencyNumbers, Service

_PLACE = EmergencyNumbers(ambulance="1", police="2", fire_brigade="3", crisis_line="4")


@pytest.mark.parametrize(
    ("service", "number"),
    [(Service.AMBULANCE, "1"), (Service.POLICE, "2"), (Service.FIRE_BRIGADE, "3"), (Service.CRISIS_LINE, "4")],
)
def test_each_service_has_its_own_number(service: Service, number: str) -> None:
    assert _PLACE.of(service) == number


def test_without_settings_the_numbers_are_those_of_mainland_china() -> None:
    assert [EmergencyNumbers().of(service) for service in Service] == ["120", "110", "119", "12356"]
