"""What happened to the children of one inspection: cohort, flow, clocks, and one child's timeline."""
