"""Is it enough, and does it agree: coverage, contradictions, the daily meeting."""
