"""Errors of the server starters."""


class ServerUnavailable(RuntimeError):
    """The server's program cannot be obtained here: a package is missing, or its files cannot be downloaded.

    Nothing is wrong with the code under test; a fixture may skip on it.
    """


class ServerFailed(RuntimeError):
    """The server's program is present but did not get ready; the message carries the end of its log."""
