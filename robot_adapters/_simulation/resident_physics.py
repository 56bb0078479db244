"""The resident's body in one model's state: held in a stance, or limp under gravity.

Held, her stance is written into the physics each control period, so she can be touched but not pushed.
"""

from dataclasses import dataclass
from enum import StrEnum

import mujoco
import numpy as np
from numpy.typing import NDArray

from robot_adapters._simulation.readings import Capsule, Posture, ResidentTruth
from robot_adapters._simulation.resident_body import LIMP_STIFFNESS_NM_RAD, PREFIX, ROOT_JOINT
from robot_adapters._simulation.scenery import Collides
from robot_adapters._simulation.stances import HINGES, Stance, angles, rotated

STIFFNESS_AT_FALL_NM_RAD = 40.0
STIFFNESS_DECAY_S = 0.3
"""Muscles let go within a second: stiff enough at first that she topples, soon too weak to hold her."""

PUSH_S = 0.25

_REACH_DAMPING = 0.05
_REACH_STEP_M = 0.006


class Fall(StrEnum):
    """The ways to fall. `CRUMPLE`: nothing pushes, both legs give way."""

    FORWARD = "forward"
    BACKWARD = "backward"
    LEFT = "left"
    RIGHT = "right"
    CRUMPLE = "crumple"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Onset:
    """How a fall begins: the push at her chest (ahead, to her left, up; newton), and the leg joints that give way."""

    push_n: tuple[float, float, float]
    giving_way: dict[str, float]
    stiffness_nm_rad: float = STIFFNESS_AT_FALL_NM_RAD
    decay_s: float = STIFFNESS_DECAY_S


_ONSETS: dict[Fall, _Onset] = {
    Fall.FORWARD: _Onset(push_n=(90.0, 0.0, 0.0), giving_way={"knee": 0.5}, stiffness_nm_rad=150.0, decay_s=0.45),
    Fall.BACKWARD: _Onset(push_n=(-110.0, 0.0, 0.0), giving_way={}),
    Fall.LEFT: _Onset(push_n=(0.0, 160.0, 0.0), giving_way={"left_knee": 1.2, "left_thigh_raise": 0.7}),
    Fall.RIGHT: _Onset(push_n=(0.0, -160.0, 0.0), giving_way={"right_knee": 1.2, "right_thigh_raise": 0.7}),
    Fall.CRUMPLE: _Onset(
        push_n=(0.0, 0.0, 0.0),
        giving_way={"knee": 2.1, "thigh_raise": 1.1, "abdomen_bend": 0.4, "head_bend": 0.4},
        stiffness_nm_rad=12.0,
    ),
}


class ResidentPhysics:
    """Writes and reads her part of the state."""

    def __init__(self, model: mujoco.MjModel, data: mujoco.MjData, prefix: str = PREFIX) -> None:
        self._model = model
        self._data = data
        self._prefix = prefix
        root = model.joint(prefix + ROOT_JOINT)
        joints = np.array([model.joint(prefix + name).id for name in HINGES])
        self._root_qpos = int(root.qposadr[0])
        self._root_dof = int(root.dofadr[0])
        self._joints = joints
        self._qpos = model.jnt_qposadr[joints]
        self._dofs = model.jnt_dofadr[joints]
        self._bodies = np.array([body for body in range(model.nbody) if model.body(body).name.startswith(prefix)])
        self._geoms = np.flatnonzero(np.isin(model.geom_bodyid, self._bodies))
        self._chest = model.body(f"{prefix}chest").id
        self._hand = model.geom(f"{prefix}right_hand").id
        self._arm = [HINGES.index(name) for name in HINGES if name.startswith(("right_arm", "right_elbow"))]
        self._fallen_for_s = 0.0
        self._onset = _ONSETS[Fall.CRUMPLE]
        self._push: NDArray[np.float64] = np.zeros(3)
        self._springs: NDArray[np.float64] = model.qpos_spring[self._qpos].copy()

    def hold(self, stance: Stance, previous: Stance, period_s: float) -> None:
        """Put her in `stance`, moving as from `previous` a period ago."""
        self._data.qpos[self._root_qpos : self._root_qpos + 3] = stance.pelvis_m
        self._data.qpos[self._root_qpos + 3 : self._root_qpos + 7] = stance.turn
        self._data.qpos[self._qpos] = stance.angles_rad
        spin = np.zeros(3)
        mujoco.mju_subQuat(spin, stance.turn, previous.turn)
        velocity = (stance.pelvis_m - previous.pelvis_m) / period_s
        self._data.qvel[self._root_dof : self._root_dof + 3] = velocity
        self._data.qvel[self._root_dof + 3 : self._root_dof + 6] = spin / period_s
        self._data.qvel[self._dofs] = (stance.angles_rad - previous.angles_rad) / period_s

    def let_go(self, stance: Stance, direction: Fall) -> None:
        """From now on she is a limp body, pushed at first."""
        onset = self._onset = _ONSETS[direction]
        self._fallen_for_s = 0.0
        self._push = rotated(stance.turn, onset.push_n)
        self._model.qpos_spring[self._qpos] = stance.angles_rad + angles(onset.giving_way)
        self._touch(Collides.HOME | Collides.ROBOT | Collides.OBJECT)

    def sag(self, period_s: float) -> None:
        """One period of being limp: the push ends, the muscles let go."""
        self._data.xfrc_applied[self._chest, :3] = self._push if self._fallen_for_s < PUSH_S else 0.0
        tension = np.exp(-self._fallen_for_s / self._onset.decay_s)
        extra = (self._onset.stiffness_nm_rad - LIMP_STIFFNESS_NM_RAD) * tension
        self._model.jnt_stiffness[self._joints] = LIMP_STIFFNESS_NM_RAD + extra
        self._fallen_for_s += period_s

    def regain(self) -> Stance:
        """The stance that she lies in; from now on she is to be held again."""
        self._data.xfrc_applied[self._chest] = 0.0
        self._model.qpos_spring[self._qpos] = self._springs
        self._model.jnt_stiffness[self._joints] = LIMP_STIFFNESS_NM_RAD
        self._touch(Collides.ROBOT)
        return self.stance()

    def stance(self) -> Stance:
        """The stance that the physics has her in."""
        return Stance(
            posture=Posture.FALLEN,
            pelvis_m=self._data.qpos[self._root_qpos : self._root_qpos + 3].copy(),
            turn=self._data.qpos[self._root_qpos + 3 : self._root_qpos + 7].copy(),
            angles_rad=self._data.qpos[self._qpos].copy(),
        )

    def hand_m(self) -> NDArray[np.float64]:
        """The middle of her right hand in the map."""
        position: NDArray[np.float64] = self._data.geom_xpos[self._hand].copy()
        return position

    def reached(self, angles_rad: NDArray[np.float64], target_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """`angles_rad` with the right arm turned so that the hand comes a little nearer to `target_m`.

        Damped least squares (Wampler, 1986) on the hand's Jacobian in the present state, within the hinges' ranges.
        """
        offset = target_m - self.hand_m()
        offset *= min(1.0, _REACH_STEP_M / max(float(np.linalg.norm(offset)), 1e-9))
        jacobian = np.zeros((3, self._model.nv))
        body = int(self._model.geom_bodyid[self._hand])
        mujoco.mj_jac(self._model, self._data, jacobian, None, self.hand_m(), body)
        arm = jacobian[:, self._dofs[self._arm]]
        change = arm.T @ np.linalg.solve(arm @ arm.T + _REACH_DAMPING**2 * np.eye(3), offset)
        result = angles_rad.copy()
        low, high = self._model.jnt_range[self._joints[self._arm]].T
        result[self._arm] = np.clip(result[self._arm] + change, low, high)
        return result

    def truth(self, stance: Stance, holding: str | None) -> ResidentTruth:
        """Where she is in the physics, with the posture of `stance`."""
        capsules = tuple(self._capsule(int(geom)) for geom in self._geoms)
        return ResidentTruth(
            posture=stance.posture,
            facing_rad=self.stance().yaw_rad,
            pelvis_m=self._data.body(f"{self._prefix}pelvis").xpos.copy(),
            head_m=self._data.geom(f"{self._prefix}head").xpos.copy(),
            right_hand_m=self.hand_m(),
            holding=holding,
            capsules=capsules,
        )

    def _capsule(self, geom: int) -> Capsule:
        along = self._data.geom_xmat[geom].reshape(3, 3)[:, 2] * self._model.geom_size[geom, 1]
        centre = self._data.geom_xpos[geom]
        return Capsule(
            name=self._model.geom(geom).name.removeprefix(self._prefix),
            start_m=centre - along,
            end_m=centre + along,
            radius_m=float(self._model.geom_size[geom, 0]),
        )

    def _touch(self, others: Collides) -> None:
        """Let her body touch `others`, in the geoms and in the broad phase's summary of the bodies."""
        self._model.geom_conaffinity[self._geoms] = others
        self._model.body_conaffinity[self._bodies] = others
