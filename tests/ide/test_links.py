"""What leads to a file or an address."""

from vgdsl.ide.links import links


def test_media_and_imports_lead_to_files_and_addresses(marked):
    text = """\
import "cast.vg" as cast
let plate = image("refs/plate.png")
let house = document("https://example.com/house")
let away  = image("../outside.png")
shot a {
  model      = "kling-o3-pro"
  references = [image("https://example.com/a.png"), image("nothing.png")]
  prompt     = "x"
}
"""
    found = links(marked(text, {"cast.vg": "let light = 1\n"}).view)
    assert [(link.span.text, link.path, link.address, link.tip) for link in found] == [
        ("cast.vg", "cast.vg", None, ""),
        ("refs/plate.png", "refs/plate.png", None, "image/png, 1280×720, 5s, 1 kB"),
        ("https://example.com/house", None, "https://example.com/house", ""),
        ("https://example.com/a.png", None, "https://example.com/a.png", ""),
        ("nothing.png", "nothing.png", None, ""),
    ]
