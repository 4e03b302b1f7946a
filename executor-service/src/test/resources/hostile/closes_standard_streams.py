# expect: wrong_answer wrong_result
import os
import sys

sys.stdin.close()
sys.stdout.close()
sys.stderr.close()
for descriptor in (0, 1, 2):
    try:
        os.close(descriptor)
    except OSError:
        pass


def add(a, b):
    return "wrong"
