# expect: wrong_answer wrong_result
# expect in T2: runtime_error exception
import os
import time


def add(a, b):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(100000)
        os._exit(0)
    return "wrong"
