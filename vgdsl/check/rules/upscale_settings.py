"""The settings of Topaz's suite. Knows nothing of the clip and of how many times larger it becomes."""

from collections.abc import Iterator, Sequence

from vgdsl.check.rules.finding import finding, without
from vgdsl.check.rules.phrases import either, listed
from vgdsl.check.rules.subject import Subject
from vgdsl.check.spelling import nearest
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.entities import Upscale
from vgdsl.program.model import Enhancement
from vgdsl.program.values import Factor, Rate

_NONE = Enhancement()
_FEW = 8  # choices that the first line of a message names


def upscale_settings(subject: Subject) -> Iterator[Diagnostic]:
    """Settings that the model has, each with a value that it takes."""
    upscale = subject.upscale
    if upscale is None or not upscale.settings:
        return
    has = subject.model.enhancement or _NONE
    known = settings_of(has)
    for name, value in upscale.settings.items():
        if name not in known:
            yield _unknown(subject, name, known)
        elif name in has.sliders:
            yield from _slider(subject, upscale, name, value)
        elif isinstance(value, Rate) and has.target_fps is not None:
            yield from _rate(subject, name, value, has.target_fps)
        elif isinstance(value, Factor):
            yield from _slowdown(subject, name, value, has.slowdown)
        elif isinstance(value, str):
            yield from _choice(subject, name, value, has.engines if name == "enhancement" else has.formats)


def settings_of(has: Enhancement) -> tuple[str, ...]:
    """The settings that a model has, by their names in the language."""
    named = {
        "enhancement": has.engines,
        "format": has.formats,
        "fps": has.target_fps,
        "h264": has.h264,
        "slowdown": has.slowdown,
    }
    return tuple(sorted((*(name for name, there in named.items() if there), *has.sliders)))


def _unknown(subject: Subject, name: str, known: Sequence[str]) -> Diagnostic:
    has = listed(known) if known else None
    return finding(subject, "VG488", name, edit=without(subject, name), name=name, known=has)


def engine_of(upscale: Upscale) -> object:
    """The engine that an upscale asks for, if any."""
    return upscale.settings.get("enhancement")


def _slider(subject: Subject, upscale: Upscale, name: str, value: object) -> Iterator[Diagnostic]:
    has, engine = subject.model.enhancement or _NONE, engine_of(upscale)
    wanted = has.only_with.get(name)
    if wanted is not None and engine is not None and engine != wanted:
        edit = without(subject, name)
        yield finding(subject, "VG489", name, edit=edit, name=name, wanted=wanted, engine=str(engine))
    elif isinstance(value, int | float):
        yield from _within(subject, name, value, value, has.sliders[name])


def _within(
    subject: Subject, name: str, value: object, number: float, bounds: tuple[float, float]
) -> Iterator[Diagnostic]:
    least, most = bounds
    if not least <= number <= most:
        unit = "fps" if isinstance(value, Rate) else ""
        legal = f"{least if number < least else most:g}{unit}"
        made = f"{least:g}{unit} to {most:g}{unit}"
        yield finding(
            subject, "VG490", name, write=legal, name=name, value=str(value), made=made, legal=legal
        )


def _rate(subject: Subject, name: str, value: Rate, bounds: tuple[int, int]) -> Iterator[Diagnostic]:
    """The wire has whole frames only: 29.97 would silently become 30."""
    whole = round(value.fraction)
    if value.fraction != whole and bounds[0] <= whole <= bounds[1]:
        legal = str(Rate(whole))
        yield finding(
            subject, "VG490", name, write=legal, name=name, value=str(value), made="a whole number", legal=legal
        )  # fmt: skip
    else:
        yield from _within(subject, name, value, float(value.fraction), bounds)


def _slowdown(subject: Subject, name: str, value: Factor, known: Sequence[int]) -> Iterator[Diagnostic]:
    if value.times not in known:
        legal = str(Factor(min(known, key=lambda times: abs(times - value.times))))
        made = either(Factor(times) for times in known)
        yield finding(
            subject, "VG490", name, write=legal, name=name, value=str(value), made=made, legal=legal
        )


def _choice(subject: Subject, name: str, value: str, known: Sequence[str]) -> Iterator[Diagnostic]:
    if value in known:
        return
    near = nearest(value, known)
    legal = None if near is None else f'"{near}"'
    made, many = (either(known), None) if len(known) <= _FEW else (None, "yes")
    yield finding(
        subject, "VG490", name, write=legal, name=name, value=value, made=made, legal=legal, many=many
    )
