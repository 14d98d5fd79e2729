"""What was read beforehand, and the questions that inspectors set out with."""
