"""The table of transitions is the law of a job's life."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vgdsl.run import events as e
from vgdsl.run.memory.journal import KEPT
from vgdsl.run.state import DONE, TRANSITIONS, Phase, RunState, TransitionError, fold

FACTS = {
    "key": "k", "sha256": "s", "components": {}, "model": "wan", "quote": 1, "message": "", "retry": True, "queue_id": "q",
    "download_url": None, "provider": "venice", "address": "", "deadline": 0.0, "seconds": 0.0, "average_ms": None,
    "elapsed_ms": None, "received": 0, "size": 1, "cost": 1, "by": "b", "limit": "run", "fraction": 0.5, "path": "p",
    "frames": 1, "copied": 1, "encoded": 0, "parts": 1, "sounding": True,
}  # fmt: skip
END = frozenset(Phase) - {Phase.WAITING, Phase.READY, Phase.SUBMITTING, Phase.SUBMITTED, Phase.BUILDING}


def event(kind, job="opening"):
    fields = {name: FACTS[name] for name in kind.__struct_fields__ if name in FACTS}
    return kind(**{**fields, "at": 0.0, "job": job})


def in_phase(phase):
    state = RunState()
    state.phases["opening"] = phase
    return state


def test_every_event_of_a_job_has_its_row():
    kinds = {kind for kind in vars(e).values() if isinstance(kind, type) and issubclass(kind, e.JobEvent)}
    assert kinds - {e.JobEvent, e.Judged} == TRANSITIONS.keys()


@pytest.mark.parametrize(("kind", "phase"), list(itertools.product(TRANSITIONS, Phase)))
def test_an_event_happens_only_where_the_table_allows_it(kind, phase):
    state, step = in_phase(phase), TRANSITIONS[kind]
    if phase in step.within:
        state.apply(event(kind))
        assert state.phases["opening"] is (step.to or phase)
    else:
        with pytest.raises(TransitionError):
            state.apply(event(kind))


def test_nothing_leads_out_of_an_end():
    assert not any(step.within & END for step in TRANSITIONS.values())
    assert DONE <= END


def test_only_proof_that_nothing_was_bought_leads_back_to_where_one_may_buy():
    back = [kind for kind, step in TRANSITIONS.items() if step.to is Phase.READY and kind is not e.Ready]
    assert back == [e.NotSent]
    assert TRANSITIONS[e.Intended].within == {Phase.READY}


def test_every_phase_can_be_reached():
    assert {step.to for step in TRANSITIONS.values()} - {None} == set(Phase) - {Phase.WAITING}


def test_events_that_change_a_phase_are_kept_by_the_journal():
    passing = {kind for kind, step in TRANSITIONS.items() if step.to is None} | {e.Building}
    assert TRANSITIONS.keys() - KEPT <= passing


@given(st.lists(st.sampled_from(sorted(TRANSITIONS, key=lambda kind: kind.__name__)), max_size=30))
def test_no_history_that_the_table_allows_buys_again_what_may_be_bought_already(kinds):
    state, sent = RunState(), 0
    for kind in kinds:
        try:
            state.apply(event(kind))
        except TransitionError:
            continue
        sent += (kind is e.Intended) - (kind is e.NotSent)
        assert sent <= 1


def test_folding_in_two_parts_is_folding_at_once():
    story = [event(kind) for kind in (e.Ready, e.Intended, e.Submitted, e.Progressed, e.Finished)]
    state = fold(story[:2])
    for later in story[2:]:
        state.apply(later)
    assert state.phases == fold(story).phases
    assert fold(story).spent == 1
    assert fold(story[:3]).reserved == 1
    assert fold(story).reserved == 0
