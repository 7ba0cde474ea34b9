"""The area of charts. Every picture of the site has an address of its own, in every format."""
