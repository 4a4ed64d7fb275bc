"""A small film with everything that commands distinguish: a scene, a chain, takes, a param, a profile, a budget, a cut."""

import pytest

FILM = """\
film pier {
  title        = "The Pier"
  model        = "pixverse-v5.6"
  aspect_ratio = 16:9
  resolution   = 360p
  duration     = 5s
  audio        = false
  budget       = $4.00
}

param light = "dawn"

scene shore {
  shot gulls {
    prompt = "Gulls over a wooden pier, {{ light }}."
  }

  shot walker {
    start  = gulls.last_frame
    prompt = "A walker with a red umbrella."
    takes  = 2
  }
}

shot waves {
  prompt = "Waves against the piles."
}

profile long {
  duration = 8s
}

cut main {
  sequence = [gulls, walker, dissolve(0.5s), waves]
  output   = "pier.mp4"
}
"""


@pytest.fixture
def pier(desk):
    desk.write("film.vg", FILM)
    return desk
