"""Key frames, cameras, switches, and options of one's own."""

from scenes import OTHER, PICTURE, listed, web

from refusals import refused

_LEVEL = "move(0, 0, 0, 1), move(1, 90, 0, 1)"


def _shot(scene, taken, **values):
    return scene.saying(**values) if scene.keyword == "shot" and taken else None


@refused("api 6", "VG472", "keyframes")
def eleven_keyframes(scene):
    pins = [f"at({n}00ms, {web(f'k{n}')})" for n in range(11)]
    return _shot(scene, scene.model.keyframes is not False, keyframes=listed(pins))


@refused("api 6", "VG473", "keyframes")
def a_keyframe_after_the_end(scene):
    ends = scene.model.keyframes is not False and "duration" in scene.values
    return _shot(scene, ends, keyframes=f"[at(40s, {PICTURE})]")


@refused("api 6", "VG474", "keyframes")
def two_keyframes_on_one_frame(scene):
    pins = f"[at(1s, {PICTURE}), at(1.01s, {OTHER})]"
    return _shot(scene, scene.model.keyframes is not False, keyframes=pins)


@refused("later L3.1", "VG475", "camera")
def a_camera_for_a_model_without_one(scene):
    return _shot(scene, not scene.model.camera_trajectory, camera=f"[{_LEVEL}]")


@refused("later L3.1", "VG476", "camera")
def a_camera_that_goes_nowhere(scene):
    return _shot(scene, scene.model.camera_trajectory, camera="[move(0, 0, 0, 1)]")


@refused("later L3.1", "VG476", "camera")
def thirteen_moves(scene):
    moves = [f"move({n / 12:.3f}, {n}, 0, 1)" for n in range(13)]
    return _shot(scene, scene.model.camera_trajectory, camera=listed(moves))


def _camera(name, moves, code, marked):
    def spoil(scene):
        return _shot(scene, scene.model.camera_trajectory, camera=f"[{moves}]")

    spoil.__name__ = name
    refused("later L3.1", code, "camera", marked=marked, **(_said(marked) if code == "VG303" else {}))(spoil)


def _said(marked):
    """What a value's own type rules out is never lowered: the simulator is shown it on the wire."""
    field = {"1.5": "time", "95": "elevation", "-1": "distance"}[marked]

    def wire(body, scene):
        moves = [
            {"time": 0, "azimuth": 0, "elevation": 0, "distance": 1},
            {"time": 1, "azimuth": 9, "elevation": 0, "distance": 1},
        ]
        moves[1][field] = float(marked)
        return {**body, "camera_trajectory": moves}

    return {"wire": wire}


_camera("a_camera_that_goes_back_in_time", "move(0.4, 0, 0, 1), move(0.3, 90, 0, 1)", "VG478", "0.3")
_camera("a_camera_that_turns_too_often", "move(0, 0, 0, 1), move(1, 11521, 0, 1)", "VG479", None)
_camera("a_camera_inside_its_picture", "move(0, 0, 0, 1), move(1, 9, 9, 0)", "VG477", "0")
_camera("a_camera_after_the_end", "move(0, 0, 0, 1), move(1.5, 0, 0, 1)", "VG303", "1.5")
_camera("a_camera_beyond_the_zenith", "move(0, 0, 0, 1), move(1, 0, 95, 1)", "VG303", "95")
_camera("a_camera_behind_its_picture", "move(0, 0, 0, 1), move(1, 0, 0, -1)", "VG303", "-1")


@refused("later L3.1", "VG481", "bitrate")
def a_bit_rate_for_a_model_without_a_choice(scene):
    return _shot(scene, not scene.model.bitrate_mode, bitrate="high")


@refused("later L3.1", "VG301", "bitrate", wire=lambda body, scene: {**body, "bitrate_mode": "medium"})
def a_bit_rate_that_does_not_exist(scene):
    return _shot(scene, scene.model.bitrate_mode, bitrate='"medium"')


@refused("later L3.1", "VG481", "image_strength")
def a_strength_for_a_model_without_one(scene):
    return _shot(scene, scene.model.image_strength is False, image_strength="0.5")


@refused("later L3.1", "VG303", "image_strength", wire=lambda body, scene: {**body, "image_strength": 1.5})
def a_strength_above_one(scene):
    return _shot(scene, scene.model.image_strength is not False, image_strength="1.5")


@refused("later L3.1", "VG481", "voice")
def a_voice_for_a_model_without_any(scene):
    return _shot(scene, not scene.model.voice, voice='"ara"')


@refused("api 12; later L3.1", "VG481", "consent")
def a_consent_for_a_model_that_asks_for_none(scene):
    return _shot(scene, scene.model.consent is False, consent="[seedance]")


@refused(
    "api 12", "VG301", "consent", marked="kling", wire=lambda body, scene: {**body, "consents": {"kling": {}}}
)
def a_consent_that_nobody_asks_for(scene):
    return _shot(scene, scene.model.consent is not False, consent="[kling]")


def _viewer(name):
    return lambda body, scene: {**body, "anon_user_id": name}


_NEWER = (
    "a warning: `options` is there for fields newer than the program, and this order is refused for nothing"
)


@refused("api 6, 17.7", "VG322", "names.seed", why=_NEWER)
def a_seed(scene):
    return scene.optional(seed="7")


@refused("api 6", "VG322", "names.cfg_scale", why=_NEWER)
def a_field_of_other_services(scene):
    return scene.optional(cfg_scale="0.5")


@refused("api 7", "VG322", "names.reference_image_count", why=_NEWER)
def a_field_of_the_price_quote(scene):
    return scene.optional(reference_image_count="1")


@refused("later L3.1", "VG303", "options.anon_user_id", wire=_viewer("v" * 129))
def a_viewer_whose_name_is_too_long(scene):
    return scene.optional(anon_user_id=f'"{"v" * 129}"')


@refused("later L3.1", "VG303", "options.anon_user_id", wire=_viewer("città"))
def a_viewer_named_in_other_letters(scene):
    return scene.optional(anon_user_id='"città"')


@refused("later L3.1", "VG303", "options.anon_user_id", wire=_viewer("a||b"))
def a_viewer_with_a_double_pipe(scene):
    return scene.optional(anon_user_id='"a||b"')


@refused("later L3.1", "VG301", "options.anon_user_id", wire=_viewer(7))
def a_viewer_that_is_a_number(scene):
    return scene.optional(anon_user_id="7")
