"""Why a backup cannot be made, read or restored, in a sentence for whoever asked."""


class BackupError(Exception):
    """No backup is made: the message says what to do."""


class ArchiveError(Exception):
    """A file is no whole backup of Passerelle, or not one for this site: nothing was changed."""
