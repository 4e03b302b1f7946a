# expect: runtime_error exception
class EndOfStream(BaseException):
    pass


class Violation(BaseException):
    pass


def add(a, b):
    raise Violation("passed")
