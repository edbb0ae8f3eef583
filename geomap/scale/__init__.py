"""The same pipeline over any number of articles, on Dask: batches of articles to partitioned GeoParquet.

Four steps, each of tasks that write one file whole or not at all, so that a run that was killed goes on where it was:

1. `coding`: a batch of articles becomes a part, a file of events sorted into segments.
2. `merging.find_links`: reports that share a block (`geomap.coding.across`) are compared, a bucket of blocks at a time.
3. `merging.merge_groups`: the reports that links chain together become events.
4. `partitions`: the events of a month and a country become GeoParquet.

The result does not depend on the number of workers, on the size of the batches, or on how often the run was killed.
"""

from __future__ import annotations

from geomap.scale.run import Asked, Outcome, run
from geomap.scale.stages import Stages

__all__ = ["Asked", "Outcome", "Stages", "run"]
