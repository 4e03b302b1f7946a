# expect: wrong_answer wrong_result
import unittest


def add(a, b):
    return 0


class TestMine(unittest.TestCase):
    def test_sum(self):
        self.assertEqual(add(2, 3), 0)
