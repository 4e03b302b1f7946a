# expect: runtime_error exited
import os


class Temporary:
    def __del__(self):
        os._exit(0)


class Stack:
    def __init__(self, items=()):
        Temporary()
