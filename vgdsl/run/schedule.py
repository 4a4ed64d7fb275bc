"""Decides which jobs may start, and in which order. Knows no clock, no network and no disk, and not what a job does.

A job may start when all that it needs is done and a place is free; of several, the one with the longest path of work
still behind it goes first (the critical path), and among equals the one that was written first.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heappop, heappush

Edges = Mapping[str, Sequence[str]]


class Schedule:
    """The jobs not yet begun, of a graph without cycles.

    `needs` gives the jobs that each job waits for, in the order of the film, and `needed_by` those that wait for it;
    `remaining` the seconds of the longest path that starts with it. At most `places` jobs are under way at once.
    """

    __slots__ = ("_missing", "_needed_by", "_order", "_rank", "_ready", "places", "running")

    def __init__(self, needs: Edges, needed_by: Edges, remaining: Mapping[str, float], places: int) -> None:
        self.places = places
        self.running = 0
        self._needed_by = needed_by
        self._missing = {job: len(before) for job, before in needs.items()}
        # A plain number compares faster than a path; sorting keeps the film's order among equals.
        self._order = sorted(needs, key=remaining.__getitem__, reverse=True)
        self._rank = {job: rank for rank, job in enumerate(self._order)}
        self._ready = [rank for rank, job in enumerate(self._order) if not self._missing[job]]

    def take(self) -> str | None:
        """The job to start now, which takes a place until `done` or `drop`; None when there is no place or no job."""
        if not self._ready or self.running >= self.places:
            return None
        self.running += 1
        return self._order[heappop(self._ready)]

    def done(self, job: str) -> None:
        """Give the place of a job back, and let those that waited only for it become ready."""
        self.running -= 1
        missing = self._missing
        for user in self._needed_by[job]:
            missing[user] -= 1
            if not missing[user]:
                heappush(self._ready, self._rank[user])

    def drop(self, job: str) -> Iterator[str]:
        """Give the place of a job back that will not be done; yields every job that can no longer start, once."""
        self.running -= 1
        stack = list(self._needed_by[job])
        while stack:
            user = stack.pop()
            if self._missing[user] > 0:
                self._missing[user] = -1
                stack += self._needed_by[user]
                yield user

    @property
    def ready(self) -> int:
        """How many jobs could start if there were places."""
        return len(self._ready)
