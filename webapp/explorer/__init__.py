"""The explorer of the graph's network.

An address asks for a part of the network, which the explorer shows in every format.
"""
