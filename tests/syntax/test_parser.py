"""Text to tree: what each construct becomes, where it stands, and that any text gets an answer."""

import gc
import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.source import Source
from vgdsl.syntax import tree
from vgdsl.syntax.parser import MOST, parse

SIGNS = "{}[]()=,.:;\"'#\n\r \t\\ab15$@/é東\0“"


def nodes(value):
    """A node and all nodes in it."""
    if isinstance(value, tree.Node):
        yield value
        for field in value.__struct_fields__:
            yield from nodes(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


def bare(value):
    """A tree without places."""
    if isinstance(value, tuple):
        return tuple(bare(item) for item in value)
    if isinstance(value, tree.Node):
        kept = [f for f in value.__struct_fields__ if f not in {"start", "end"}]
        return (type(value).__name__, *(bare(getattr(value, f)) for f in kept))
    return value


def name(start, text):
    return tree.named(start, start + len(text), text)


def test_an_attribute_knows_its_places(read):
    assert read("duration = 5s") == (tree.Attribute(0, 13, name(0, "duration"), tree.Quantity(11, 13, "5s")),)


@pytest.mark.parametrize(
    "number",
    ["5", "-30", "1.5s", "500ms", "16:9", "2.39:1", "720p", "2K", "4k", "2x", "24fps", "$4.50", "5sec", ".5"],
)
def test_a_quantity_keeps_what_was_written(read, number):
    (attribute,) = read(f"a = {number}")
    assert attribute.value == tree.Quantity(4, 4 + len(number), number)


def test_texts(read):
    one, several = read('a = "x \\" y"\nb = """\n  z\n"""')
    assert one.value == tree.String(4, 12, 'x \\" y', block=False)
    assert several.value == tree.String(17, 28, "\n  z\n", block=True)


def test_references_with_steps(read):
    (attribute,) = read('a = cast.postcard["Rome"].first_frame')
    rome = tree.Index(17, 25, tree.String(18, 24, "Rome", block=False))
    steps = (tree.Member(9, 17, "postcard"), rome, tree.Member(26, 37, "first_frame"))
    assert attribute.value == tree.Reference(4, 37, "cast", steps)


def test_calls_with_positional_and_named_arguments(read):
    (attribute,) = read("a = clip(opening, in = 0.5s,)")
    arguments = (
        tree.Argument(9, 16, None, tree.Reference(9, 16, "opening")),
        tree.Argument(18, 27, name(18, "in"), tree.Quantity(23, 27, "0.5s")),
    )
    assert attribute.value == tree.Call(4, 29, tree.Reference(4, 8, "clip"), arguments)


def test_what_is_taken_of_a_call(read):
    last, moment = read('a = video("p.mp4").last_frame b = video("p.mp4").frame(2s)')
    path = tree.Argument(10, 17, None, tree.String(10, 17, "p.mp4", block=False))
    made = tree.Call(4, 18, tree.Reference(4, 9, "video"), (path,))
    assert last.value == tree.Selection(4, 29, made, (tree.Member(19, 29, "last_frame"),))
    assert isinstance(moment.value, tree.Call)
    assert bare(moment.value.function) == bare(tree.Selection(0, 0, made, (tree.Member(0, 0, "frame"),)))
    assert moment.value.arguments == (tree.Argument(55, 57, None, tree.Quantity(55, 57, "2s")),)


def test_comments_behind_a_word_cost_no_time():
    for text in ("import ", 'import "a.vg" as x '):
        before = time.perf_counter()
        parse(Source("film.vg", text + "# " * 5000 + "\nx"))
        assert time.perf_counter() - before < 2


def test_as_can_begin_a_block(read):
    _, block = read('import "cast.vg"\nas opening # so it is called\n{ }')
    assert (block.keyword.text, block.name.text) == ("as", "opening")


def test_a_chain_of_calls_without_end_is_a_mistake_and_no_deep_tree():
    parsed = parse(Source("film.vg", "a = video(x)" + ".frame(1s)" * 100_000))
    assert len(parsed.diagnostics) == 1


def test_lists_may_be_empty_nested_and_end_in_a_comma(read):
    (attribute,) = read("a = [[], b,]")
    assert attribute.value == tree.List(4, 12, (tree.List(5, 7, ()), tree.Reference(9, 10, "b")))


def test_definitions_and_imports(read):
    light, cast, flat = read('param light = dusk\nimport "cast.vg" as cast\nimport # all of it\n "more.vg"')
    assert light == tree.Definition(0, 18, name(0, "param"), name(6, "light"), tree.Reference(14, 18, "dusk"))
    assert cast == tree.Import(19, 43, tree.String(26, 35, "cast.vg", block=False), name(39, "cast"))
    assert flat == tree.Import(44, 73, tree.String(64, 73, "more.vg", block=False), None)


def test_blocks_loops_and_nameless_blocks(read):
    (block,) = read("shot postcard[city in cities]\n{\n  options { seed = 7 }\n}")
    loop = tree.Loop(13, 29, name(14, "city"), tree.Reference(22, 28, "cities"))
    seed = tree.Attribute(44, 52, name(44, "seed"), tree.Quantity(51, 52, "7"))
    options = tree.Block(34, 54, name(34, "options"), None, None, (seed,))
    assert block == tree.Block(0, 56, name(0, "shot"), name(5, "postcard"), loop, (options,))


@pytest.mark.parametrize("word", ["shot", "film", "let", "param", "import", "in", "as", "true", "auto"])
def test_no_word_is_reserved_where_a_name_is_meant(read, word):
    text = f"shot {word} {{ {word} = {word}.{word} }} let {word} = f({word} = 1) x y[{word} in {word}] {{}} {word} = 1"
    shot, let, looped, last = read(text)
    assert shot.name.text == shot.items[0].name.text == shot.items[0].value.name == word
    assert let.name.text == let.value.arguments[0].name.text == word
    assert looped.loop.variable.text == looped.loop.values.name == word
    assert last.name.text == word


def test_white_space_only_separates(read):
    lines = read('shot a\n{\n duration = 5s # yes\r\n prompt\t=\n"x"\n}')
    assert bare(lines) == bare(read('shot a { duration=5s prompt="x"}'))


def test_a_byte_order_mark_is_no_text(read):
    (attribute,) = read("\N{ZERO WIDTH NO-BREAK SPACE}a = 1")
    assert attribute.start == 1


def test_names_are_compared_composed_and_placed_as_written(read):
    (attribute,) = read("citta\N{COMBINING GRAVE ACCENT} = 東京")
    assert attribute.name == tree.named(0, 6, "città")
    assert attribute.value == tree.Reference(9, 11, "東京")


@pytest.mark.parametrize("word", ["हिन्दी", "ประเทศไทย", "עִבְרִית", "Ωμέγα", "ガ".encode().decode(), "カ\u3099"])
def test_names_of_all_scripts(read, word):
    assert read(f"shot {word} {{}}")[0].name.end == 5 + len(word)


def test_the_whole_film(read, gondolier):
    kinds = [item.keyword.text for item in read(gondolier) if not isinstance(item, tree.Import)]
    assert (
        " ".join(kinds) == "film param let style element location scene transition shot upscale profile cut"
    )


@given(data=st.data())
def test_made_up_films_are_read_and_every_place_shows_its_own_text(films, data):
    text = data.draw(films)
    parsed = parse(Source("film.vg", text))
    assert parsed.diagnostics == ()
    for node in nodes(parsed.file.items):
        shown = text[node.start : node.end]
        if isinstance(node, tree.Name | tree.Quantity):
            assert shown == node.text
        elif isinstance(node, tree.String):
            assert shown.strip('"').startswith(node.raw.strip('"'))
        assert all(node.start <= inner.start <= inner.end <= node.end for inner in nodes(node))


@given(data=st.data())
def test_white_space_and_comments_change_places_only(films, read, data):
    text = data.draw(films)
    (around,) = read(f"shot a {{\n# here\n{text}\n}}")
    assert bare(around.items) == bare(read(text))


@given(text=st.text(alphabet=SIGNS, max_size=80))
def test_any_text_gets_an_answer(text):
    parsed = parse(Source("film.vg", text))
    assert all(0 <= d.span.start <= d.span.end <= len(text) for d in parsed.diagnostics)
    assert all(0 <= n.start <= n.end <= len(text) for n in nodes(parsed.file.items))


def test_every_prefix_gets_an_answer(gondolier):
    for end in range(len(gondolier)):
        assert len(parse(Source("film.vg", gondolier[:end])).diagnostics) <= 3


def test_every_deletion_of_a_character_gets_few_messages(gondolier):
    counts = [
        len(parse(Source("film.vg", gondolier[:at] + gondolier[at + 1 :])).diagnostics)
        for at in range(len(gondolier))
    ]
    assert max(counts) <= 3
    assert sum(count > 1 for count in counts) <= 5  # among them the marks of a comment and of a block text


@pytest.mark.parametrize(
    "sign", ["[", "{", "(", "a[", "f(", "a b {", '"', "'", "}", "/*", "«", "\0", "a ", "= "]
)
@pytest.mark.parametrize("start", ["", "x = "])
def test_depth_and_junk_are_answered_in_time(sign, start):
    parsed = parse(Source("film.vg", start + sign * 10_000))
    assert 1 <= len(parsed.diagnostics) <= MOST + 1


def test_what_is_nested_as_deeply_as_anyone_would_is_read(read):
    (attribute,) = read("a = " + "[" * 90 + "]" * 90)
    assert sum(1 for _ in nodes(attribute)) == 92


def test_a_large_film_is_read_whole(read):
    shot = 'shot s{} {{\n  duration = 5s\n  prompt = """\n    Fog.\n  """\n}}\n'
    assert len(read("".join(shot.format(n) for n in range(2_000)))) == 2_000


def test_the_collector_is_as_it_was():
    assert gc.isenabled()
    parse(Source("film.vg", "a = 1 }"))
    assert gc.isenabled()


def test_a_tree_can_be_kept_and_loaded(read, gondolier):
    items = read(gondolier)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(items)) is not None
