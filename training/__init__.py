"""Train geomap's English pipeline from cleared corpora; not part of the installed package."""
