"""Programs that end when we do, however we end.

A server that outlives its owner keeps its port, its file and its memory, and nobody is left to stop it.
On Linux the kernel ends it with us, also when we are killed; elsewhere only an orderly end stops it.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Sequence

PR_SET_PDEATHSIG = 1


def gebonden(opdracht: Sequence[str]) -> list[str]:
    """The command that runs `opdracht` bound to this process, as a child with the same process id.

    It gets a session of its own: Ctrl-C is for us, so that we can stop things in their order.
    The kernel watches the thread that starts the command: let that be one that lives as long as the program should.
    """
    # A program in between and not `preexec_fn`: that is unsafe in a process with threads.
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *opdracht]


def _word_gebonden(eigenaar: int, opdracht: list[str]) -> None:
    """Replace this process by the program; not when its owner is gone already, as no signal would come then."""
    os.setsid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == eigenaar:
        os.execv(opdracht[0], opdracht)  # noqa: S606 - the program is ours, and no shell is wanted


if __name__ == "__main__":
    _word_gebonden(int(sys.argv[1]), sys.argv[2:])
