"""What the pieces of a file are to somebody who reads it in colours, one part of the work a file. Knows no protocol."""
