"""Decides when to ask for a result again. Knows no clock, no provider and no job, only how long things take.

Most jobs of a model take about as long as its average says, so questions asked early are asked in vain. Asking begins
late, is dense around the time when the job should be done, and thins out again when it is long overdue. In the dense
stretch the gap is a fixed share of the job's age, so that the delay in noticing is a fixed share of its length: half a
gap on average, two hundredths.
"""

DENSE = 0.65
"""The share of the usual time from which a finished job should be noticed at once."""
UNKNOWN = 30.0
"""Seconds after which the first question is asked of a model whose average nobody has told yet; the answer tells it."""
GAP = 0.035
"""The gap between questions, as a share of the job's age."""
LONGEST = 60.0
SHORTEST = 0.5
_OVERDUE = 1.5
_SLACK = 0.8
"""The share of the provider's limit that may be used; the rest is for whatever else uses the same key."""


def wait(age: float, usual: float, asking: int, per_minute: float, busy: float = 1.0) -> float:
    """Return the seconds to wait before the next question.

    `age` is how long the job has been in the making and `usual` how long such jobs take, in seconds. The more jobs are
    `asking`, the longer each waits, so that together they stay below `per_minute` questions; those that are too young
    for a question are not among them. `busy` is the share of the last minute's questions that is used up: while much
    is left nobody needs to wait for others.
    """
    fair = asking * 60.0 / (per_minute * _SLACK) * _crowded(busy)
    return max(_due(age, usual) - age, SHORTEST, fair)


def first_wait(
    average: float | None, guess: float, asking: int, per_minute: float, busy: float = 1.0
) -> float:
    """Return the seconds from the order to the first question; `average` is None until the provider has told it."""
    if average is not None:
        return wait(0.0, average, asking, per_minute, busy)
    return min(wait(0.0, guess, asking, per_minute, busy), UNKNOWN)


def _crowded(busy: float) -> float:
    """How far jobs must wait for each other: not at all up to half of the share that may be used, wholly from there on."""
    return min(1.0, max(0.0, 2.0 * busy / _SLACK - 1.0))


def _due(age: float, usual: float) -> float:
    """The age at which the next question should be asked."""
    if age < usual * DENSE * (1 - GAP):
        return usual * DENSE
    gap = GAP if age < usual * _OVERDUE else 2 * GAP
    return age + min(age * gap, LONGEST)
