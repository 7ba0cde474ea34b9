"""What `webapp.http` knows, tried over the whole site."""
