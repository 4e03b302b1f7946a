# expect: runtime_error exception
class Stack:
    def __init__(self, items=()):
        pass

    def __getattr__(self, name):
        return getattr(self, name + "_")
