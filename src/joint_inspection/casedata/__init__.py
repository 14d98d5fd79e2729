"""What do an area's child-level lists say? Read as they come, matched to what was asked for, and checked."""
