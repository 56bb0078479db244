"""The panel of this robot: its socket first, so that a taken port is told before anything starts."""
