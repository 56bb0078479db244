"""A PoseLandmarker bundle for several people, assembled from the two networks that an older MediaPipe carries.

The bundle is a zip archive of `pose_detector.tflite` and `pose_landmarks_detector.tflite`, stored uncompressed, as
MediaPipe maps them into memory. The task refuses a network that does not say how its input image is normalized. The
detector says so itself; the landmark network gets it here as TensorFlow Lite metadata
(tensorflow.org/lite/models/convert/metadata, schema `metadata_schema.fbs`). The same inputs always give the same bytes.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import flatbuffers

METADATA_NAME = "TFLITE_METADATA"
METADATA_IDENTIFIER = b"M001"
MODEL_IDENTIFIER = b"TFL3"
METADATA_PARSER_VERSION = "1.0.0"
"""The oldest parser that knows normalization and image properties, as the detector's own metadata states."""


def assembled_pose_task(networks: Sequence[Path], target: Path) -> None:
    """Write the bundle of `networks` (detector, landmarks) to `target`.

    The landmark network takes pixels divided by 255, which its MediaPipe graph `pose_landmark_by_roi_cpu.pbtxt` states
    as `output_tensor_float_range` 0 to 1.
    """
    detector, landmarks = (network.read_bytes() for network in networks)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as bundle:
        bundle.writestr(zipfile.ZipInfo("pose_detector.tflite"), detector)
        described = with_image_input(landmarks, mean=0.0, deviation=255.0)
        bundle.writestr(zipfile.ZipInfo("pose_landmarks_detector.tflite"), described)


def with_image_input(network: bytes, *, mean: float, deviation: float) -> bytes:
    """The TensorFlow Lite model `network`, saying that it takes an RGB image as (pixel - mean) / deviation."""
    from mediapipe.tasks.metadata import schema_py_generated as schema

    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(network, 0))
    model.buffers.append(schema.BufferT(data=list(_image_metadata(mean, deviation))))
    model.metadata.append(schema.MetadataT(name=METADATA_NAME, buffer=len(model.buffers) - 1))
    builder = flatbuffers.Builder()
    builder.Finish(model.Pack(builder), MODEL_IDENTIFIER)
    return bytes(builder.Output())


def _image_metadata(mean: float, deviation: float) -> bytes:
    """The metadata table for one RGB image as input."""
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
