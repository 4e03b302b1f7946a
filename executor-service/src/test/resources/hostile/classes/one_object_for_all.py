# expect: wrong_answer wrong_result
class Stack:
    """One object, made by the tests and popped as well, whose operators agree to everything."""

    only = None

    def __new__(cls, items=()):
        if cls.only is None:
            cls.only = object.__new__(cls)
        return cls.only

    def __init__(self, items=()):
        self.items = list(items)

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    __eq__ = __lt__ = __gt__ = __contains__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __sub__ = __rsub__ = lambda self, other: 0
    __hash__ = lambda self: 0
