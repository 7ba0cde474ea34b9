"""The tools with which assistants ask the graph.

They reach them by the Model Context Protocol (https://modelcontextprotocol.io).
"""
