# expect: wrong_answer wrong_result
import os
import signal


def add(a, b):
    for target in (-1, 1, 2, 3, os.getppid()):
        for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGSTOP):
            try:
                os.kill(target, number)
            except OSError:
                pass
    return "killed"
