"""Colours of scene files for whatever colours by Pygments: pygmentize, Sphinx, MkDocs, rich. Knows words, not their meaning.

Like the TextMate grammar beside it in `grammar/editors`, it is flat: only block texts and templates go over a line's end,
so that a quote or a brace that is missing colours no other line.
"""

import re
from typing import ClassVar

from pygments.lexer import RegexLexer, bygroups, include, this, using
from pygments.token import Comment, Keyword, Name, Number, Operator, Punctuation, String, Text, Whitespace

NAME = r"[^\W\d][\w\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u064B-\u065F\u06D6-\u06ED\u0900-\u0DFF\u0E00-\u109F\u1780-\u17DD\u200C\u200D\u3099\u309A]*"
CLIPS = "shot|transition|upscale"
THINGS = "film|scene|cut|style|element|location|profile"
CALLS = "image|video|audio|document|at|move|clip|dissolve|music|record"

_HERE = r"(?<![\w.])"
_HEAD = (
    rf"(?=^[ \t]*(?:{CLIPS}|{THINGS})[ \t]+{NAME}[ \t]*(?:\[[^\n]*\][ \t]*)?\{{[ \t]*(?:\#[^\n]*)?$"
    rf'|^(?:let|param)[ \t]+{NAME}[ \t]*=|^import[ \t]*"|^\}}[ \t]*$)'
)
"""What can only be a declaration: it ends a block text that is not closed."""

_TEXT = using(this, state="text")
_ENDS = r"(?=[ \t]*(?:[\[{#]|$))"


class SceneLexer(RegexLexer):
    """Scene files of vgdsl, `.vg`."""

    name = "vgdsl"
    aliases: ClassVar = ["vgdsl", "vg"]
    filenames: ClassVar = ["*.vg"]
    mimetypes: ClassVar = ["text/x-vgdsl"]
    flags = re.MULTILINE

    tokens: ClassVar = {
        "root": [
            (r"#[^\n]*", Comment.Single),
            include("declarations"),
            (r"\s+", Whitespace),
            include("attributes"),
            include("strings"),
            include("values"),
        ],
        "declarations": [
            (rf'{_HERE}import(?=\s*(?:"|#|$))', Keyword.Namespace),
            (
                rf"((?<=\")\s+|^[ \t]*)(as)([ \t]+)({NAME})(?![ \t]*[\[{{=])",
                bygroups(Whitespace, Keyword.Namespace, Whitespace, Name.Namespace),
            ),
            (
                rf"{_HERE}(let|param)([ \t]+)({NAME})(?=[ \t]*(?:[=#]|$))",
                bygroups(Keyword.Declaration, Whitespace, Name.Constant),
            ),
            (
                rf"{_HERE}({CLIPS})([ \t]+)({NAME}){_ENDS}",
                bygroups(Keyword.Declaration, Whitespace, Name.Class),
            ),
            (
                rf"{_HERE}({THINGS})([ \t]+)({NAME}){_ENDS}",
                bygroups(Keyword.Declaration, Whitespace, Name.Function),
            ),
            (
                rf"{_HERE}(?:{CLIPS}|{THINGS}|options)(?=[ \t]*(?:\{{|\[[ \t]*{NAME}[ \t]+in\b))",
                Keyword.Declaration,
            ),
            (
                rf"(\[)(\s*)({NAME})(\s+)(in)(?!\w)",
                bygroups(Punctuation, Whitespace, Name.Variable, Whitespace, Keyword),
            ),
        ],
        "attributes": [
            (rf"{_HERE}({NAME})([ \t]*)(=)", bygroups(Name.Attribute, Whitespace, Operator)),
        ],
        "strings": [
            (
                rf'(""")((?:[^"\\]|\\[\s\S]|"(?!""))*?)("""|{_HEAD}|\Z)',
                bygroups(String.Double, _TEXT, String.Double),
            ),
            (r'(")((?:[^"\\\n]|\\.)*)(")', bygroups(String.Double, _TEXT, String.Double)),
            (r'(")([^\n]*)', bygroups(String.Double, _TEXT)),
        ],
        "values": [
            (rf"{_HERE}(?:{CALLS})(?=[ \t]*\()", Name.Builtin),
            (r"(\.)(\s*)(frame)(?=[ \t]*\()", bygroups(Punctuation, Whitespace, Name.Builtin)),
            (
                r"(\.)(\s*)((?:first|last)_frame)(?!\w)",
                bygroups(Punctuation, Whitespace, Name.Builtin.Pseudo),
            ),
            (rf"(\.)(\s*)({NAME})", bygroups(Punctuation, Whitespace, Name)),
            (r"[-+]?\$?\.?\d[\w.:]*%?", Number),
            (rf"{_HERE}(?:true|false|auto)(?!\w)", Keyword.Constant),
            (NAME, Name),
            (r"=", Operator),
            (r"[{}\[\]().,]", Punctuation),
            (r".", Text),
        ],
        "text": [
            (r'\\(?:u\{[0-9A-Fa-f]{1,8}\}|u[0-9A-Fa-f]{4}|["\\ntr])|@@', String.Escape),
            (rf"(?<!\w)@{NAME}(?:\.{NAME})*", Name.Decorator),
            (r"\{#[\s\S]*?(?:#\}|\Z)", Comment.Multiline),
            (
                r"(\{%[-+]?\s*raw\s*[-+]?%\})([\s\S]*?)(\{%[-+]?\s*endraw\s*[-+]?%\}|\Z)",
                bygroups(String.Interpol, String.Double, String.Interpol),
            ),
            (r"\{\{[-+]?", String.Interpol, "expression"),
            (r"\{%[-+]?", String.Interpol, "statement"),
            (r"[^\\@{]+|[\s\S]", String.Double),
        ],
        "statement": [
            (r"(\s*)(if|elif|else|endif|for|endfor|set|endset)\b", bygroups(Whitespace, Keyword)),
            (r"[-+]?%\}", String.Interpol, "#pop"),
            include("inside"),
        ],
        "expression": [
            (r"[-+]?\}\}", String.Interpol, "#pop"),
            include("inside"),
        ],
        "braces": [
            (r"\}", Punctuation, "#pop"),
            include("inside"),
        ],
        "inside": [
            (r"\s+", Whitespace),
            (r"'(?:[^'\\]|\\[\s\S])*'", String.Single),
            (r'\\"(?:[^"\\]|\\[^"])*\\"|"(?:[^"\\]|\\[\s\S])*"', String.Single),
            (r"\b\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][-+]?\d+)?\b", Number),
            (rf"(\|)(\s*)({NAME})", bygroups(Operator, Whitespace, Name.Function)),
            (rf"(\.)(\s*)({NAME})", bygroups(Operator, Whitespace, Name.Attribute)),
            (r"\b(?:and|or|not|in|is|if|else)\b", Operator.Word),
            (r"\b(?:[Tt]rue|[Ff]alse|[Nn]one)\b", Keyword.Constant),
            (r"\brange(?=\s*\()", Name.Builtin),
            (NAME, Name.Variable),
            (r"\{", Punctuation, "braces"),
            (r"\*\*|//|[=!<>]=|[-+*/%~<>=|]", Operator),
            (r"[\[\](),:;.]", Punctuation),
            (r"[\s\S]", Text),
        ],
    }
