# expect: wrong_answer wrong_result
# expect in T2: runtime_error raised_while_loading
import os

print(os.environ)
for process in filter(str.isdigit, os.listdir("/proc")):
    for part in ("environ", "cmdline", "maps"):
        try:
            print(open(f"/proc/{process}/{part}").read())
        except OSError:
            pass


def add(a, b):
    return "read"
