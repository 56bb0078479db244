"""The network that another detector's bundle carries comes out of it unchanged."""

import zipfile
from pathlib import Path

from carebot._models.pose_task import movenet_of_bundle


def test_the_network_is_written_as_it_stands_in_the_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.nfd"
    with zipfile.ZipFile(bundle, "w") as whole:
        whole.writestr("manifest.json", "{}")
        whole.writestr("models/movenet.tflite", b"a network")
    movenet_of_bundle([bundle], tmp_path / "movenet.tflite")
    assert (tmp_path / "movenet.tflite").read_bytes() == b"a network"
