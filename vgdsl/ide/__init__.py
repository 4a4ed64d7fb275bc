"""What an editor asks of a film, as functions of what checking found out. Knows no protocol, no disk and no editor.

Beside this file stand the questions, one a file, under the names that editors have for them: completion, hover, rename.
Each is asked of a `View`, mostly at an offset. The folders hold what they are answered from:

    cursor/     what a place of a text stands in         offers/     what completion offers, one kind of it a file
    names/      every place that names something         cards/      what hover says, one kind of thing a file
    making/     by which models clips come about         refactors/  ways to say the same film otherwise
    wording/    what is said of all this, and how        colours/    the pieces of a text that colours tell apart
    changes/    changes, and what would come of them
"""
