"""The two engines behind `search.interface.SearchBackend`: a folder on this machine, and Elasticsearch."""
