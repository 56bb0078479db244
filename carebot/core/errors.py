"""The errors of carebot, each with a sentence for the person who meets it: what happened and what to do."""

from carebot.core.language import Text


class CarebotError(Exception):
    """Base of every error that carebot raises on purpose."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class SettingsError(CarebotError):
    """A setting is unknown, missing or wrong."""


class WrongValueError(SettingsError):
    """The value of one setting is wrong: its keys are `place`, and `why` says it beside its field."""

    def __init__(self, text: Text, place: tuple[str, ...], why: Text) -> None:
        super().__init__(text)
        self.place = place
        self.why = why


class DeviceError(CarebotError):
    """A camera, microphone or loudspeaker is missing or does not work."""


class ModelError(CarebotError):
    """A model file is missing, damaged or cannot be fetched."""


class BodyError(CarebotError):
    """The robot's body cannot be reached or answers nonsense."""


class PermitError(CarebotError):
    """A body was asked to act without a valid permit."""


class JournalError(CarebotError):
    """The journal cannot be opened, written or trusted."""


class PluginError(CarebotError):
    """A plug-in module does not hold exactly one usable plug-in."""


class RulesError(CarebotError):
    """The house rules cannot be read, or do not have the form that the gate demands."""


class UnknownEventError(CarebotError):
    """The record holds no such event, or more than one that may be meant."""
