"""Does `opg` do what its help says, as a shell user expects?"""
