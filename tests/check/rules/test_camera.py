"""What a user relies on: the camera's path can be gone, and only where there is a camera."""

from vgdsl.program.values import Duration, Move, Ratio, Resolution

ORBIT = (Move(0, 0, 0, 1), Move(0.5, 90, 10, 1), Move(1, 180, 0, 0.8))


def orbit(shot, start, camera):
    return shot("minimax-h3-max-multi-angle", start=start, resolution=Resolution("768P"), camera=camera)


def test_no_camera(shot, check):
    subject = shot("wan-2-7", aspect_ratio=Ratio(16, 9), duration=Duration(5_000), camera=ORBIT)
    assert (
        check.message(subject)
        == """\
error[VG475]: wan-2-7-text-to-video has no camera to move
 --> harbor.vg:7:12
  |
4 |   model = "wan-2-7"
  |           --------- here wan-2-7-text-to-video (as known on 2026-09-30)
. |
7 |   camera = [move(0, 0, 0, 1), move(0.5, 90, 10, 1), move(1, 180, 0, 0.8)]
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not taken
  |
help: leave `camera` out, and say in the prompt how the camera moves
help: take a model that has one: minimax-h3-max-multi-angle
"""
    )


def test_too_few_moves(shot, check, last_frame):
    subject = orbit(shot, last_frame, ORBIT[:1])
    assert (
        check.message(subject)
        == """\
error[VG476]: a camera path has 2 to 12 moves, not 1
 --> harbor.vg:7:12
  |
4 |   model = "minimax-h3-max-multi-angle"
  |           ---------------------------- this model (as known on 2026-09-30)
. |
7 |   camera = [move(0, 0, 0, 1)]
  |            ^^^^^^^^^^^^^^^^^^ where it starts, and where it goes
  |
help: write where it starts, `move(0, ...)`, and where it ends, `move(1, ...)`; up to 12 in all
"""
    )


def test_back_in_time(shot, check, last_frame):
    subject = orbit(shot, last_frame, (ORBIT[0], Move(0, 9, 0, 1)))
    assert (
        check.message(subject)
        == """\
error[VG478]: each move of a camera comes later than the one before; 0 does not follow 0
 --> harbor.vg:7:36
  |
4 |   model = "minimax-h3-max-multi-angle"
  |           ---------------------------- this model (as known on 2026-09-30)
. |
7 |   camera = [move(0, 0, 0, 1), move(0, 9, 0, 1)]
  |                                    ^ not later than 0
  |
help: put the moves in the order of their times, from 0 to 1
"""
    )


def test_into_the_picture(shot, check, last_frame):
    subject = orbit(shot, last_frame, (ORBIT[0], Move(1, 0, 0, 0)))
    assert (
        check.message(subject)
        == """\
error[VG477]: the camera cannot stand inside the picture that it looks at
 --> harbor.vg:7:45
  |
4 |   model = "minimax-h3-max-multi-angle"
  |           ---------------------------- this model (as known on 2026-09-30)
. |
7 |   camera = [move(0, 0, 0, 1), move(1, 0, 0, 0)]
  |                                             ^ a distance of 0
  |
help: write a distance above 0: 1 is where the camera stands, 0.5 is half as far
"""
    )


def test_dizzy(shot, check, last_frame):
    subject = orbit(shot, last_frame, (ORBIT[0], Move(1, 12_000, 0, 1)))
    assert (
        check.message(subject)
        == """\
error[VG479]: a camera turns 11,520 degrees at most, not 12,000
 --> harbor.vg:7:12
  |
4 |   model = "minimax-h3-max-multi-angle"
  |           ---------------------------- this model (as known on 2026-09-30)
. |
7 |   camera = [move(0, 0, 0, 1), move(1, 12000, 0, 1)]
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dizzy
  |
help: let it turn less: 360 degrees are once around
"""
    )


def test_a_path_that_can_be_gone(shot, check, last_frame):
    assert check.codes(orbit(shot, last_frame, ORBIT)) == []
