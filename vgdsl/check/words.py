"""Bare words that name nothing of a film, and what they stand for where a type is wanted. Knows no values and no calls."""

from vgdsl.check import quantities, synonyms
from vgdsl.check.amend import left_out
from vgdsl.check.findings import Findings
from vgdsl.check.here import Here
from vgdsl.check.resolve import Names, Scope
from vgdsl.check.value_types import Type
from vgdsl.program.entities import Dissolve
from vgdsl.program.values import AUTO, Duration, Media, MediaKind
from vgdsl.syntax import tree

_NOTHING = frozenset({"none", "null", "nil", "undefined"})
_HOLDERS = frozenset({"var", "local", "let", "param", "params", "self", "this", "data"})
_ENDINGS = {
    **dict.fromkeys(("png", "jpg", "jpeg", "webp"), MediaKind.IMAGE),
    **dict.fromkeys(("mp4", "mov", "webm"), MediaKind.VIDEO),
    **dict.fromkeys(("mp3", "wav", "flac", "m4a"), MediaKind.AUDIO),
}
_KNOWN: dict[str, object] = {
    "true": True,
    "false": False,
    "auto": AUTO,
    "dissolve(0.5s)": Dissolve(Duration(500)),
}


def stray(
    node: tree.Reference, type_: Type, attribute: str, here: Here, *, names: Names, findings: Findings
) -> bool:
    """Whether a word is one of another language, as `yes` for `true`, or a text without quotes; then it is reported."""
    name, scope = node.name, names.scopes[here.module]
    if (file := _file(node, type_, here)) is not None:
        findings.add("VG201", here.module.span(node), {"name": here.module.span(node).text}, write=file)
        return True
    if node.steps and name not in scope:
        return _with_steps(node, here, scope, findings)
    if node.steps or name in scope or name in _KNOWN or here.hides(name) or names.excused(name, here.module):
        return False
    if name.lower() in _NOTHING:
        findings.add(
            "VG201", here.module.span(node), {"name": name}, edit=left_out(here.module.span(node), attribute)
        )
        return True
    meant = next((word for word in synonyms.values(name) if _fits(type_, word)), None)
    if meant is None and not _is_text(type_):
        return False
    if meant is None and findings.nearest(name, (one for one in scope if " " not in one)):
        return False
    findings.add("VG201", here.module.span(node), {"name": name}, write=meant or f'"{name}"')
    return True


def _file(node: tree.Reference, type_: Type, here: Here) -> str | None:
    """`image("dawn.png")` for `dawn.png`, where a picture is wanted."""
    step = node.steps[0] if len(node.steps) == 1 else None
    kind = _ENDINGS.get(step.name.lower()) if isinstance(step, tree.Member) else None
    if kind is None or type_.convert(Media(kind, path="a")) is None:
        return None
    return f'{kind}("{here.module.span(node).text}")'


def _with_steps(node: tree.Reference, here: Here, scope: Scope, findings: Findings) -> bool:
    """`var.light` for `light`, and `image["a.png"]` for `image("a.png")`."""
    step, span = node.steps[0], here.module.span(node)
    if len(node.steps) > 1 or here.hides(node.name):
        return False
    if isinstance(step, tree.Member) and node.name in _HOLDERS and step.name in scope:
        findings.add("VG201", span, {"name": node.name}, write=step.name)
        return True
    if isinstance(step, tree.Index) and isinstance(step.value, tree.String) and node.name in set(MediaKind):
        findings.add(
            "VG201", span, {"name": node.name}, write=f"{node.name}({here.module.span(step.value).text})"
        )
        return True
    return False


def _fits(type_: Type, word: str) -> bool:
    value = _KNOWN[word] if word in _KNOWN else quantities.read(word)
    return type_.convert(value) is not None


def _is_text(type_: Type) -> bool:
    return not type_.choices and not type_.any_word and type_.convert("a text") == "a text"


def prefixed(name: str, scope: Scope) -> str | None:
    """The one name of another file that ends so: `cast.marco` for `marco`."""
    found = [known for known in scope if known.endswith(f".{name}")]
    return found[0] if len(found) == 1 else None
