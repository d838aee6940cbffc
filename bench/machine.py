"""What a benchmark ran on, for whoever reads its figures."""

from __future__ import annotations

import os
import platform
from datetime import date
from pathlib import Path

import depesche
from depesche.engines.cores import usable_cores


def machine() -> str:
    """One line: version of Depesche, day, processor, cores, load, Python, system."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"Depesche {depesche.__version__}, {date.today():%-d %B %Y}; {_processor()}, "
        f"{usable_cores()} cores{load}; "
        f"Python {platform.python_version()}, {platform.system()} {platform.release().split('-')[0]}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
