"""What can go wrong through no fault of ours: each error is one clear line that names the place."""


class HarvestError(Exception):
    """Anything a user can mend; the command line prints it as one line and exits 2."""


class ConfigError(HarvestError):
    """A configuration that cannot be used: the message names the file, the line and the key's path."""


class SourceError(HarvestError):
    """A source that cannot be read; the other sources still are."""


class StoreError(HarvestError):
    """A snippets folder or manifest that cannot be trusted or written."""


class ToolError(HarvestError):
    """An external tool that is missing, or did not answer in time, or died."""


class NoticeError(HarvestError):
    """Somebody who could not be told; the message holds no secret."""
