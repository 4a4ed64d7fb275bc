"""What `vgdsl explain` says of a code: its page, and the page's examples with the messages that they really give."""
