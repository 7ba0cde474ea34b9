"""The tools with which assistants ask the graph, by the Model Context Protocol (https://modelcontextprotocol.io)."""
