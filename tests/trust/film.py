"""The film that everything is tried on: a chain, takes, an upscale and a cut. Small, so that it is made in a moment."""

TEXT = """\
film proof {
  model        = "grok-imagine-private"
  aspect_ratio = 16:9
  resolution   = 480p
}

shot dawn {
  duration = 1s
  prompt   = "A harbour at dawn."
}

shot noon {
  start    = dawn.last_frame
  duration = 1s
  takes    = 2
  prompt   = "The harbour at noon."
}

upscale large {
  source = dawn
  factor = 2x
}

cut main {
  sequence = [dawn, noon]
  output   = "proof.mp4"
}
"""

JOBS = ("dawn", "noon", "noon#2", "large")
"""The purchases that the film needs: each once."""

NEEDS = {"dawn": (), "noon": ("dawn",), "noon#2": ("dawn",), "large": ("dawn",)}

CUT = "proof.mp4"

MODELS = {
    "grok-imagine-text-to-video-private": ("dawn",),
    "grok-imagine-image-to-video-private": ("noon", "noon#2"),
    "topaz-video-upscale": ("large",),
}
"""Which jobs each model makes."""
