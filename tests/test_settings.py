"""A project's settings are read as they are meant, and a mistake in them is said."""

from decimal import Decimal

import pytest

from vgdsl.settings import Settings, SettingsError, settings


@pytest.mark.parametrize(
    ("text", "share"),
    [("", None), ("# nothing\n", None), ("[share]\n", None), ('[share]\nurl = "s3://b/f"\n', "s3://b/f")],
)
def test_what_is_there_is_read(tmp_path, text, share):
    (tmp_path / "vgdsl.toml").write_text(text)
    assert settings(tmp_path) == Settings(share)


@pytest.mark.parametrize(("text", "limit"), [("limit = 100", "100"), ("limit = 12.5", "12.5"), ("", None)])
def test_the_limit_of_a_top_up_is_read(tmp_path, text, limit):
    (tmp_path / "vgdsl.toml").write_text(f"[wallet]\n{text}\n")
    assert settings(tmp_path).wallet_limit == (limit and Decimal(limit))


def test_a_project_needs_none(tmp_path):
    assert settings(tmp_path) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[shar]\n", "vgdsl.toml: there is no setting [shar]; did you mean share?"),
        ('[share]\nurk = "x"\n', "vgdsl.toml: there is no setting share.urk; did you mean url?"),
        ("[share]\nzzz = 1\n", "vgdsl.toml: there is no setting share.zzz"),
        ('share = "x"\n', "vgdsl.toml: share is a section; write [share] on a line of its own"),
        ("[share]\nurl = 5\n", 'vgdsl.toml: share.url is a text, such as "s3://our-bucket/films", not 5'),
        ('[share]\nurl = ""\n', "vgdsl.toml: share.url is a text, such as \"s3://our-bucket/films\", not ''"),
        ('[wallet]\nlimit = "much"\n', "vgdsl.toml: wallet.limit is an amount of US dollars, such as 50, not 'much'"),
        ("[wallet]\nlimit = true\n", "vgdsl.toml: wallet.limit is an amount of US dollars, such as 50, not True"),
        ("[wallet]\nlimit = nan\n", "vgdsl.toml: wallet.limit is an amount of US dollars, such as 50, not nan"),
        ("[share\n", "vgdsl.toml cannot be read: Expected ']' at the end of a table declaration (at line 1, column 7)"),
    ],
)  # fmt: skip
def test_a_mistake_is_said(tmp_path, text, message):
    (tmp_path / "vgdsl.toml").write_text(text)
    with pytest.raises(SettingsError) as found:
        settings(tmp_path)
    assert str(found.value) == message
