"""The ASGI application around Flask, and the exchange of snapshots."""
