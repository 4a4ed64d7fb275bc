"""A plan as a table for people: what, why, how much, how long, in that order. Decides nothing; draws no colours itself."""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from vgdsl.plan.estimate import Doubt, Price, Sort
from vgdsl.plan.freshness import Action, Reason, Why
from vgdsl.plan.job import Silence
from vgdsl.plan.plan import Build, Join, Plan, Step
from vgdsl.report.messages import PLAIN, Style
from vgdsl.run.again import fate

_WORDS = {
    Why.NEW: "new",
    Why.MISSING: "its file is gone",
    Why.FAILED: "tried before",
    Why.AGAIN: "bought again, as asked",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T.*)?")
_SILENT: Mapping[Silence, str] = {
    "slowed": "the sound of its source is left out, since slow motion has none that fits",
    "linked": "the sound of its source is not put back, since a linked video is not at hand",
}
_BARRED = {Action.ABSENT, Action.LOST}
_DOUBTS = {
    Doubt.SOURCE: "price known once its source is made",
    Doubt.RANGE: "its price is known within bounds only",
    Doubt.LOW: "quoted at {quoted}, below every known price: the larger amount counts",
    Doubt.FACTOR: "quoted at {quoted}, the same as at 2x: the larger amount counts",
    Doubt.UNQUOTED: "not quoted to wallets: the known prices stand in",
}
_SIGNS = {Sort.QUOTED: "", Sort.ESTIMATE: "~", Sort.AT_MOST: "<= ", Sort.AT_LEAST: ">= "}


def plan_text(plan: Plan, film: str, style: Style = PLAIN) -> str:
    """The whole plan, ending with a line break; `film` is the scene file's name."""
    nodes = list(_by_node(plan.steps))
    rows = [_row(steps) for steps in nodes] + [_join_row(join) for join in plan.joins]
    rows += [_build_row(build) for build in plan.builds]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(6)]
    lines = [f'{style.bold}{film}{style.reset}  "{plan.title}"', ""]
    lines += [_line(row, widths, style) for row in rows]
    notes = [*_notes(nodes), *map(_toned, (build for build in plan.builds if build.hdr))]
    lines += ["", *notes] if notes else []
    lines += ["", *(f"  {line}" for line in _footer(plan, film))]
    return "\n".join(lines) + "\n"


def money(usd: Decimal) -> str:
    """Two places, three where a cent would hide the amount."""
    return f"${usd:.2f}" if usd >= Decimal("0.01") or not usd else f"${usd:.3f}"


def retiring_lines(retiring: Mapping[str, str]) -> list[str]:
    """What a provider says of models that are on their way out; `retiring` holds days, or its own words."""
    return [
        f"the provider says: {model} is retired on {told}"
        if _DAY.fullmatch(told)
        else f"the provider says of {model}: {told}"
        for model, told in retiring.items()
    ]


def price_text(price: Price | None) -> str:
    return "price not known" if price is None else f"{_SIGNS[price.sort]}{money(price.usd)}"


def doubt_text(doubt: Doubt, quoted: Decimal | None) -> str:
    """Why a price is a bound, and what was quoted in its place."""
    return _DOUBTS[doubt].format(quoted="" if quoted is None else money(quoted))


def minutes_text(minutes: float) -> str:
    """`40 seconds`, `11 minutes`, `2 h 05 min`."""
    if minutes < 1:
        seconds = max(1, round(minutes * 60))
        return f"{seconds} second{'s' * (seconds != 1)}"
    whole = round(minutes)
    if whole < 60:  # noqa: PLR2004 - minutes in an hour
        return f"{whole} minute{'s' * (whole != 1)}"
    return f"{whole // 60} h {whole % 60:02} min"


def clock(seconds: float) -> str:
    """`0:31`, `1:02:07`."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def path_text(path: Path) -> str:
    """A path as seen from here, where it is below."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def reason_text(reason: Reason) -> str:
    if reason.why is Why.CHANGED:
        return f"{reason.attribute} changed" + (f" ({reason.place})" if reason.place else "")
    if reason.why is Why.AFTER:
        return f"after {reason.node}"
    return _WORDS[reason.why]


def _by_node(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """The takes of a node that fare alike, together."""
    group: list[Step] = []
    for step in steps:
        alike = group and _kind(group[0]) == _kind(step)
        if group and not (alike and _reasons(group[0]) == _reasons(step)):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _kind(step: Step) -> tuple[object, ...]:
    """What steps must have in common to be one row; each part of a node has a row of its own."""
    return step.node, step.part, step.action


def _row(steps: list[Step]) -> tuple[str, ...]:
    first = steps[0]
    name = (
        f"{first.node}{f'/{first.part}' if first.part else ''} x{len(steps)}" if len(steps) > 1 else first.id
    )
    length = "" if first.length is None else f"{first.length:g}s"
    if first.factor is not None:
        length = f"{first.factor}x"
    return (
        str(first.action),
        name,
        first.model,
        length,
        first.resolution or "",
        _price(steps),
        _reasons(first),
    )


def _price(steps: list[Step]) -> str:
    if steps[0].action not in {Action.MAKE, Action.HOLD}:
        return ""
    known = [step.price for step in steps if step.price is not None]
    if len(known) < len(steps):
        text = price_text(None)
    else:
        text = price_text(Price(sum((each.usd for each in known), Decimal(0)), known[0].sort))
    return f"(would be {text})" if steps[0].action is Action.HOLD else text


def _reasons(step: Step) -> str:
    if step.like is not None:
        return f"the same request as {step.like}"
    texts = [] if step.action in _BARRED else [reason_text(reason) for reason in step.reasons]
    if step.before is not None:
        texts.append(fate(step.before, said=False))
    if step.action is Action.COLLECT:
        texts.append("bought already")
    if step.action is Action.UNCERTAIN:
        texts.append("perhaps bought already: not bought again until that is settled (vgdsl settle)")
    if step.action is Action.FORGOTTEN:
        texts.append("perhaps bought, and given up (vgdsl settle)")
    if step.price is not None and step.price.doubt is not None:
        texts.append(doubt_text(step.price.doubt, step.price.quoted))
    if step.needed:
        texts.append("needed by what was asked for")
    return "; ".join(texts)


def _join_row(join: Join) -> tuple[str, ...]:
    length = "" if join.length is None else clock(join.length)
    sound = "" if join.sound is None else f", with the sound of {join.sound}"
    return ("join", join.id, "", length, "", "", f"{len(join.parts)} parts{sound}")


def _build_row(build: Build) -> tuple[str, ...]:
    length = "" if build.length is None else clock(build.length.seconds)
    return ("build", build.id, build.output, length, "", "", "")


def _line(row: tuple[str, ...], widths: list[int], style: Style) -> str:
    paint = {
        "make": style.warning,
        "build": style.note,
        "hold": style.error,
        "pull": style.error,
        "lost": style.error,
    }.get(row[0], "")
    action = f"{paint}{row[0]:<{widths[0]}}{style.reset if paint else ''}"
    cells = [f"{cell:<{width}}" for cell, width in zip(row[1:5], widths[1:5], strict=True)]
    return "  " + "   ".join([action, *cells, f"{row[5]:>{widths[5]}}", row[6]]).rstrip()


def _notes(nodes: list[list[Step]]) -> Iterator[str]:
    """What the plan does that nobody wrote: defaults left out, fields filled in, media without room; alike ones together."""
    said: dict[str, list[str]] = {}
    for step in (steps[0] for steps in nodes):
        for omission in step.omitted:
            words = f"{omission.attribute} = {omission.value} is left out where the model has no such setting"
            said.setdefault(words, []).append(step.node)
        for filled in step.filled:
            said.setdefault(f"{filled.field} = {filled.value} is filled in", []).append(step.node)
        if step.silent:
            said.setdefault(_SILENT[step.silent], []).append(step.node)
        for medium in step.left_out:
            said.setdefault(f"{medium} is left out, the model has no room for it", []).append(step.node)
        for name in step.in_words:
            said.setdefault(f"@{name} is sent in words only, the model takes no references", []).append(
                step.node
            )
    for words, names in said.items():
        yield f"  note: {words}: {_several(list(dict.fromkeys(names)))}"
    for step in (
        step for steps in nodes for step in steps if step.before is not None and step.before.message
    ):
        yield f"  note: of {step.id} was said: {step.before.message if step.before else ''}"


def _toned(build: Build) -> str:
    many = len(build.hdr) > 1
    return (
        f"  note: {_several(list(build.hdr))} {'are' if many else 'is'} HDR, and {build.id} is not: there"
        f" {'they have' if many else 'it has'} ordinary brightness and colours"
    )


def _several(names: list[str], most: int = 4) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _footer(plan: Plan, film: str) -> Iterator[str]:
    barred = [step for step in plan.steps if step.action in _BARRED]
    if plan.purchases:
        yield from _sums(plan)
    elif not barred:
        yield "nothing to buy: every clip exists already" if plan.steps else "nothing to make"
    yield from _ways_out([step for step in barred if step.action is Action.ABSENT], film)
    yield from _ways_out([step for step in barred if step.action is Action.LOST], None)
    yield from retiring_lines(plan.retiring)


def _ways_out(steps: list[Step], film: str | None) -> Iterator[str]:
    """What to do about clips that are not bought again by themselves; `film` where they may be brought."""
    if not steps:
        return
    again = f"--again {shlex.quote(steps[0].id)}" if len(steps) == 1 else "--again NAME"
    names = _several([step.id for step in steps])
    if film is None:
        yield f"paid for or tried too often, without a clip: {names}; to buy again: {again}"
    else:
        yield f"bought already, but not here: {names}; bring with: vgdsl pull {shlex.quote(film)}; to buy again: {again}"


def _sums(plan: Plan) -> Iterator[str]:
    count = f"{plan.purchases} purchase{'s' * (plan.purchases > 1)}"
    through = f", through {' > '.join(plan.critical)}" if len(plan.critical) > 1 else ""
    yield f"{count}, {_sum(plan)} · about {minutes_text(plan.minutes)}{through}"
    if plan.over_budget:
        yield f"that is over the film's budget of {money(plan.budget or Decimal(0))}: the run will stop there"
    for scene in plan.scenes:
        if scene.budget is not None and scene.price.usd > scene.budget:
            yield f"scene {scene.name}: {price_text(scene.price)} is over its budget of {money(scene.budget)}"
    if plan.dropped:
        yield f"left out with what was excluded: {_several(list(plan.dropped))}"
    sure = plan.price.sort is Sort.QUOTED or _asked(plan.steps)
    if (plan.unpriced or not sure) and plan.provider != "simulator":
        yield f"prices as known on {plan.catalog_date}; with VENICE_API_KEY set, each is quoted afresh"


def _asked(steps: Iterable[Step]) -> bool:
    """Whether the provider has said what each purchase costs, though for some a larger amount counts."""
    prices = [step.price for step in steps if step.action is Action.MAKE and step.price is not None]
    doubted = [price for price in prices if price.quoted is not None]
    return bool(doubted) and all(price.sort is Sort.QUOTED or price in doubted for price in prices)


def _sum(plan: Plan) -> str:
    unknown = len(plan.unpriced)
    return sum_text(None if unknown == plan.purchases else plan.price, unknown, plan.budget, plan.spent)


def sum_text(price: Price | None, unknown: int, budget: Decimal | None, spent: Decimal) -> str:
    """What purchases cost together, against the budget; `unknown` are those without a price, which are counted beside it."""
    so_far = f" ({money(spent)} spent so far)" if spent else ""
    if price is None:
        return f"price not known{so_far}"
    words = {Sort.QUOTED: "", Sort.ESTIMATE: "about ", Sort.AT_MOST: "at most ", Sort.AT_LEAST: "at least "}
    against = f" of the {money(budget)} budget" if budget is not None else ""
    beside = f", and {unknown} more whose price is not known" if unknown else ""
    return f"{words[price.sort]}{money(price.usd)}{against}{so_far}{beside}"
