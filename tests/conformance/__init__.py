"""The endpoint held to the tests of the W3C, over a real server."""
