"""The search for names: its page, and suggestions while somebody types."""
