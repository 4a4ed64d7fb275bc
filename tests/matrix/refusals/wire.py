"""What no scene can say: the language has no words for it, or its requests never have it. The simulator refuses it."""

from refusals import unsayable
from vgdsl.program.model import Mode

_FRONT = {"frontal_image_url": "https://example.org/a.png"}


@unsayable("api 6")
def a_length_that_is_a_number(body, scene):
    return {**body, "duration": 5} if "duration" in body else None


@unsayable("api 6")
def a_length_of_which_the_unit_is_missing(body, scene):
    return {**body, "duration": body["duration"][:-1]} if "duration" in body else None


@unsayable("api 13; later L1.5")
def the_word_auto_for_the_length_of_a_source(body, scene):
    works = scene.model.mode in {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE}
    return {**body, "duration": "Auto"} if works else None


@unsayable("api 13; later L1.5")
def a_source_of_301_seconds(body, scene):
    by_source = scene.model.mode is Mode.UPSCALE or scene.model.durations in {(), ("Auto",)}
    works = scene.model.mode in {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE} and by_source
    return {**body, "duration": "301"} if works else None


@unsayable("api 13; later L4.4")
def a_resolution_for_what_enlarges(body, scene):
    return {**body, "resolution": "2x"} if scene.model.mode is Mode.UPSCALE else None


@unsayable("api 6; later L7")
def a_resolution_in_other_letters(body, scene):
    return {**body, "resolution": body["resolution"].swapcase()} if "resolution" in body else None


@unsayable("api 3, 6")
def a_field_that_does_not_exist(body, scene):
    return {**body, "motion_score": 3}


@unsayable("api 10.1")
def sound_that_is_a_text(body, scene):
    return {**body, "audio": "true"}


@unsayable("api 6, 14.4")
def an_address_without_a_scheme(body, scene):
    return {**body, "image_url": "a.png"} if "image_url" in body else None


@unsayable("api 14.4")
def an_address_of_a_file(body, scene):
    return {**body, "image_url": "file:///a.png"} if "image_url" in body else None


@unsayable("api 6; later L3.1")
def an_element_of_nothing(body, scene):
    return {**body, "elements": [{}]} if "elements" in body else None


@unsayable("later L3.1")
def an_element_of_pictures_and_a_clip(body, scene):
    both = {**_FRONT, "video_url": "https://example.org/a.mp4"}
    return {**body, "elements": [both]} if "elements" in body else None


@unsayable("api 12")
def a_consent_that_is_refused(body, scene):
    said = ("confirmed_terms_and_privacy", "confirmed_legal_right", "confirmed_screening_acknowledged")
    return {**body, "consents": {"seedance": {**dict.fromkeys(said, True), said[0]: False}}}


@unsayable("api 12")
def a_consent_that_lacks_a_part(body, scene):
    return {**body, "consents": {"seedance": {"confirmed_legal_right": True}}}


@unsayable("api 12")
def a_consent_with_more_in_it(body, scene):
    said = ("confirmed_terms_and_privacy", "confirmed_legal_right", "confirmed_screening_acknowledged")
    return {**body, "consents": {"seedance": {**dict.fromkeys(said, True), "consent_version": "v2.0"}}}


@unsayable("later L3.1")
def a_camera_move_with_more_in_it(body, scene):
    move = {"azimuth": 0, "elevation": 0, "distance": 1}
    moves = [{"time": 0, **move, "roll": 5}, {"time": 1, **move}]
    return {**body, "camera_trajectory": moves} if scene.model.camera_trajectory else None


@unsayable("api 6")
def a_keyframe_before_the_beginning(body, scene):
    pin = {"image_url": "https://example.org/a.png", "frame_index": -1}
    return {**body, "keyframes": [pin]} if scene.model.keyframes is not False else None


@unsayable("later L3.1")
def a_background_and_subject_of_another_model(body, scene):
    pictured = [{"image_url": "https://example.org/a.png", "type": "subject", "ref_name": "a"}]
    model = scene.model
    named = model.named_references or model.voiced_images or model.per_reference_audio is not False
    return None if named else {**body, "image_references": pictured}


@unsayable("later L3.1, L2.2")
def one_named_picture_too_many(body, scene):
    most = scene.model.reference_images or 0
    named = [
        {"image_url": f"https://example.org/{n}.png", "type": "subject", "ref_name": f"a{n}"}
        for n in range(most + 1)
    ]
    kept = {name: value for name, value in body.items() if name != "reference_image_urls"}
    return {**kept, "image_references": named} if scene.model.named_references else None


@unsayable("later L4.1")
def a_frame_rate_with_a_fraction(body, scene):
    has = scene.model.enhancement is not None and scene.model.enhancement.target_fps
    return {**body, "target_fps": 23.976} if has else None


@unsayable("later L4.1")
def a_format_that_does_not_exist(body, scene):
    has = scene.model.enhancement is not None and scene.model.enhancement.formats
    return {**body, "output_format": "avi"} if has else None
