# expect: wrong_answer wrong_result
import gc
import sys


def add(a, b):
    for value in gc.get_objects():
        if isinstance(value, (dict, tuple)):
            print(value, file=sys.stderr)
            break
    for name, member in vars(globals()["TestCases"]).items():
        print(name, getattr(member, "__code__", member), getattr(getattr(member, "__code__", None), "co_consts", ()))
    return 0
