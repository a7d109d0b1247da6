"""What a cage closes: three parts, each open or closed, as the caged process found when it tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SandboxParts:
    """What a decoding worker can't do any more."""

    files: bool = False
    """Whether no file can be opened, looked at or changed by its name."""
    network: bool = False
    """Whether nothing can be connected to: other computers, this one's services, other programs' sockets."""
    programs: bool = False
    """Whether no program can be started, and no process made."""
    how: str = ""
    """Which means hold it, in the system's own words: ``Landlock 7, seccomp``. Empty: none."""

    @property
    def is_closed(self) -> bool:
        """Whether all three are."""
        return self.files and self.network and self.programs

    @property
    def keeps_secrets(self) -> bool:
        """Whether nothing can be read and nothing sent away: what a decoder with a history of holes must meet."""
        return self.files and self.network

    def message(self) -> dict[str, object]:
        """For the channel; ``from_message`` makes it again."""
        return {"files": self.files, "network": self.network, "programs": self.programs, "how": self.how}

    @classmethod
    def from_message(cls, message: Mapping[str, object]) -> SandboxParts:
        """What isn't told to be closed counts as open."""
        closed = {name: message.get(name) is True for name in ("files", "network", "programs")}
        return cls(**closed, how=str(message.get("how", ""))[:100])

    def __str__(self) -> str:
        words = (
            f"{name} {'closed' if closed else 'open'}"
            for name, closed in (("files", self.files), ("network", self.network), ("programs", self.programs))
        )
        return " · ".join(words)


OPEN = SandboxParts()
