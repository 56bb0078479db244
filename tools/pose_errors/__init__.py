"""Measures how the pose engine errs about people in the simulated home: makes `carebot/bench/_pose_errors.toml`."""
