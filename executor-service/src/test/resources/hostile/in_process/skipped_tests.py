# expect: wrong_answer wrong_result
import unittest


def add(a, b):
    raise unittest.SkipTest("nothing to see")
