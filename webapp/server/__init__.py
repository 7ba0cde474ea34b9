"""The ASGI application around Flask, and its reloading."""
