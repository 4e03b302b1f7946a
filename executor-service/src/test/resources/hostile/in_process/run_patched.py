# expect: tampered tests_patched
import unittest

unittest.TestCase.run = lambda self, result: result.addSuccess(self)


def add(a, b):
    return 0
