# expect: tampered tests_patched
import unittest

unittest.TestCase.assertEqual = lambda self, first, second, message=None: None


def add(a, b):
    return 5
