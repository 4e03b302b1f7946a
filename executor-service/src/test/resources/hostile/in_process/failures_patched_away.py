# expect: tampered tests_patched
import unittest.case

unittest.case._Outcome.testPartExecutor = __import__("contextlib").nullcontext


def add(a, b):
    return 0
