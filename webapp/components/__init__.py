"""What several areas put on a page: responses, timelines, networks, charts, schema.org data."""
