"""The pose model as it runs here: without the outline of each body, which nobody asks for.

Drawing the outline is a third of the landmark network's work. Rule: what is left says the same to the last bit, and a
model that is built otherwise stays as it is.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

LANDMARKS: Final = "pose_landmarks_detector.tflite"
"""The landmark network in a bundle."""
_OUTPUTS: Final = 5
"""Landmarks, presence, outline, heatmap and metric landmarks: MediaPipe takes them by their order."""

# Where fields stand in the tables of TensorFlow Lite's schema.fbs: 4 bytes for the vtable's head, 2 for each field.
_SUBGRAPHS: Final = 8
_TENSORS, _GRAPH_OUTPUTS, _OPERATORS = 4, 8, 10
_SHAPE: Final = 4
_OPERATOR_INPUTS, _OPERATOR_OUTPUTS = 6, 8


def without_outline(task: bytes) -> bytes:
    """The bundle `task` with a landmark network that draws no outline; every entry keeps its place and its size."""
    bundle = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(task)) as whole, zipfile.ZipFile(bundle, "w") as lean:
        for entry in whole.infolist():
            network = whole.read(entry)
            lean.writestr(entry, _lean(network) if entry.filename == LANDMARKS else network)
    return bundle.getvalue()


def _lean(network: bytes) -> bytes:
    """The network without the operators that only its outline needs; in the place of that it gives what precedes it."""
    edited = bytearray(network)
    graph = _Graph(edited)
    outlines = [number for number, output in enumerate(graph.outputs) if _is_picture(graph.shape(int(output)))]
    if len(graph.outputs) != _OUTPUTS or len(outlines) != 1 or outlines[0] == 0:
        return network
    graph.outputs[outlines[0]] = graph.outputs[outlines[0] - 1]
    graph.keep(_needed(graph.operators(), graph.outputs.tolist()))
    return bytes(edited)


def _is_picture(shape: Sequence[int]) -> bool:
    return len(shape) == 4 and shape[-1] == 1 and shape[1] > 1


def _needed(operators: Mapping[int, tuple[list[int], list[int]]], outputs: Sequence[int]) -> list[int]:
    """The operators, by their places and in their order, without which the tensors `outputs` cannot be had."""
    makers = {tensor: place for place, (_, made) in operators.items() for tensor in made}
    wanted, needed = list(outputs), set()
    while wanted:
        maker = makers.get(wanted.pop())
        if maker is not None and maker not in needed:
            needed.add(maker)
            wanted.extend(operators[maker][0])
    return [place for place in operators if place in needed]


class _Graph:
    """The first subgraph of a TensorFlow Lite model in `network`, which is changed in place."""

    def __init__(self, network: bytearray) -> None:
        from flatbuffers import encode, packer
        from flatbuffers.table import Table

        self._network = network
        self._table = Table
        model = Table(network, encode.Get(packer.uoffset, network, 0))
        self._graph = Table(network, model.Indirect(model.Vector(model.Offset(_SUBGRAPHS))))
        self.outputs: NDArray[np.int32] = self._numbers(self._graph, _GRAPH_OUTPUTS)

    def shape(self, tensor: int) -> list[int]:
        """The shape of a tensor."""
        numbers: list[int] = self._numbers(self._at(_TENSORS, tensor), _SHAPE).tolist()
        return numbers

    def operators(self) -> dict[int, tuple[list[int], list[int]]]:
        """The tensors that each operator takes and makes, by the operator's place."""
        told = (self._at(_OPERATORS, number) for number in range(self._graph.VectorLen(self._graph.Offset(_OPERATORS))))
        return {
            int(one.Pos): (
                self._numbers(one, _OPERATOR_INPUTS).tolist(),
                self._numbers(one, _OPERATOR_OUTPUTS).tolist(),
            )
            for one in told
        }

    def keep(self, places: Sequence[int]) -> None:
        """Leave out every operator but those at `places`, which are told in their order."""
        start = self._graph.Vector(self._graph.Offset(_OPERATORS))
        slots = start + 4 * np.arange(len(places))
        np.frombuffer(self._network, dtype="<u4", count=1, offset=start - 4)[0] = len(places)
        np.frombuffer(self._network, dtype="<u4", count=len(places), offset=start)[:] = np.array(places) - slots

    def _at(self, field: int, number: int) -> Any:
        """The table of this number in a vector of tables."""
        slot = self._graph.Vector(self._graph.Offset(field)) + 4 * number
        return self._table(self._network, self._graph.Indirect(slot))

    def _numbers(self, table: Any, field: int) -> NDArray[np.int32]:
        """A vector of whole numbers, shared with the network."""
        offset = table.Offset(field)
        if offset == 0:
            return np.zeros(0, dtype=np.int32)
        return np.frombuffer(self._network, dtype="<i4", count=table.VectorLen(offset), offset=table.Vector(offset))
