"""When nobody has to see to an incident any more."""

from carebot.core.alarms import IncidentStage


def test_an_incident_is_over_when_it_is_resolved_dismissed_or_reported() -> None:
    over = {stage for stage in IncidentStage if stage.over}
    assert over == {IncidentStage.RESOLVED, IncidentStage.DISMISSED, IncidentStage.REPORTED}
