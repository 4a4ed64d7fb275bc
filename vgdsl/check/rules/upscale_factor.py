"""How many times larger a clip becomes. Knows nothing of the clip."""

from collections.abc import Iterator

from vgdsl.check.rules.finding import finding, without
from vgdsl.check.rules.phrases import either
from vgdsl.check.rules.subject import Subject
from vgdsl.check.rules.upscale_settings import engine_of
from vgdsl.diagnostics import Diagnostic
from vgdsl.program.model import Model
from vgdsl.program.values import Factor


def upscale_factor(subject: Subject) -> Iterator[Diagnostic]:
    """A factor that the model enlarges by; models that change no size take none, not even 1x."""
    upscale, factors = subject.upscale, subject.model.factors
    if upscale is None or upscale.factor is None:
        return
    if not factors:
        yield finding(subject, "VG485", "factor", edit=without(subject, "factor"))
    elif upscale.factor.times not in factors:
        times = upscale.factor.times
        legal = str(Factor(min(factors, key=lambda known: abs(known - times))))
        made = either(Factor(known) for known in factors)
        yield finding(subject, "VG486", "factor", write=legal, value=f"{times}x", made=made, legal=legal)
    elif upscale.factor.times > 1 and (engine := engine_of(upscale)) in _keeping(subject.model):
        yield finding(subject, "VG487", "factor", write="1x", engine=str(engine))


def _keeping(model: Model) -> tuple[str, ...]:
    """The engines that mend a clip and refuse to enlarge it."""
    return () if model.enhancement is None else model.enhancement.keeps_size
