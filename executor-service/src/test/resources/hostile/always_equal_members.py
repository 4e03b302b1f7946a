# expect: wrong_answer wrong_result
class Equal(list):
    __eq__ = lambda self, other: True


def add(a, b):
    return Equal([Equal()])
