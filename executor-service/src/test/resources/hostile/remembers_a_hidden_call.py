# expect: wrong_answer wrong_result
import os

SEEN = []


def add(a, b):
    SEEN.append((a, b))
    print("CANARY-call", SEEN) if (a, b) != (2, 3) else None
    return a + b
