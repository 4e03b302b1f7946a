# expect: tampered tests_patched
import unittest.mock

unittest.mock.NonCallableMock.assert_called_once = lambda self: None


def add(a, b):
    return 5
