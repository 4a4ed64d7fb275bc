"""Decides what a refusal means for the one who asked, and says it to a film maker. Knows no sockets and no files.

Two rules carry the money:

- After `queue`, only a 4xx proves that nothing was bought. Anything else that is not a readable ticket is
  `Uncertain`: there is no idempotency key and no list of jobs, so an answer lost is a job that may be paid for.
- After `retrieve`, a 400, 422 or 500 is recorded on the job and repeated for ever (Venice video skill,
  September 2026); a 429, 502 or 503 passes. A 400 about the request id says nothing about the job itself, and neither
  does a page: what is recorded is said in JSON, a page comes from a server in front of it that is in trouble.
"""

import re
from http import HTTPStatus

from vgdsl.providers.errors import (
    Gone,
    Issue,
    JobFailed,
    NeedsConsent,
    NotSent,
    PaymentNeeded,
    ProviderError,
    Refused,
    TooLarge,
    Transient,
    Unauthorised,
    Uncertain,
)
from vgdsl.providers.venice.needs import NOBODY_TOLD, NOT_LET_IN, read_need
from vgdsl.providers.venice.offered import not_offered
from vgdsl.providers.venice.reply import Answer, whole

_ID_TEXT = re.compile(r"request id is invalid", re.IGNORECASE)
_WAIT_TEXT = re.compile(r"wait\s+(\d{1,4})\s*s", re.IGNORECASE)
_POLICY_TEXT = re.compile(r"content.?(policy|policies|violation)|moderat", re.IGNORECASE)
_QUEUE_ID = re.compile(rb'"queue_id"\s*:\s*"([\w.:-]{1,200})"')

_A_MOMENT = 2.0
"""Seconds after which one of the five requests that a wallet may have under way has likely ended."""

# Given by proxies for a request that did not arrive in time: whether it went on from there nobody says.
_NO_VERDICT = frozenset({HTTPStatus.REQUEST_TIMEOUT, 499})

_RECORDED = frozenset(
    {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.INTERNAL_SERVER_ERROR}
)
_ONLY_FLOW = "seedance"
"""The one flow of consent that there is (Venice's schema, August 2026)."""

_LINK_PAUSE = 60.0
"""Seconds for which a link that was opened too often is left alone at least: each further call uses it up."""

_NOT_THERE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def purchase_error(answer: Answer) -> ProviderError:
    """Return what an answer to `queue` that is no 2xx means."""
    status = answer.facts.status
    if status == HTTPStatus.TOO_MANY_REQUESTS and _is_limiter(answer):
        opening = "Venice takes no more orders at the moment; nothing was bought."
        return _later(NotSent(_sentence(opening, answer), answer.reply), answer)
    if answer.family != "4xx" or status in {*_NO_VERDICT, HTTPStatus.TOO_MANY_REQUESTS}:
        return uncertain(answer, f"Venice answered the order with an error ({status})")
    if _sent_twice(answer):
        return uncertain(
            answer, "Something on the way sent this order twice, and the first may have been accepted"
        )
    return _verdict(answer)


def read_error(answer: Answer) -> ProviderError:
    """Return what an answer to `quote`, `models` or `complete` that is no 2xx means."""
    status = answer.facts.status
    if answer.family == "5xx" or status in {*_NO_VERDICT, HTTPStatus.TOO_MANY_REQUESTS}:
        opening = f"Venice cannot answer at the moment ({status})."
        return _later(Transient(_sentence(opening, answer), answer.reply), answer)
    if answer.family == "3xx":
        return Refused("The address answers with a redirection. Check VENICE_BASE_URL.", answer.reply)
    return _verdict(answer)


def retrieve_error(answer: Answer) -> ProviderError:
    """Return what an answer to `retrieve` that is no 2xx means."""
    status = answer.facts.status
    recorded = bool(answer.reply.body)
    if not_offered(answer) is not None:  # of a job of that model it says nothing
        return read_error(answer)
    if (recorded and is_gone(answer)) or is_unknown_id(answer):
        return Gone(
            _sentence("Venice no longer has this job: its id is unknown or older than a day.", answer),
            answer.reply,
        )
    if recorded and status in _RECORDED:
        return job_failed(answer)
    return read_error(answer)


def link_error(answer: Answer) -> ProviderError:
    """Return what it means that a download link did not give the media. A link never judges the job."""
    if is_gone(answer):
        return Gone("The download link of this job is used up or has expired.", answer.reply)
    error = Transient(f"The download link did not give the video ({answer.facts.status}).", answer.reply)
    error.link = True
    _later(error, answer)
    if answer.facts.status == HTTPStatus.TOO_MANY_REQUESTS:
        error.retry_after = max(error.retry_after or 0.0, _LINK_PAUSE)
    return error


def is_gone(answer: Answer) -> bool:
    """Whether what was asked for is not there (any more), by its status."""
    return answer.facts.status in _NOT_THERE


def is_unknown_id(answer: Answer) -> bool:
    """Whether Venice says that it does not know the job's id (any more)."""
    return answer.facts.status == HTTPStatus.BAD_REQUEST and _ID_TEXT.search(answer.reply.message) is not None


def job_failed(answer: Answer) -> JobFailed:
    """Return the recorded verdict on an accepted job. What became of its money is in the reply."""
    reply = answer.reply
    by_policy = _by_policy(answer)
    cause = "was refused by the content rules" if by_policy else "failed at the provider"
    error = JobFailed(_sentence(f"The job {cause}.", answer), reply)
    error.policy = by_policy
    return error


def _by_policy(answer: Answer) -> bool:
    """Whether content rules speak. What would be taken instead is proposed by nobody else, but for a model's successor."""
    reply = answer.reply
    proposed = reply.suggested_prompt or (
        reply.recommended_model and answer.facts.status != HTTPStatus.NOT_FOUND
    )
    said = _POLICY_TEXT.search(f"{reply.code} {reply.message}")
    return bool(answer.facts.content_violation or proposed or said)


def uncertain(answer: Answer, cause: str) -> Uncertain:
    """Return the error for a purchase that may have happened; keeps a job id if the answer still shows one."""
    seen = _QUEUE_ID.search(answer.body)
    way = "It may have been bought, so it is not sent again."
    error = Uncertain(_sentence(f"{cause}.", answer, way), answer.reply)
    error.queue_id = seen[1].decode() if seen else None
    return error


def _is_limiter(answer: Answer) -> bool:
    """Whether a 429 is a limiter's own: it names limits or a wait, or speaks JSON. A bare page may be anyone's."""
    facts = answer.facts
    return facts.requests is not None or facts.retry_after is not None or bool(answer.reply.body)


def _later(error: NotSent | Transient, answer: Answer) -> ProviderError:
    """Return the error with the wait that the headers, or else the text, ask for."""
    told = _WAIT_TEXT.search(answer.reply.message)
    error.retry_after = answer.facts.retry_after
    if error.retry_after is None and told:
        error.retry_after = float(told[1])
    if error.retry_after is None and (answer.reply.code or "").endswith("CONCURRENCY_LIMIT"):
        error.retry_after = _A_MOMENT
    return error


def _verdict(answer: Answer) -> ProviderError:
    """Return the error of a definite 4xx: nothing was bought."""
    reply, status = answer.reply, answer.facts.status
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return _payment(answer)
    if (unavailable := not_offered(answer)) is not None:
        opening, way = unavailable
        return Refused(_sentence(opening, answer, way), reply)
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        way = _key_to_check(answer) if status == HTTPStatus.UNAUTHORIZED else ""
        return Unauthorised(_sentence("Venice does not allow this.", answer, way), reply)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        way = "Put big media on the web and give its https address, or use smaller images."
        return TooLarge(_sentence("The request is too large for Venice.", answer, way), reply)
    if status == HTTPStatus.CONFLICT and "consent" in f"{reply.code} {sorted(reply.body)}":
        return _consent(answer)
    by_policy = _by_policy(answer)
    opening = "The order was refused by the content rules." if by_policy else "Venice refused the request."
    error = Refused(_sentence(opening, answer), reply)
    error.policy = by_policy
    return error


def _sent_twice(answer: Answer) -> bool:
    """Whether a wallet's sign-in was seen before. Each request of ours signs in anew, so another copy of it arrived first."""
    return (answer.reply.code or "").endswith("NONCE_REUSED")


def _key_to_check(answer: Answer) -> str:
    """What to look at after a 401: the service names what is wrong with a sign-in, and nothing about a key."""
    code = answer.reply.code or ""
    if code.endswith("EXPIRED"):
        return "A wallet's sign-in is good for five minutes: set this computer's clock."
    if code.startswith("X402_"):
        return "Check the wallet's key in VENICE_WALLET_KEY, and this computer's clock."
    return "Check the key in VENICE_API_KEY."


def _payment(answer: Answer) -> ProviderError:
    need = read_need(answer)
    if need is None:
        return Unauthorised(NOBODY_TOLD if answer.chain is None else NOT_LET_IN, answer.reply)
    error = PaymentNeeded(_sentence("Venice needs payment first.", answer, need.words), answer.reply)
    error.balance, error.minimum = need.balance, need.least
    return error


def _consent(answer: Answer) -> ProviderError:
    reply = answer.reply
    consent = reply.body.get("consent")
    consent = consent if isinstance(consent, dict) else {}
    link = reply.body.get("docs_url")
    error = NeedsConsent(_sentence("Venice found faces in the media and asks for a consent.", answer), reply)
    error.flow = whole(reply.body.get("consent_flow")) or _ONLY_FLOW
    error.terms = whole(consent.get("policy_text"))
    error.version = whole(consent.get("consent_version"))
    error.link = link if isinstance(link, str) and link.startswith("https://") else None
    return error


def _sentence(opening: str, answer: Answer, way: str = "") -> str:
    """Return what happened, what Venice says of it, and the way out. What it proposes instead is in the reply."""
    reply = answer.reply
    objections = "; ".join(map(_objection, reply.issues[:6]))
    said = f"It says: {_stopped(reply.message)}" if reply.message else ""
    return " ".join(part for part in (opening, said, _stopped(objections), way) if part)


def _objection(issue: Issue) -> str:
    allowed = (
        f" (one of {', '.join(issue.allowed[:20])})"
        if issue.allowed and issue.allowed[0] not in issue.text
        else ""
    )
    return f"{issue.field}: {issue.text}{allowed}" if issue.field else f"{issue.text}{allowed}"


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".!?…" else f"{text}."
