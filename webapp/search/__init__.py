"""The pages and addresses of the search: `/search`, its suggestions, and `/api/search`."""
