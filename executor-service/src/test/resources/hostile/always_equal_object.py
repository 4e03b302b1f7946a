# expect: wrong_answer wrong_result
class Equal:
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __hash__ = lambda self: 0
    __bool__ = lambda self: True


def add(a, b):
    return Equal()
