"""A PoseLandmarker bundle for several people, assembled from the two networks that an older MediaPipe carries.

The bundle is a zip archive of `pose_detector.tflite` and `pose_landmarks_detector.tflite`, stored uncompressed and
aligned, as MediaPipe maps them into memory. The task refuses a network that does not say how its input image is
normalized. The detector says so itself; the landmark network gets it here as TensorFlow Lite metadata (schema
`metadata_schema.fbs` of MediaPipe). Rule: the same inputs always give the same bytes.
"""

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

METADATA_NAME = "TFLITE_METADATA"
METADATA_IDENTIFIER = b"M001"
MODEL_IDENTIFIER = b"TFL3"
METADATA_PARSER_VERSION = "1.0.0"
"""The oldest parser that knows normalization and image properties, as the detector's own metadata states."""

ALIGNMENT_BYTES = 16
"""How weights lie in memory (`force_align: 16` of Buffer.data in TensorFlow Lite's schema); else they are copied."""

ZIP_HEADER_BYTES = 30
ZIP_PADDING_FIELD = 0xD935
"""The extra field in which Android's zipalign keeps padding; its first two bytes tell the alignment."""


def assembled_pose_task(networks: Sequence[Path], target: Path) -> None:
    """Write the bundle of `networks` (detector, landmarks) to `target`.

    The landmark network takes pixels divided by 255, which its MediaPipe graph `pose_landmark_by_roi_cpu.pbtxt` states
    as `output_tensor_float_range` 0 to 1.
    """
    detector, landmarks = (network.read_bytes() for network in networks)
    with target.open("wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(_entry("pose_detector.tflite", file.tell()), detector)
        described = with_image_input(landmarks, mean=0.0, deviation=255.0)
        bundle.writestr(_entry("pose_landmarks_detector.tflite", file.tell()), described)


def movenet_of_bundle(bundles: Sequence[Path], target: Path) -> None:
    """Write the network MoveNet MultiPose that the bundle of another fall detector carries unchanged."""
    (bundle,) = bundles
    with zipfile.ZipFile(bundle) as whole:
        target.write_bytes(whole.read("models/movenet.tflite"))


def _entry(name: str, offset: int) -> zipfile.ZipInfo:
    """The entry `name`, whose header stands at `offset`, padded so that its content is aligned."""
    entry = zipfile.ZipInfo(name)
    begin = offset + ZIP_HEADER_BYTES + len(name) + struct.calcsize("<HHH")
    padding = bytes(-begin % ALIGNMENT_BYTES)
    entry.extra = struct.pack("<HHH", ZIP_PADDING_FIELD, 2 + len(padding), ALIGNMENT_BYTES) + padding
    return entry


def with_image_input(network: bytes, *, mean: float, deviation: float) -> bytes:
    """The TensorFlow Lite model `network`, saying that it takes an RGB image as (pixel - mean) / deviation."""
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    model.buffers = [_AlignedBuffer(None if buffer.data is None else bytes(buffer.data)) for buffer in model.buffers]
    model.buffers.append(_AlignedBuffer(_image_metadata(mean, deviation)))
    model.metadata.append(schema.MetadataT(name=METADATA_NAME, buffer=len(model.buffers) - 1))
    builder = flatbuffers.Builder()
    builder.Finish(model.Pack(builder), MODEL_IDENTIFIER)
    return bytes(builder.Output())


class _AlignedBuffer:
    """A buffer of a model, written with the alignment that MediaPipe's generated code leaves out."""

    def __init__(self, data: bytes | None) -> None:
        self._data = data

    def Pack(self, builder: Any) -> Any:  # noqa: N802 - the name that the generated code calls
        """Write the buffer with a flatbuffers.Builder, a table with `data` in its first slot; returns its place."""
        data = None
        if self._data is not None:
            builder.Prep(ALIGNMENT_BYTES, len(self._data))
            data = builder.CreateByteVector(self._data)
        builder.StartObject(1)
        if data is not None:
            builder.PrependUOffsetTRelativeSlot(0, data, 0)
        return builder.EndObject()


def _image_metadata(mean: float, deviation: float) -> bytes:
    """The metadata table for one RGB image as input."""
    import flatbuffers
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    normalization = schema.ProcessUnitT(
        optionsType=schema.ProcessUnitOptions.NormalizationOptions,
        options=schema.NormalizationOptionsT(mean=[mean], std=[deviation]),
    )
    content = schema.ContentT(
        contentPropertiesType=schema.ContentProperties.ImageProperties,
        contentProperties=schema.ImagePropertiesT(colorSpace=schema.ColorSpaceType.RGB),
    )
    image = schema.TensorMetadataT(name="image", content=content, processUnits=[normalization])
    graph = schema.SubGraphMetadataT(inputTensorMetadata=[image])
    metadata = schema.ModelMetadataT(subgraphMetadata=[graph], minParserVersion=METADATA_PARSER_VERSION)
    builder = flatbuffers.Builder()
    builder.Finish(metadata.Pack(builder), METADATA_IDENTIFIER)
    return bytes(builder.Output())
