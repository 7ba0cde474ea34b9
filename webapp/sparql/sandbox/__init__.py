"""Processes that run visitors' queries apart from the site.

`client` is the way in; `fork_server` holds the graph and forks; `worker` runs queries within limits.
"""
