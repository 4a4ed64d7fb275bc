"""A saved plan is consent: it is carried out as it is, in part or again, or refused with everything that is different."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vgdsl.plan.estimate import Price, Sort
from vgdsl.plan.freshness import Action, Made, Provider, Reason, Why
from vgdsl.plan.graph import Graph
from vgdsl.plan.key import OFFICIAL
from vgdsl.plan.lower import lower
from vgdsl.plan.plan import Known, Plan, plan
from vgdsl.plan.recipe import recipes
from vgdsl.plan.saved import (
    Asked,
    Kind,
    Origin,
    SavedPlan,
    Stale,
    UnreadablePlanError,
    read,
    resembles,
    saved,
    stale,
    written,
)
from vgdsl.plan.select import Selection, select
from vgdsl.program.editions import load
from vgdsl.program.values import Prompt

CENTS = Decimal("0.40")
MADE = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


class Shelf:
    """What is made already, and what is under way, by key."""

    def __init__(self, made=(), open_=()) -> None:
        self.made, self.open = {each.key: each for each in made}, dict.fromkeys(open_, "submitted")

    def by_key(self, key):
        return self.made.get(key)

    def under_way(self, key):
        return self.open.get(key)

    def before(self, key):
        return None

    def last(self, node, take):
        return next((m for m in self.made.values() if (m.node, m.take) == (node, take)), None)


class Standing:
    """A film as it stands: its graph, its recipes, its plan."""

    def __init__(self, program, shelf=None, *, price=CENTS, only=(), sort=Sort.QUOTED, spent=Decimal(0)):
        self.lowered = lower(program, load())
        self.graph = Graph((*self.lowered.jobs, *self.lowered.assemblies))
        self.recipes = recipes(self.graph, "venice", OFFICIAL)
        quotes = (
            {}
            if price is None
            else dict.fromkeys((job.id for job in self.lowered.jobs), Price(price, Sort.QUOTED))
        )
        known = Known(history=shelf or Shelf(), provider=Provider(), quotes=quotes, spent=spent)
        selected = select(self.graph, Selection(only=only))
        found = plan(program, self.lowered, load(), known, selected)
        steps = tuple(
            replace(step, price=step.price and Price(step.price.usd, sort))
            if sort is not Sort.QUOTED
            else step
            for step in found.steps
        )
        self.plan: Plan = replace(found, steps=steps)

    def saved(self, **more) -> SavedPlan:
        facts = {
            "film": "film.vg", "asked": Asked(), "provider": "venice", "address": OFFICIAL, "made": MADE,
            "spent": self.plan.spent,
        }  # fmt: skip
        return saved(self.plan, self.recipes, Origin(**(facts | more)))

    def against(self, kept: SavedPlan, address: str = OFFICIAL) -> list[Stale]:
        return list(stale(kept, self.plan, self.graph, self.recipes, address))


def made(standing: Standing, name: str) -> Made:
    found = standing.recipes[name]
    return Made(found.digest, f"{name:0<64}", found.components, name, 1, CENTS, "wan", 1.0)


def edited(program, name: str, **values):
    """The program with other values in a node."""
    return replace(program, nodes={**program.nodes, name: replace(program.nodes[name], **values)})


def renamed(program, old: str, new: str):
    nodes = {new if name == old else name: replace(node, name=new) if name == old else node
             for name, node in program.nodes.items()}  # fmt: skip
    return replace(program, nodes=nodes, cuts={})


def test_an_unchanged_film_is_as_it_was_planned(chain):
    assert Standing(chain).against(Standing(chain).saved()) == []


def test_what_changed_is_named_with_its_place_and_what_follows_from_it(chain):
    kept = Standing(chain).saved()
    other = edited(chain, "boarding", prompt=Prompt(("Another.",)))
    assert Standing(other).against(kept) == [
        Stale("boarding", Kind.CHANGED, (Reason(Why.CHANGED, "prompt", "harbor.vg:20"),)),
        Stale("crossing", Kind.CHANGED, (Reason(Why.AFTER, node="boarding"),)),
    ]


def test_a_take_more_is_not_in_the_plan_and_a_take_less_is_no_longer_in_the_film(chain):
    more = edited(chain, "postcard", takes=2)
    assert Standing(more).against(Standing(chain).saved()) == [Stale("postcard#2", Kind.ADDED)]
    assert Standing(chain).against(Standing(more).saved()) == [Stale("postcard#2", Kind.REMOVED)]


def test_a_new_name_is_no_other_plan(chain):
    kept = Standing(replace(chain, cuts={})).saved()
    assert Standing(renamed(chain, "postcard", "rome")).against(kept) == []


def test_what_is_made_or_under_way_since_is_not_stale(chain):
    first = Standing(chain)
    kept = first.saved()
    for shelf in (Shelf([made(first, "opening")]), Shelf([], [first.recipes["opening"].digest])):
        later = Standing(chain, shelf)
        assert later.plan.steps[0].action in {Action.REUSE, Action.COLLECT}
        assert later.against(kept) == []


def test_what_was_to_be_reused_is_not_bought(chain):
    first = Standing(chain)
    kept = Standing(chain, Shelf([made(first, "postcard")])).saved()
    assert first.against(kept) == [Stale("postcard", Kind.UNPLANNED, (Reason(Why.NEW),))]


def test_a_price_that_rose_is_told_and_one_that_fell_is_welcome(chain):
    kept = Standing(chain).saved()
    (risen, *_) = Standing(chain, price=Decimal("0.50")).against(kept)
    assert risen == Stale("opening", Kind.RISEN, was="$0.40", now="$0.50")
    assert Standing(chain, price=Decimal("0.30")).against(kept) == []


def test_only_a_quote_proves_that_a_price_rose(chain):
    kept = Standing(chain).saved()
    assert Standing(chain, price=Decimal("0.50"), sort=Sort.ESTIMATE).against(kept) == []


def test_another_provider_or_address_is_told_alone(chain):
    kept = Standing(chain).saved()
    assert Standing(chain).against(kept, "http://127.0.0.1:1/api/v1") == [
        Stale("", Kind.PROVIDER, was=f"venice at {OFFICIAL}", now="venice at http://127.0.0.1:1/api/v1")
    ]
    assert Standing(chain).against(kept, f"{OFFICIAL}/") == []


def test_a_cut_must_not_take_the_place_of_another_file(chain):
    kept = Standing(chain).saved()
    cut = replace(chain.cuts["main"], output="other.mp4")
    assert Standing(replace(chain, cuts={"main": cut})).against(kept) == [
        Stale("main", Kind.OUTPUT, was="gondolier.mp4", now="other.mp4")
    ]


def test_a_part_is_planned_as_a_part(chain):
    kept = Standing(chain, only=("postcard",)).saved()
    assert [job.id for job in kept.jobs] == ["postcard"]
    assert Standing(edited(chain, "opening", prompt=Prompt(("x",))), only=("postcard",)).against(kept) == []


def test_a_plan_comes_back_as_it_was_written(chain):
    asked = Asked(
        profile="draft", overrides=("light=dusk",), selection=Selection(only=("postcard",)), simulate=True
    )
    kept = Standing(chain, only=("postcard",)).saved(asked=asked)
    raw = written(kept)
    assert read(raw) == kept
    assert written(read(raw)) == raw
    assert resembles(raw[:64])
    assert raw.startswith(b'{\n  "vgdsl": "plan",\n  "version": 1,\n  "film": "film.vg",\n')


def test_what_was_asked_is_said_again_as_options():
    asked = Asked(
        profile="draft", overrides=("a=1", "b=2"), simulate=True,
        selection=Selection(only=("x",), exclude=("y",), since=("z",), until=("w",)),
    )  # fmt: skip
    assert " ".join(asked.words) == (
        "--profile draft --set a=1 --set b=2 --only x --exclude y --from z --until w --simulate"
    )
    assert Asked().words == ()


@given(st.data())
def test_a_plan_cut_short_anywhere_is_no_plan(data):
    raw = written(bought([CENTS])).strip()
    with pytest.raises(UnreadablePlanError):
        read(raw[: data.draw(st.integers(0, len(raw) - 1))])


@given(st.binary(max_size=40))
def test_whatever_a_file_holds_it_is_refused_in_words(raw):
    with pytest.raises(UnreadablePlanError, match=r"^is "):
        read(b'{"vgdsl": "plan", "version": ' + raw)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"vgdsl": "plan", "version": 2}', "is of a newer vgdsl (plan version 2, this one reads 1); update vgdsl"),
        (b'{"name": "x"}', "is JSON, but no plan that `vgdsl plan --output` wrote"),
        (b'{"vgdsl": "plan", "ver', "is damaged or no plan at all (Input data was truncated)"),
        (b'{"vgdsl": "plan", "version": 1}', "is damaged (Object missing required field `film`)"),
    ],
    ids=["newer", "foreign", "cut", "empty"],
)  # fmt: skip
def test_what_cannot_be_read_says_why(raw, message):
    with pytest.raises(UnreadablePlanError) as caught:
        read(raw)
    assert str(caught.value) == message


def test_brackets_without_end_are_damage():
    with pytest.raises(UnreadablePlanError, match="is damaged"):
        read(b'{"a": ' + b"[" * 100_000)


@pytest.mark.parametrize("price", ["NaN", "Infinity", "-1"])
def test_a_price_that_is_none_is_damage(chain, price):
    raw = written(Standing(chain).saved()).replace(b'"0.40"', f'"{price}"'.encode(), 1)
    with pytest.raises(UnreadablePlanError, match=f"is damaged .*{price}"):
        read(raw)


@given(
    st.lists(st.decimals("0.01", "5", places=2), max_size=6),
    st.decimals("0", "9", places=2),
    st.decimals("0", "9", places=2),
)
def test_the_film_never_costs_more_than_it_did_and_the_plan(prices, spent, since):
    """However often it is carried out, and whatever else was bought or given back meanwhile."""
    kept = bought(prices, spent)
    left = kept.left(spent + since)
    assert Decimal(0) <= left <= sum(prices, Decimal(0))
    assert left == 0 or since + left <= sum(prices, Decimal(0))
    assert kept.left(max(Decimal(0), spent - since)) == sum(prices, Decimal(0))


def bought(prices, spent=Decimal(0), sort=Sort.QUOTED) -> SavedPlan:
    jobs = [
        {
            "id": f"s{n}",
            "action": "make",
            "price": {"usd": str(usd), "sort": sort},
            "recipe": str(n),
            "components": {},
        }
        for n, usd in enumerate(prices)
    ]
    raw = {
        "vgdsl": "plan", "version": 1, "film": "f.vg", "asked": {}, "provider": "venice", "address": OFFICIAL,
        "catalog_date": "2026-09-30", "made": "2026-11-25T12:30:00Z", "spent": str(spent), "jobs": jobs, "cuts": [],
    }  # fmt: skip
    return read(json.dumps(raw).encode())


def test_a_purchase_without_a_price_has_no_sum_to_agree_to():
    kept = bought([CENTS, CENTS], sort=Sort.AT_LEAST)
    assert kept.unpriced == ("s0", "s1")
    assert kept.left(Decimal(0)) is None
