"""What is handed over keeps its secret."""

from vgdsl.providers.base import Ticket


def test_a_ticket_shows_everything_but_its_download_link():
    link = "https://share.example/v1/share/read/s3cr3t"
    ticket = Ticket("venice", "https://api.example/v1", "wan", "0199-id", link, 1.0, 2.0)
    assert "0199-id" in repr(ticket)
    assert "s3cr3t" not in repr(ticket)
    assert "s3cr3t" not in str(ticket)
