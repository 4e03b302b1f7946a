# expect: wrong_answer wrong_result
import builtins


class Harmless(Exception):
    pass


builtins.AssertionError = Harmless
builtins.all = builtins.any = lambda *args: True
builtins.abs = lambda value: 0


def add(a, b):
    return "wrong"
