"""Makes the virtual environment of the emulator: python3 install.py <folder> <requirements>. Who asks at the same time waits, and finds it made."""
from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

PIP = ('-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '--no-compile', '--disable-pip-version-check', '--requirement')


def main(folder: Path, requirements: Path) -> None:
    complete = folder / '.complete'
    with open(f'{folder}.lock', 'w', encoding='utf8') as lock:
        # Held until this process ends, however it does.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if complete.exists():
            return
        shutil.rmtree(folder, ignore_errors=True)
        run([sys.executable, '-m', 'venv', str(folder)], 'python3 -m venv failed: {}. Install the venv module of Python.')
        run([str(folder / 'bin' / 'python'), *PIP, str(requirements)],
            'pip could not install e2e/emulator/requirements.txt: {}. It needs the package registry once.')
        complete.touch()


def run(command: list[str], complaint: str) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding='utf8', errors='replace', check=False)
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ['nothing was printed'])[-1]
        sys.exit(complaint.format(last.rstrip('.')))


if __name__ == '__main__':
    main(Path(sys.argv[1]), Path(sys.argv[2]))
