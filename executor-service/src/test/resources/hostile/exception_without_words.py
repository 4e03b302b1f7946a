# expect: runtime_error exception
class Silent(Exception):
    def __str__(self):
        raise self


def add(a, b):
    raise Silent
