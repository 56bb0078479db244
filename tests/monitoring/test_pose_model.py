"""The lean pose model, on the networks of the installed one: fewer operators, the same numbers."""

import io
import zipfile

import numpy as np
import pytest

from monitoring._pose_model import without_outline
from tests.monitoring.models import pose_model

pytestmark = pytest.mark.slow

DETECTOR, LANDMARKS = "pose_detector.tflite", "pose_landmarks_detector.tflite"


@pytest.fixture(scope="module")
def task() -> bytes:
    return pose_model().read_bytes()


@pytest.fixture(scope="module")
def lean(task: bytes) -> bytes:
    return without_outline(task)


def entries(task: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(task)) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def answers(network: bytes) -> tuple[list[np.ndarray[tuple[int, ...], np.dtype[np.float32]]], int]:
    """What a network says of a noisy picture, output by output, and of how many tensors it makes use."""
    from ai_edge_litert.interpreter import Interpreter  # type: ignore[import-untyped]  # ships no types

    interpreter = Interpreter(model_content=network, num_threads=1)
    interpreter.allocate_tensors()
    picture = np.random.default_rng(1).random((1, 256, 256, 3)).astype(np.float32)
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], picture)
    interpreter.invoke()
    outputs = [interpreter.get_tensor(output["index"]) for output in interpreter.get_output_details()]
    return outputs, len(interpreter._get_ops_details())


def test_what_is_asked_for_is_the_same_to_the_last_bit_and_the_outline_is_not_drawn(task: bytes, lean: bytes) -> None:
    before, operators = answers(entries(task)[LANDMARKS])
    after, left = answers(entries(lean)[LANDMARKS])
    assert left < operators - 40
    assert len(after) == len(before)
    assert before[2].shape == (1, 256, 256, 1)
    assert after[2].size == 1
    for number in (0, 1, 3, 4):
        assert np.array_equal(before[number], after[number])


def test_every_entry_keeps_its_place_in_the_bundle(task: bytes, lean: bytes) -> None:
    assert len(lean) == len(task)
    assert entries(lean)[DETECTOR] == entries(task)[DETECTOR]
    for name, network in entries(lean).items():
        assert lean.index(network) == task.index(entries(task)[name])


def test_a_network_that_is_built_otherwise_stays_as_it_is(task: bytes) -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as bundle:
        bundle.writestr(LANDMARKS, entries(task)[DETECTOR])
    assert entries(without_outline(other.getvalue())) == {LANDMARKS: entries(task)[DETECTOR]}
