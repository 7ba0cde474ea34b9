"""How people see it: the pages, the linked data, the pictures and the command line."""
