"""Looks whether everything that making films needs is there and in order, and says what to do where it is not."""
