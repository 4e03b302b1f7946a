# expect: wrong_answer wrong_result
import os

for target in ("/proc/1/root", "/proc/1/cwd", "/proc/self/fd/0", "/proc/self/exe"):
    try:
        link = f"/tmp/link{len(target)}"
        os.symlink(target, link)
        print(os.readlink(link), os.listdir(link) if os.path.isdir(link) else "")
    except OSError:
        pass


def add(a, b):
    return "followed"
