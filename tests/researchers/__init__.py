"""The live service, used as researchers use it: from SPARQLWrapper, rdflib, pandas, and the snippets on the pages."""
