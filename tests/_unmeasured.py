"""Tests during which coverage does not look: they run what quicker tests cover, ten times slower where it looks.

Each line is how the name of a test begins, a folder, a file or one test of it, below the folder of this file.

Tracing costs most in loops over thousands of requests, in physics and where a whole robot starts.
"""

import os
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

UNMEASURED: Final = (
    "carebot/app/",
    "carebot/assembly/test_guard.py",
    "carebot/assembly/test_hearing_strangers.py",
    "carebot/assembly/test_listening.py",
    "carebot/assembly/test_mouth.py",
    "carebot/assembly/test_satellites.py",
    "carebot/assembly/test_smart_home.py",
    "carebot/bench/test_instructions.py",
    "carebot/bench/test_intents.py::test_the_sentences_of_home_assistant",
    "carebot/bench/test_speech.py::test_real_recordings_are_understood",
    "carebot/bench/test_turns.py",
    "carebot/commands/test_run.py",
    "carebot/test_demo.py",
    "contracts/test_bodies.py",
    "contracts/test_skills.py::test_a_plan_ends_whichever_action_fails",
    "contracts/test_skills.py::test_the_same_outcomes_give_the_same_actions",
    "contracts/test_voices.py::test_it_speaks_as_slowly",
    "contracts/test_voices.py::test_voices_that_speak_at_once",
    "dialogue/test_embeddings.py::test_the_real_model",
    "dialogue/test_emergency.py::test_it_agrees_with_what_the_skills",
    "dialogue/test_interpreter.py::test_every_sentence_of_every_skill",
    "dialogue/test_interpreter.py::test_misheard_mandarin",
    "dialogue/test_interpreter.py::test_what_is_said_to_smart_homes",
    "dialogue/test_pocketsphinx.py::test_real_speech",
    "dialogue/test_vad.py::test_a_real_recording",
    "dialogue/test_whisper.py::test_mandarin_phrases",
    "dialogue/test_whisper_spotter.py",
    "monitoring/test_evaluation.py::test_recorded_falls",
    "monitoring/test_fall.py::test_daily_life",
    "robot_adapters/test_simulated.py",
    "safety/household/test_properties.py::test_a_hazard_is_refused",
    "safety/household/test_properties.py::test_any_plan_is_judged",
    "safety/proof/test_everything.py",
    "safety/proof/test_model.py",
    "safety/proof/test_reliance.py::test_without_any_one_rule",
    "safety/test_equal_treatment.py",
    "test_codebase.py",
    "web/test_attached.py",
    "web/test_browser.py",
    "web/test_starting.py",
    "web/test_ward_browser.py",
    "web/test_why_browser.py",
)
# Where coverage tells the programs that a test starts to measure themselves.
_FOR_CHILDREN: Final = "COVERAGE_PROCESS_CONFIG"


@contextmanager
def unmeasured() -> Generator[None]:
    """No tracing in this thread, nor in threads and programs that are started meanwhile."""
    tracer, of_threads = sys.gettrace(), threading.gettrace()
    for_children = os.environ.pop(_FOR_CHILDREN, None)
    sys.settrace(None)
    threading.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
        threading.settrace(of_threads)
        if for_children is not None:
            os.environ[_FOR_CHILDREN] = for_children
