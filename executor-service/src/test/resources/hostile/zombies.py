# expect: wrong_answer wrong_result
# expect in T2: runtime_error exception
import os


def add(a, b):
    for _ in range(20):
        if os.fork() == 0:
            os._exit(0)
    return "wrong"
