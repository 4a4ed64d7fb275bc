"""Files by their bytes: kind, format, size, shape, length and weight; and where addresses lead."""

from scenes import PICTURE, listed

from refusals import refused
from vgdsl.program.model import Mode


def _start(scene, text):
    takes = scene.model.start_image in {"required", "optional"} and scene.keyword == "shot"
    return scene.saying(start=text) if takes else None


def _clips(scene, kind):
    """The limits of reference clips of a kind, in scenes where they can stand."""
    most = getattr(scene.model, f"reference_{kind}s") if scene.keyword == "shot" else None
    return getattr(scene.model, f"{kind}_clips") if most else None


def _referring(scene, *items):
    return scene.saying(references=listed([PICTURE, *items]))


@refused("api 12, 14.4; later L2.2", "VG491", "start", status=422)
def a_start_frame_that_is_too_narrow(scene):
    return _start(scene, 'image("tall.png")') if scene.model.min_ratio else None


@refused("api 12, 14.4; later L2.2", "VG491", "start", status=422)
def a_start_frame_that_is_too_wide(scene):
    return _start(scene, 'image("wide.png")') if scene.model.min_ratio else None


@refused("api 12, 14.4; later L2.2", "VG491", "references", status=422)
def a_reference_picture_that_is_too_narrow(scene):
    measured = scene.model.min_ratio and scene.model.reference_images
    return scene.saying(references='[image("tall.png")]') if measured else None


@refused("api 14.4", "VG496", "start")
def a_picture_in_another_format(scene):
    return _start(scene, 'image("photo.avif")') if scene.model.family.startswith("seedance") else None


@refused("later L3.2", "VG493", "references", status=422, megabytes=True)
def a_picture_that_is_too_heavy(scene):
    limit = scene.model.image_megabytes
    fits = limit and limit < 21 and scene.model.reference_images
    return scene.saying(references='[image("heavy21.png")]') if fits else None


def _lengths(kind, call, name, told):
    def short(scene):
        limits = _clips(scene, kind)
        if limits is None:
            return None
        return _referring(
            scene, f'{call}("{name}1.{told}")' if limits.min_seconds > 1 else f'{call}("blink.{told}")'
        )

    def long(scene):
        limits = _clips(scene, kind)
        if limits is None:
            return None
        return _referring(scene, f'{call}("{name}{20 if limits.max_seconds < 20 else 31}.{told}")')

    def together(scene):
        limits = _clips(scene, kind)
        if limits is None or (kind == "audio" and scene.model.total_seconds):
            return None
        length = 9 if limits.total_seconds < 20 else 20
        return _referring(scene, f'{call}("{name}{length}.{told}")', f'{call}("also{length}.{told}")')

    short.__name__ = f"a_reference_{kind}_that_is_too_short"
    long.__name__ = f"a_reference_{kind}_that_is_too_long"
    together.__name__ = f"reference_{kind}s_that_are_too_long_together"
    refused("later L3.2; api 10.2", "VG494", "references", status=422)(short)
    refused("later L3.2; api 10.2", "VG494", "references", status=422)(long)
    refused("later L3.2; api 8.1", "VG495", "references", status=422)(together)


_lengths("video", "video", "clip", "mp4")
_lengths("audio", "audio", "sound", "wav")


@refused("later L3.2", "VG493", "references", status=422, megabytes=True)
def a_reference_sound_that_is_too_heavy(scene):
    return _referring(scene, 'audio("heavy.wav")') if _clips(scene, "audio") else None


@refused("api 8.1, 14.3", "VG495", "references", status=422, late=True)
def sounds_that_are_found_too_long_together_after_payment(scene):
    counts = scene.model.total_seconds and scene.model.reference_audios
    return _referring(scene, 'audio("sound9.wav")', 'audio("also9.wav")') if counts else None


@refused("later L5.2; Wan 3.0 guide", "VG497", "duration", late=True)
def footage_and_clip_that_are_too_long_together(scene):
    if not scene.model.total_seconds:
        return None
    return _referring(scene, 'video("clip9.mp4")').saying(duration="25s")


@refused("openapi.json, audio_url; api 14.4", "VG462", "soundtrack")
def a_soundtrack_that_is_too_long(scene):
    return scene.saying(soundtrack='audio("sound31.wav")') if scene.model.audio_input else None


@refused("api 6", "VG463", "soundtrack")
def a_soundtrack_that_is_too_short(scene):
    return scene.saying(soundtrack='audio("sound2.wav")') if scene.model.soundtrack_min_seconds else None


@refused("openapi.json, audio_url; api 14.4", "VG464", "soundtrack", megabytes=True)
def a_soundtrack_that_is_too_heavy(scene):
    return scene.saying(soundtrack='audio("heavy.wav")') if scene.model.audio_input else None


@refused("openapi.json, audio_url; api 10.2", "VG496", "soundtrack")
def a_soundtrack_in_another_format(scene):
    return scene.saying(soundtrack='audio("sound5.ogg")') if scene.model.audio_input else None


@refused("openapi.json, reference_audio_urls; api 14.4", "VG496", "references")
def a_reference_sound_in_another_format(scene):
    return _referring(scene, 'audio("sound5.ogg")') if _clips(scene, "audio") else None


@refused("openapi.json, reference_video_urls; api 14.4", "VG496", "references")
def a_reference_video_in_another_format(scene):
    return _referring(scene, 'video("clip5.webm")') if _clips(scene, "video") else None


@refused("openapi.json, video_url; api 10.2", "VG496", "source")
def a_clip_to_work_over_in_another_format(scene):
    works = scene.model.mode in {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE}
    return scene.saying(source='video("clip5.mkv")') if works else None


@refused(
    "later L4, Wan 3.0 guide",
    "VG496",
    "references",
    why="a file's ending is not on the wire, so the simulator cannot see it",
)
def a_document_of_another_kind(scene):
    return _referring(scene, 'document("table.csv")') if scene.model.reference_documents else None


@refused("api 7, 16", "VG498", "source", status=413, megabytes=True)
def a_clip_that_makes_the_request_too_large(scene):
    works = scene.model.mode in {Mode.VIDEO, Mode.MOTION}
    return scene.saying(source='video("heavy.mp4")') if works else None


@refused("api 7, 16", "VG498", "references", status=413, megabytes=True)
def pictures_that_make_the_request_too_large_together(scene):
    room = scene.model.mode is Mode.REFERENCE and (scene.model.reference_images or 0) > 1
    together = '[image("heavy16.png"), image("heavy14.png")]'
    return scene.saying(references=together) if room else None


def _wire(field, data):
    return lambda body, scene: {**body, field: data}


@refused(
    "api 6, 10.2",
    "VG307",
    "start",
    marked='"clip5.mp4"',
    wire=_wire("image_url", "data:video/mp4;base64,AAAA"),
)
def a_video_where_a_picture_goes(scene):
    return _start(scene, 'image("clip5.mp4")')


@refused(
    "later L5.2; api 10.2",
    "VG307",
    "start",
    marked='"broken.png"',
    late=True,
    wire=_wire("image_url", "data:image/png;base64,iVBORw0KGgo="),
)
def a_picture_that_is_damaged(scene):
    return _start(scene, 'image("broken.png")')


@refused(
    "api 10.2", "VG307", "source", marked='"cut.mp4"', wire=_wire("video_url", "data:video/mp4;base64,AAAA")
)
def a_clip_that_is_damaged(scene):
    works = scene.model.mode in {Mode.VIDEO, Mode.MOTION, Mode.UPSCALE}
    return scene.saying(source='video("cut.mp4")') if works else None


@refused(
    "api 14.4",
    "VG308",
    "start",
    marked='"ftp://example.org/a.png"',
    wire=_wire("image_url", "ftp://example.org/a.png"),
)
def an_address_that_is_not_on_the_web(scene):
    return _start(scene, 'image("ftp://example.org/a.png")')


def _private(name, host):
    def spoil(scene):
        return _start(scene, f'image("https://{host}/a.png")')

    spoil.__name__ = name
    address = f"https://{host}/a.png"
    refused("later L3.1", "VG321", "start", marked=f'"{address}"', wire=_wire("image_url", address))(spoil)


_private("an_address_of_this_machine", "localhost")
_private("a_loopback_address", "127.0.0.1:8000")
_private("an_address_of_a_private_network", "192.168.1.20")
_private("an_address_of_a_cloud_s_metadata", "169.254.169.254")
_private("a_loopback_address_of_the_newer_kind", "[::1]")
_private("a_name_of_a_private_network", "nas.local")
