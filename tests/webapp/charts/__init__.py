"""Tests of charts at addresses of their own."""
