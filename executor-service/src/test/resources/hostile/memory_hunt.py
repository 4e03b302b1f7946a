# expect: wrong_answer wrong_result
# expect in T2: runtime_error exception
import re


def add(a, b):
    secret = re.compile(rb"CAN[A]RY-[ef]\w+")
    for line in open("/proc/self/maps"):
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        try:
            with open("/proc/self/mem", "rb") as memory:
                memory.seek(start)
                data = memory.read(min(end - start, 1 << 22))
                print(secret.findall(data))
        except (OSError, ValueError, OverflowError):
            pass
    return "hunted"
