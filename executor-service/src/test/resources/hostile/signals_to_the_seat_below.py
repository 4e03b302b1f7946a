# expect: wrong_answer wrong_result
# expect in T2: runtime_error crashed
import os
import signal


def add(a, b):
    for process in range(2, 70000):
        try:
            os.kill(process, signal.SIGKILL)
        except OSError:
            pass
    return "killed"
