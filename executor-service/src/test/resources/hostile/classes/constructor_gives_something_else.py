# expect: wrong_answer wrong_result
class Stack:
    def __new__(cls, items=()):
        return [1, 2, 3]
