"""What other sites and machines are told about a page: schema.org data, a picture for shared links, the site map."""
