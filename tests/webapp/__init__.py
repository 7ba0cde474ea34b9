"""Does the product work as people use it: site and command line?"""
