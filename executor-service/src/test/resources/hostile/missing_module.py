# expect: runtime_error raised_while_loading
import a_module_that_nobody_has


def add(a, b):
    return a + b
