"""What happened to each child, when, and when did each agency know? One typed table of events from every list."""
