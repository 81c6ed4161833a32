"""What can go wrong with keys and encrypted payloads.

Each message is one Dutch sentence that names a key or a workflow, never a content. None is an ApplicationError: an
error of that kind while a workflow is decoded would end the workflow, while these fail the task, which is tried again.
"""


class VersleutelingFout(Exception):
    """A payload or a key cannot be used."""


class SleutelOnbekend(VersleutelingFout):
    """A key that is not in the register, or a master key that is not in the settings."""


class SleutelVernietigd(VersleutelingFout):
    """A data key was destroyed: what was encrypted with it is unreadable for ever."""

    def __init__(self, eigenaar: str) -> None:
        super().__init__(f"De datasleutel van {eigenaar} is vernietigd; de gegevens zijn voorgoed onleesbaar.")


class NietVersleuteld(VersleutelingFout):
    """A payload in clear, where only encrypted ones may come: it was not written by this system."""

    def __init__(self) -> None:
        super().__init__("Een payload is niet versleuteld en komt dus niet uit dit systeem.")


class Vervalst(VersleutelingFout):
    """A payload that was changed, cut off, moved to another workflow or namespace, or encrypted with another key."""


class SleutelinstellingFout(Exception):
    """The setting with the master keys is wrong; the message is the rest of a Dutch sentence, without its value."""
