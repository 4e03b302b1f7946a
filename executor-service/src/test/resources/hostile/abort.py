# expect: runtime_error crashed
import os


def add(a, b):
    os.abort()
