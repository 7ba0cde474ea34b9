"""The page and the API of questions in words."""
