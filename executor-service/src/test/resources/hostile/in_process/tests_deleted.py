# expect: wrong_answer wrong_result
import unittest


def forget(cls):
    for name in [name for name in vars(cls) if name.startswith("test")]:
        delattr(cls, name)


unittest.TestCase.__init_subclass__ = classmethod(forget)


def add(a, b):
    return 0
