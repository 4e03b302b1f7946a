# expect: wrong_answer wrong_result
import unittest


def more(cls):
    cls.test_more = lambda self: None


unittest.TestCase.__init_subclass__ = classmethod(more)


def add(a, b):
    return 0
