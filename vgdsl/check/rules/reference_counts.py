"""Reference pictures, videos, sounds and documents: which kinds a model takes, and how many. Knows no files."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, makers, without_one
from vgdsl.check.rules.phrases import count
from vgdsl.check.rules.pointing import casting_attribute, medium
from vgdsl.check.rules.subject import NOBODY, Subject
from vgdsl.diagnostics import Diagnostic, Edit
from vgdsl.program.attached import Reference
from vgdsl.program.entities import Shot

_KINDS = {
    "reference_images": "picture",
    "reference_videos": "video",
    "reference_audios": "sound",
    "reference_documents": "document",
}
"""What messages call each kind; a Cast holds the references, and a Model their greatest number, under the same names."""


def reference_counts(subject: Subject) -> Iterator[Diagnostic]:
    """No more references of a kind than the model takes; a soundtrack may count as one of the sounds."""
    cast, shot, model = subject.cast, subject.shot, subject.model
    if shot is None or cast is NOBODY:
        return
    for kind in _KINDS:
        found, limit = len(getattr(cast, kind)), getattr(model, kind)
        if not found or limit is None:
            continue
        extra = kind == "reference_audios" and model.soundtrack_is_reference and shot.soundtrack is not None
        if found + extra > limit:
            yield _too_many(subject, kind, found + extra, soundtrack=extra)


def _dropped(subject: Subject, surplus: Reference) -> Edit | None:
    """The shot without the one that is too many, where it lists that itself."""
    listed = subject.node.references if isinstance(subject.node, Shot) else ()
    return without_one(subject, "references", listed.index(surplus)) if surplus in listed else None


def _too_many(subject: Subject, kind: str, found: int, *, soundtrack: bool) -> Diagnostic:
    limit, noun, values = getattr(subject.model, kind), _KINDS[kind], getattr(subject.cast, kind)
    surplus = values[max(0, limit - soundtrack)]
    where = "references" if subject.written("references") else casting_attribute(subject)
    return finding(
        subject,
        "VG452" if limit else "VG451",
        where,
        at=medium(subject, where, surplus),
        edit=_dropped(subject, surplus) if len(values) + soundtrack == limit + 1 else None,
        noun=noun,
        found=found,
        most=count(limit, f"reference {noun}"),
        beside="the soundtrack is one of them" if soundtrack else None,
        others=makers(subject, lambda model: (getattr(model, kind) or 0) >= found),
    )
