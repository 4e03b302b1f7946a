# expect: runtime_error exited
import os


def add(a, b):
    print("OK")
    os._exit(0)
