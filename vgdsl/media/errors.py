"""The one way a media file disappoints. Knows no decoder and no file format."""


class MediaError(Exception):
    """A picture, clip or sound cannot be used. The message is for a film maker: which file, why, what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
