# expect: wrong_answer wrong_result
class Equal(int):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0


def add(a, b):
    return Equal(7)
