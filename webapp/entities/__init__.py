"""The areas of the site: each module a blueprint, or the content of one kind of page."""
