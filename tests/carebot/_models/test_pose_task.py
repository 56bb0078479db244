"""The landmark network's metadata, on the networks of the installed model."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from carebot._models.pose_task import ALIGNMENT_BYTES, assembled_pose_task, with_image_input
from carebot.models import ModelStore, model_cache

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def task() -> Path:
    return ModelStore(model_cache()).path("pose-landmarker-full")


@pytest.fixture(scope="module")
def detector(task: Path) -> bytes:
    with zipfile.ZipFile(task) as bundle:
        return bundle.read("pose_detector.tflite")


def test_the_network_says_how_its_image_is_normalized(detector: bytes) -> None:
    from mediapipe.tasks.metadata import metadata_schema_py_generated, schema_py_generated

    before = schema_py_generated.ModelT.InitFromObj(schema_py_generated.Model.GetRootAs(detector, 0))
    described = with_image_input(detector, mean=3.0, deviation=7.0)
    after = schema_py_generated.ModelT.InitFromObj(schema_py_generated.Model.GetRootAs(described, 0))
    assert described[4:8] == b"TFL3"
    assert len(after.buffers) == len(before.buffers) + 1
    entry = after.metadata[-1]
    assert entry.name == b"TFLITE_METADATA"
    table = bytes(after.buffers[entry.buffer].data)
    assert table[4:8] == b"M001"
    metadata = metadata_schema_py_generated.ModelMetadataT.InitFromObj(
        metadata_schema_py_generated.ModelMetadata.GetRootAs(table, 0)
    )
    (image,) = metadata.subgraphMetadata[0].inputTensorMetadata
    (unit,) = image.processUnits
    assert (list(unit.options.mean), list(unit.options.std)) == ([3.0], [7.0])
    assert image.content.contentProperties.colorSpace == metadata_schema_py_generated.ColorSpaceType.RGB


def test_the_weights_stay_what_they_were(detector: bytes) -> None:
    from mediapipe.tasks.metadata import schema_py_generated

    before = schema_py_generated.ModelT.InitFromObj(schema_py_generated.Model.GetRootAs(detector, 0))
    described = with_image_input(detector, mean=0.0, deviation=255.0)
    after = schema_py_generated.ModelT.InitFromObj(schema_py_generated.Model.GetRootAs(described, 0))
    for old, new in zip(before.buffers, after.buffers[:-1], strict=True):
        assert np.array_equal(np.asarray(old.data), np.asarray(new.data))


def test_the_same_networks_give_the_same_bundle(detector: bytes, tmp_path: Path) -> None:
    network = tmp_path / "network.tflite"
    network.write_bytes(detector)
    for name in ("one.task", "two.task"):
        assembled_pose_task([network, network], tmp_path / name)
    assert (tmp_path / "one.task").read_bytes() == (tmp_path / "two.task").read_bytes()


def test_networks_lie_aligned_in_the_bundle(detector: bytes, tmp_path: Path) -> None:
    network = tmp_path / "network.tflite"
    network.write_bytes(detector)
    assembled_pose_task([network, network], tmp_path / "it.task")
    content = (tmp_path / "it.task").read_bytes()
    with zipfile.ZipFile(tmp_path / "it.task") as bundle:
        assert bundle.testzip() is None
        for entry in bundle.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            begin = content.index(bundle.read(entry), entry.header_offset)
            assert begin % ALIGNMENT_BYTES == 0


def test_weights_lie_aligned_in_the_network(detector: bytes) -> None:
    from mediapipe.tasks.metadata import schema_py_generated

    described = with_image_input(detector, mean=0.0, deviation=255.0)
    model = schema_py_generated.ModelT.InitFromObj(schema_py_generated.Model.GetRootAs(described, 0))
    begin = np.frombuffer(described, dtype=np.uint8).ctypes.data
    places = [buffer.data.ctypes.data - begin for buffer in model.buffers if buffer.data is not None]
    assert len(places) > 100
    assert {place % ALIGNMENT_BYTES for place in places} == {0}


def test_mediapipe_takes_the_installed_bundle_for_several_people(task: Path) -> None:
    import mediapipe
    from mediapipe.tasks.python import vision
    from mediapipe.tasks.python.core.base_options import BaseOptions

    options = vision.PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(task)), num_poses=4)
    empty_room = mediapipe.Image(
        image_format=mediapipe.ImageFormat.SRGB, data=np.full((240, 320, 3), 127, dtype=np.uint8)
    )
    with vision.PoseLandmarker.create_from_options(options) as landmarker:
        assert landmarker.detect(empty_room).pose_landmarks == []
