# expect: wrong_answer wrong_result
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for process in range(1, 400):
    if process != os.getpid() and libc.ptrace(16, process, 0, 0) == 0:
        print("CANA" + "RY-traced", process)


def add(a, b):
    return "traced"
