"""geomap: news text in, maps of conflict and diplomacy out."""
