# expect: wrong_answer wrong_result
import atexit
import os

atexit.register(os._exit, 0)


def add(a, b):
    return "wrong"
