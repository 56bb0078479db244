"""Settings of understanding: the language model that may propose what was meant, off unless somebody sets it up."""

from datetime import timedelta
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from carebot._people_settings import Section
from carebot._wrong_settings import RefusedValueError
from carebot.core.language import Text


class LanguageModelSettings(Section):
    """An OpenAI-compatible endpoint as http://127.0.0.1:11434/v1, its model, and how long its answer may take.

    `agreed` says that everybody who lives here agreed that words which nothing else understands are sent there. The key
    stands in the environment variable CAREBOT_LANGUAGE_MODEL_KEY.
    """

    endpoint: str = ""
    model: str = ""
    timeout: Annotated[timedelta, Field(gt=timedelta(), le=timedelta(seconds=10))] = timedelta(seconds=3)
    agreed: bool = False

    @field_validator("endpoint")
    @classmethod
    def _address(cls, endpoint: str) -> str:
        if endpoint and not _is_address(endpoint):
            raise RefusedValueError(
                Text(
                    zh=f"{endpoint!r} 不是语言模型的地址，请写成 http://127.0.0.1:11434/v1 这样",
                    en=f"{endpoint!r} is no address of a language model, write one as http://127.0.0.1:11434/v1",
                )
            )
        return endpoint

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.endpoint and not self.model:
            raise RefusedValueError(Text(zh="语言模型没有写 model", en="the language model has no model"))
        if self.endpoint and not self.agreed:
            raise RefusedValueError(
                Text(
                    zh="用语言模型要先得到每位住户的同意：都同意了才写 agreed = true",
                    en="a language model needs the agreement of everybody who lives here: "
                    "write agreed = true once they gave it",
                )
            )
        return self


class UnderstandingSettings(Section):
    """What may understand words beside what is always there."""

    language_model: LanguageModelSettings = LanguageModelSettings()


def _is_address(endpoint: str) -> bool:
    try:
        place = urlsplit(endpoint)
        _ = place.port
    except ValueError:
        return False
    return place.scheme in {"http", "https"} and bool(place.hostname) and place.username is None
