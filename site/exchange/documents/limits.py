"""How much a file may ask for while it is read, and how a process keeps itself to that."""

from files.confined import confine

MOST_CPU_SECONDS = 8
"""CPU time after which the system ends the process."""

MOST_SECONDS = 9
"""Time on the clock after which whoever started the process ends it: an editor is waiting."""

MOST_MEMORY_BYTES = 512 * 1024 * 1024
MOST_OUT_BYTES = 64 * 1024 * 1024


def limit_process(cpu_seconds: int = MOST_CPU_SECONDS) -> None:
    """Keep this process to what a file may cost."""
    confine(
        cpu_seconds=cpu_seconds,
        memory_bytes=MOST_MEMORY_BYTES,
        out_bytes=MOST_OUT_BYTES,
    )
