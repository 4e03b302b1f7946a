# expect: wrong_answer wrong_result
import sys


def add(a, b):
    print("Ran 2 tests in 0.001s\n\nOK")
    print('{"test":"TestCases.test_sum","outcome":"passed"}', file=sys.stderr)
    return 0
