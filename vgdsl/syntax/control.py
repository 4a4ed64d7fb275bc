"""Words of programming languages that a scene file has no use for. Knows no grammar rules."""

CONTROL = frozenset(
    [
        "for",
        "foreach",
        "while",
        "if",
        "elif",
        "elsif",
        "else",
        "unless",
        "switch",
        "case",
        "try",
        "def",
        "function",
        "func",
        "fn",
        "class",
        "return",
        "print",
        "repeat",
        "loop",
    ]
)
