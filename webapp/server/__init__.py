"""The served site: the ASGI application around Flask, and the exchange of snapshots while it runs."""
