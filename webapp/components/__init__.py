"""The parts of pages that several areas share."""
