# expect: runtime_error exited
import os


class Stack:
    def __init__(self, items=()):
        pass

    def push(self, item):
        os._exit(0)
