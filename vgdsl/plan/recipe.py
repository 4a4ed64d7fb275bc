"""What a clip is made by, all the way down: an identity that does not hang on what is made already. Knows no history.

A job's recipe is its key (key.py) in which the recipe of each other job stands where the digest of its clip would. So it
is known before anything is made and stays the same while a film is being made; and it changes with whatever changes
the clip, however far before it: a prompt, a model, a take, the bytes of a file. Names, formatting and order are not in it.
"""

from collections.abc import Mapping

from vgdsl.plan.graph import Graph
from vgdsl.plan.job import Finishing, Job
from vgdsl.plan.key import OFFICIAL, Key, finished, key


def recipes(graph: Graph, provider: str, address: str = OFFICIAL) -> Mapping[str, Key]:
    """The recipe of every job of a whole film's graph, in graph order, without recursion: chains are long."""
    found: dict[str, Key] = {}
    digests: dict[str, str] = {}
    for name in graph.order:
        task = graph.tasks[name]
        if isinstance(task, Job):
            found[name] = key(task, digests, provider, address)
            digests[name] = found[name].digest
        elif isinstance(task, Finishing):
            digests[name] = finished(task, digests)
    return found
