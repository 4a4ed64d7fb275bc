"""The form of a page: what its fences say, and what is no page."""

import pytest

from vgdsl.report.explain.page import page, read, written

TEXT = """\
# A boat without a name

It has
none.

Also VG315: the harbor knows no such boat.

```files
a.png  picture 30x20
b.png  empty
```

```vg cast.vg
let a = 1
```

```vg wrong --profile draft --set "light=blue hour" --set a.takes=2
shot a { }
```

```vg right
shot b { }
```

```files right
c.png  picture
```
"""


def test_a_page_says_all_that_it_says():
    found = read("VG201", TEXT)
    assert (found.title, found.also) == ("A boat without a name", ("VG315",))
    assert found.prose == ("It has none.", "Also VG315: the harbor knows no such boat.")
    assert found.wrong.texts == {"cast.vg": "let a = 1\n", "film.vg": "shot a { }\n"}
    assert found.right.texts == {"cast.vg": "let a = 1\n", "film.vg": "shot b { }\n"}
    assert list(found.wrong.props) == ["a.png", "b.png"]
    assert list(found.right.props) == ["a.png", "b.png", "c.png"]


def test_options_are_those_of_the_command_line():
    film = read("VG201", TEXT).wrong
    assert film.command == "vgdsl check film.vg --profile draft --set 'light=blue hour' --set a.takes=2"
    assert film.values("--profile") == ("draft",)
    assert film.values("--set") == ("light=blue hour", "a.takes=2")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# A boat without a name\n", ""),
        ("It has\nnone.\n\nAlso VG315: the harbor knows no such boat.\n", ""),
        ("```vg right\n", "```vg\n"),
        ("```vg cast.vg\n", "```vg right\n"),
        ("picture 30x20", "picture tall"),
    ],
)
def test_what_is_no_page(old, new):
    assert old in TEXT
    with pytest.raises(ValueError, match=r"VG201|'tall'"):
        read("VG201", TEXT.replace(old, new))


def test_a_page_without_a_code():
    with pytest.raises(KeyError):
        page("VG999")
    assert "VG999" not in written()
