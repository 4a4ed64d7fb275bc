"""In a drawing nothing overlaps, and everything that is needed stands left of what needs it."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vgdsl.report.graph.layers import layered
from vgdsl.report.graph.layout import GAP_Y, lay_out


@st.composite
def graphs(draw):
    """Boxes of several sizes, and links from earlier ones to later ones."""
    count = draw(st.integers(0, 14))
    sizes = {
        str(n): (draw(st.sampled_from([100.0, 240.0])), draw(st.sampled_from([60.0, 110.0])))
        for n in range(count)
    }
    links = [
        (str(draw(st.integers(0, n - 1))), str(n))
        for n in range(1, count)
        for _ in range(draw(st.integers(0, 2)))
    ]
    return sizes, links


@given(graphs())
def test_boxes_do_not_touch_and_lie_inside(graph):
    sizes, links = graph
    layout = lay_out(sizes, links)
    assert layout.corners.keys() == sizes.keys()
    for one, other in combinations(sizes, 2):
        (x1, y1), (x2, y2) = layout.corners[one], layout.corners[other]
        apart_x = x1 + sizes[one][0] <= x2 or x2 + sizes[other][0] <= x1
        apart_y = y1 + sizes[one][1] <= y2 + 0.01 or y2 + sizes[other][1] <= y1 + 0.01
        assert apart_x or apart_y
    for name, (x, y) in layout.corners.items():
        assert -0.01 <= x <= layout.width - sizes[name][0] + 0.01
        assert -0.01 <= y <= layout.height - sizes[name][1] + 0.01


@given(graphs())
def test_lines_lead_from_side_to_side_and_to_the_right(graph):
    sizes, links = graph
    layout = lay_out(sizes, links)
    assert layout.lines.keys() == set(links)
    for (source, target), points in layout.lines.items():
        across = [x for x, _ in points]
        assert across == sorted(across)
        assert points[0][0] == layout.corners[source][0] + sizes[source][0]
        assert points[-1][0] == layout.corners[target][0]


def test_lines_that_need_not_cross_do_not():
    layers = layered(["a", "b", "c", "d"], [("a", "d"), ("b", "c")])
    order = {item: n for column in layers.columns for n, item in enumerate(column)}
    assert (order["a"] < order["b"]) == (order["d"] < order["c"])


def test_boxes_without_links_stand_in_rows():
    corners = lay_out({str(n): (100.0, 50.0) for n in range(6)}, []).corners
    assert [y for _, y in corners.values()] == [0, 0, 0, 0, 50 + GAP_Y, 50 + GAP_Y]
