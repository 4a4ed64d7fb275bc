"""What can happen in a run. Pure records; knows neither who writes them down nor who listens.

Money is in US dollars, `at` in Unix seconds. Job ids are those of plan/job.py; `key` names the request (plan/key.py),
`sha256` the bytes of a result. Events of the purchase (Intended to Gone) are journaled before anything follows from
them; Progressed is only for whoever watches.
"""

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from vgdsl.plan.blame import Blamed
from vgdsl.plan.job import Expected


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    at: float


class RunStarted(Event, frozen=True):
    """`cap` is the most this run may spend, `spent` what the project has spent before, `owner` the process that runs it."""

    run: str
    film: str
    provider: str
    jobs: tuple[str, ...]
    assemblies: tuple[str, ...]
    cap: Decimal | None
    spent: Decimal
    owner: str = ""


class JobEvent(Event, frozen=True):
    job: str


class Ready(JobEvent, frozen=True):
    """All that it needs is there."""


class Reused(JobEvent, frozen=True):
    """A clip for this very request exists: nothing is bought."""

    key: str
    sha256: str


class Held(JobEvent, frozen=True):
    """The clip that exists is kept, though its inputs changed."""

    key: str
    sha256: str


class Intended(JobEvent, frozen=True):
    """The purchase is about to be sent, at this quote; `node`, `take` and `scene` are those of the job.

    `balance` is what the account last said that it holds. `expected` and `usual` (seconds) are what collecting it needs
    once the film no longer has the job. `added` are fields that were sent beside those of the request in `components`,
    because the provider asked for them.
    """

    key: str
    components: dict[str, object]
    model: str
    quote: Decimal
    node: str = ""
    take: int = 1
    scene: str | None = None
    balance: Decimal | None = None
    expected: Expected = Expected()
    usual: float = 120.0
    added: dict[str, object] = {}


class NotSent(JobEvent, frozen=True):
    """The purchase was certainly never accepted; `retry` says whether it will be tried again."""

    key: str
    message: str
    retry: bool


class Submitted(JobEvent, frozen=True):
    """The purchase was accepted; all that is needed to collect it.

    `instead_of` is the model that was ordered, where the provider passed the order to another.
    """

    key: str
    model: str
    queue_id: str
    download_url: str | None
    provider: str
    address: str
    deadline: float
    instead_of: str | None = None


class Resumed(JobEvent, frozen=True):
    """Bought by an earlier run, and collected by this one. A job that the film no longer has is named `name~key`."""

    key: str
    model: str
    quote: Decimal
    deadline: float


class Delayed(JobEvent, frozen=True):
    """The provider gave no useful answer; it is asked again after `seconds`."""

    message: str
    seconds: float


class Progressed(JobEvent, frozen=True):
    """Still being made; milliseconds as the provider tells them, None where it does not. `note` says what is odd about it."""

    average_ms: float | None
    elapsed_ms: float | None
    note: str | None = None


class Downloading(JobEvent, frozen=True):
    """The clip is made and its bytes are coming."""

    received: int


class Finished(JobEvent, frozen=True):
    """The clip is verified and in the store."""

    key: str
    sha256: str
    size: int
    cost: Decimal


class Consent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a person has to attest before media with faces are taken: `name` is how the scene file does that.

    `given` tells that the film attested it, and that it was asked for all the same.
    """

    name: str
    terms: str
    version: str = ""
    link: str | None = None
    given: bool = False


class Judged(JobEvent, frozen=True):
    """An order came to nothing; `message` is what was said, `model` who was to make it, `price` what it was quoted.

    `accepted` tells whether the order had been accepted, and so charged, before; `delivered` that a clip came, which is not
    what was ordered. `refunded` is what the provider says of
    the money; None where it says nothing, or there was none. `inputs` are what it objects to, `named` by itself; else they
    are all that it can have meant. The rest is what it proposes, or asks for, so that the order would be taken.
    """

    key: str
    message: str
    refunded: bool | None = None
    accepted: bool = False
    delivered: bool = False
    model: str = ""
    price: Decimal | None = None
    inputs: tuple[Blamed, ...] = ()
    named: bool = True
    suggested_prompt: str | None = None
    recommended_model: str | None = None
    consent: Consent | None = None

    @property
    def kept(self) -> Decimal:
        """What counts as spent on it: a refusal at once was not charged, unless it is said; later only a refund counts."""
        charged = self.refunded is False or (self.accepted and self.refunded is None)
        return self.price if charged and self.price is not None else Decimal(0)


class Refused(Judged, frozen=True):
    """The provider's rules refuse the request."""


class Failed(Judged, frozen=True):
    """It could not be made; the provider's recorded verdict, or a result that is not what was ordered."""


class Expired(JobEvent, frozen=True):
    """It was bought, but its result can no longer be had."""

    key: str
    message: str


class Uncollected(JobEvent, frozen=True):
    """Bought, and not to be had in this run; it stays collectable until its deadline."""

    key: str
    message: str
    deadline: float


class Uncertain(JobEvent, frozen=True):
    """Whether the purchase went through is not known; only a person can settle it."""

    key: str
    message: str


class Blocked(JobEvent, frozen=True):
    """Something that it needs did not finish; `by` names that job."""

    by: str


class Stopped(JobEvent, frozen=True):
    """Not begun, because a limit would be passed or the quote was not as planned; `limit` names it."""

    limit: str
    message: str


class Building(JobEvent, frozen=True):
    """An assembly is being put together; `fraction` from 0 to 1."""

    fraction: float


class Built(JobEvent, frozen=True):
    """An assembly stands in the folder of results."""

    path: str
    frames: int
    seconds: float
    copied: int
    encoded: int


class Joined(JobEvent, frozen=True):
    """A clip is finished: its parts are joined (`copied`: without being encoded anew), and it has its source's sound again."""

    parts: int
    frames: int
    seconds: float
    copied: bool
    sounding: bool


class Kept(JobEvent, frozen=True):
    """A clip needs no finishing: that was done before, or what was bought is all of it."""


class Unchanged(JobEvent, frozen=True):
    """The film of an assembly stands in the folder of results already, of exactly these clips."""


class BuildFailed(JobEvent, frozen=True):
    message: str


class CleanedUp(Event, frozen=True):
    """The provider was asked to delete the media of a clip that is safe here; `confirmed`: whether it says that it did."""

    job: str
    confirmed: bool


class Settlement(Event, frozen=True):
    """A person decided on a purchase, outside of any run."""

    job: str
    key: str


class Released(Settlement, frozen=True):
    """An uncertain purchase may be ordered again. `charged`: whether the lost one counts as spent."""

    charged: bool


class Forgotten(Settlement, frozen=True):
    """An uncertain purchase is given up, and not ordered again. `charged` as in Released."""

    charged: bool


class Reopened(Settlement, frozen=True):
    """A job that failed at the provider is asked for once more, by the ticket that it has."""


class Accepted(Settlement, frozen=True):
    """A clip that came otherwise than ordered is taken all the same; it is in the store."""

    sha256: str
    size: int


class RunEnded(Event, frozen=True):
    """`running` are jobs bought and not yet collected.

    `balance_before` and `balance` are what the account held at first and at last, in `unit` (USD or DIEM), and `retiring` the
    days on which models are retired, as far as the provider told.
    """

    spent: Decimal
    finished: int
    reused: int
    running: tuple[str, ...]
    interrupted: bool
    balance_before: Decimal | None = None
    balance: Decimal | None = None
    unit: str = "USD"
    retiring: Mapping[str, str] = {}
