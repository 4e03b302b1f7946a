# expect: wrong_answer wrong_result
class Equal(str):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0


def add(a, b):
    return Equal("x")
