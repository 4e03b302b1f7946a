# expect: wrong_answer wrong_result
import ctypes
import os
import time

libc = ctypes.CDLL(None, use_errno=True)
if libc.sethostname(b"forged", 6) == 0:
    print("CANA" + "RY-hostname")
for change in (
    lambda: time.clock_settime(time.CLOCK_REALTIME, 0),
    lambda: open("/proc/sys/kernel/core_pattern", "w").write("|/tmp/x"),
    lambda: open("/proc/sysrq-trigger", "w").write("h"),
    lambda: open("/usr/bin/forged", "w").write("x"),
    lambda: os.mknod("/tmp/device", 0o60600, os.makedev(8, 0)),
    lambda: os.setuid(0) or os.getuid() == 0 or 1 / 0,
    lambda: os.chroot("/tmp"),
    lambda: os.nice(-20),
):
    try:
        change()
        print("CANA" + "RY-changed")
    except (OSError, ZeroDivisionError):
        pass


def add(a, b):
    return "changed"
